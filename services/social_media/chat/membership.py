"""Who is in a conversation, and whether they may still speak in it; asked for every message.

The members of a conversation never change. Whether two people may talk does, so that answer is
believed for a moment only.
"""

import time
from typing import Any
from uuid import UUID

from cachetools import LRUCache, TTLCache
from pymongo.database import Database

from services.social_media.chat import store
from services.social_media.people.actions import may_talk
from shared.models.ids import UserId
from shared.models.problem import Forbidden, NotFound

BELIEVED_FOR = 2.0
"""Seconds."""


class Membership:
    def __init__(self, db: Database[Any]) -> None:
        self._db = db
        self._members: LRUCache[UUID, tuple[UserId, ...]] = LRUCache(50_000)
        self._may_talk: TTLCache[UUID, bool] = TTLCache(50_000, BELIEVED_FOR, timer=time.monotonic)

    def members(self, conversation: UUID, person: UserId) -> tuple[UserId, ...]:
        """The members of a conversation the person is in; for others there is none."""
        members = self._members.get(conversation)
        if members is None:
            members = store.select_members(self._db, conversation)
            if members:
                self._members[conversation] = members
        if person not in members:
            raise NotFound("There is no such conversation.")
        return members

    def members_to_speak_to(self, conversation: UUID, person: UserId) -> tuple[UserId, ...]:
        """The members, when the person may still speak to them."""
        members = self.members(conversation, person)
        allowed = self._may_talk.get(conversation)
        if allowed is None:
            one, other = members
            allowed = may_talk(self._db, one, other)
            self._may_talk[conversation] = allowed
        if not allowed:
            raise Forbidden("You are no longer in touch with each other.")
        return members

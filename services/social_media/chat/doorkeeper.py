"""Who may read in a conversation and who may speak in it; asked for every message.

An answer is believed for a moment only: word of a change usually comes at once, but it may get
lost.
"""

import time
from typing import Any
from uuid import UUID

from cachetools import TTLCache
from pymongo.database import Database

from services.social_media.chat import store
from services.social_media.chat.models import Room
from services.social_media.people.actions import may_talk
from shared.models.ids import UserId
from shared.models.problem import Forbidden, NotFound

BELIEVED_FOR = 2.0
"""Seconds."""

MOST_ROOMS = 50_000


class ReadOnly(Forbidden):
    def __init__(self) -> None:
        super().__init__("This conversation has ended; it can still be read.", code="read_only")


class Doorkeeper:
    def __init__(self, db: Database[Any]) -> None:
        self._db = db
        self._rooms: TTLCache[UUID, Room | None] = TTLCache(
            MOST_ROOMS, BELIEVED_FOR, timer=time.monotonic
        )
        self._may_talk: TTLCache[UUID, bool] = TTLCache(
            MOST_ROOMS, BELIEVED_FOR, timer=time.monotonic
        )

    def room(self, conversation: UUID, person: UserId) -> Room:
        """A conversation the person is in; for others there is none."""
        room = self.look(conversation)
        if room is None or person not in room.people:
            raise NotFound("There is no such conversation.")
        return room

    def room_to_speak_in(self, conversation: UUID, person: UserId) -> Room:
        """The conversation, when the person may say something there."""
        room = self.room(conversation, person)
        if room.read_only:
            raise ReadOnly
        if not self.are_in_touch(room):
            raise Forbidden("You are no longer in touch with each other.")
        return room

    def forget(self, conversation: UUID) -> None:
        """Ask again: something has changed."""
        self._rooms.pop(conversation, None)
        self._may_talk.pop(conversation, None)

    def forget_who_talks(self) -> None:
        """Ask again who may talk with whom: somebody blocks or stopped blocking somebody."""
        self._may_talk.clear()

    def look(self, conversation: UUID) -> Room | None:
        """A conversation, for whoever has it told to the people in it."""
        try:
            return self._rooms[conversation]
        except KeyError:
            room = self._rooms[conversation] = store.select_room(self._db, conversation)
            return room

    def are_in_touch(self, room: Room) -> bool:
        """Whether those in it may talk with each other; in a room everyone may."""
        if not room.is_direct:
            return True
        allowed = self._may_talk.get(room.conversation_id)
        if allowed is None:
            one, other = room.people
            allowed = may_talk(self._db, one, other)
            self._may_talk[room.conversation_id] = allowed
        return allowed

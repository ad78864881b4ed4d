"""Gives messages their places: the seqs after the last one known of a conversation.

A place may turn out to be taken by another worker. A conversation in which that happened is
contested for a while, and its messages are written with more care.
"""

import time
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from pymongo.database import Database

from services.social_media.chat import message_store
from services.social_media.chat.drafts import Draft
from services.social_media.chat.order import Order
from services.social_media.chat.spoken import Said

CONTESTED_FOR = 5.0
"""Seconds."""
_MOST_CONTESTED = 10_000


class Places:
    def __init__(self, db: Database[Any], order: Order[Said]) -> None:
        self._db = db
        self._order = order
        self._taken: dict[UUID, int] = {}  # The places others had when we wanted them.
        self._contested: dict[UUID, float] = {}  # and until when; the latest last

    def is_contested(self, conversation: UUID) -> bool:
        return self._contested.get(conversation, 0.0) > time.monotonic()

    def give(self, drafts: Sequence[Draft]) -> list[int]:
        """The place of each draft, in the order given."""
        last = self._last(drafts)
        places = []
        for draft in drafts:
            last[draft.conversation] += 1
            places.append(last[draft.conversation])
        return places

    def was_taken(self, conversation: UUID, seq: int) -> None:
        """Somebody else has that place."""
        self._contested.pop(conversation, None)
        self._contested[conversation] = time.monotonic() + CONTESTED_FOR
        if len(self._contested) > _MOST_CONTESTED:
            del self._contested[next(iter(self._contested))]
        self._taken[conversation] = max(seq, self._taken.get(conversation, 0))

    def _last(self, drafts: Sequence[Draft]) -> dict[UUID, int]:
        """The last place taken in each conversation, looked up where we do not follow it."""
        last: dict[UUID, int] = {}
        unsure: set[UUID] = set()
        for draft in drafts:
            conversation = draft.conversation
            if conversation not in last:
                known = self._order.latest(str(conversation))
                last[conversation] = max(known or 0, self._taken.pop(conversation, 0))
                if known is None:
                    unsure.add(conversation)
            if draft.attempts > 1:
                unsure.add(conversation)
        if unsure:
            for conversation, seq in message_store.select_last_seqs(self._db, unsure).items():
                last[conversation] = max(last[conversation], seq)
                self._order.begin(str(conversation), last[conversation])
        return last

"""Keeps on each conversation how far it has come, for lists of them.

Derived from the messages and never waited for: of what was said in a conversation within a
moment, only the last is written.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import gevent
from gevent.event import Event as Signal
from pymongo.database import Database
from pymongo.errors import PyMongoError

from services.social_media.chat import store
from services.social_media.chat.models import Message, Tail
from shared.observability.logs import logger

WRITE_EVERY = 0.25
"""Seconds."""
FEW = 25
"""Conversations that are written at once; of more, a part each time, so that nobody has to wait."""
PARTS = 4
TRY_AGAIN_AFTER = 1.0
_MOST_AT_ONCE = 1_000

log = logger("social_media")


class Tails:
    def __init__(self, db: Database[Any]) -> None:
        self._db = db
        self._waiting: dict[UUID, Tail] = {}
        self._more = Signal()

    def grow(self, messages: Iterable[Message]) -> None:
        """Let each be the last of its conversation, soon; its sender has read it."""
        for message in messages:
            tail = self._waiting.get(message.conversation)
            if tail is None:
                tail = self._waiting[message.conversation] = Tail(message.conversation)
            tail.grow(message)
        self._more.set()

    def run(self) -> None:
        """Write how far conversations have come, for ever."""
        while True:
            self._more.wait()
            self._more.clear()
            waiting, self._waiting = list(self._waiting.values()), {}
            at_once = min(max(FEW, len(waiting) // PARTS), _MOST_AT_ONCE)
            for start in range(0, len(waiting), at_once):
                self._write(waiting[start : start + at_once])
                gevent.sleep(WRITE_EVERY)

    def _write(self, tails: list[Tail]) -> None:
        try:
            store.update_tails(self._db, tails)
        except PyMongoError:
            log.exception("tails not written", conversations=len(tails))
            for tail in tails:
                newer = self._waiting.get(tail.conversation)
                if newer is None:
                    self._waiting[tail.conversation] = tail
                else:
                    newer.join(tail)
            self._more.set()
            gevent.sleep(TRY_AGAIN_AFTER)

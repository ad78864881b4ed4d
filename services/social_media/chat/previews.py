"""Keeps the last message on each conversation, for lists of them.

Derived from the messages and never waited for: of what was said in a conversation while the last
update was under way, only the latest is written.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import gevent
from gevent.event import Event as Signal
from pymongo.database import Database
from pymongo.errors import PyMongoError

from services.social_media.chat import store
from services.social_media.chat.models import Message
from shared.observability.logs import logger

WRITE_EVERY = 0.25
"""Seconds: a lively conversation needs a new preview no more often."""

TRY_AGAIN_AFTER = 1.0
_MOST_AT_ONCE = 1_000

log = logger("social_media")


class Previews:
    def __init__(self, db: Database[Any]) -> None:
        self._db = db
        self._waiting: dict[UUID, Message] = {}
        self._more = Signal()

    def show(self, messages: Iterable[Message]) -> None:
        """Show each as the last of its conversation, soon."""
        for message in messages:
            self._waiting[message.conversation] = message
        self._more.set()

    def run(self) -> None:
        """Write what is to be shown, for ever."""
        while True:
            self._more.wait()
            self._more.clear()
            latest, self._waiting = self._waiting, {}
            self._write(latest)
            gevent.sleep(WRITE_EVERY)

    def _write(self, latest: dict[UUID, Message]) -> None:
        messages = list(latest.values())
        try:
            for start in range(0, len(messages), _MOST_AT_ONCE):
                store.update_previews(self._db, messages[start : start + _MOST_AT_ONCE])
        except PyMongoError:
            log.exception("previews not updated", conversations=len(latest))
            self._waiting = latest | self._waiting
            self._more.set()
            gevent.sleep(TRY_AGAIN_AFTER)

"""Knows which of those who show it are connected to this worker, and lets the others know.

Coming and going are noted at once and acted upon a moment later: a page that is loaded again
leaves and comes in one breath, and that is nobody's news.
"""

import uuid
from collections import Counter
from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta
from typing import Any

import gevent
from pymongo.database import Database
from pymongo.errors import PyMongoError

from services.social_media.presence import store
from shared.models.ids import UserId
from shared.observability.logs import logger

A_BREATH = 1.0
"""Seconds."""
SAID_AGAIN_EVERY = timedelta(seconds=30)
BELIEVED_FOR = 3 * SAID_AGAIN_EVERY

log = logger("social_media")

Announce = Callable[[UserId, bool], None]
"""Tell those who may know that somebody came, or went."""


class Lobby:
    def __init__(self, db: Database[Any], announce: Announce) -> None:
        self._db = db
        self._announce = announce
        self._worker = uuid.uuid4().hex
        self._sockets: Counter[UserId] = Counter()
        self._said: set[UserId] = set()
        self._changed: set[UserId] = set()
        self._said_at = datetime.min.replace(tzinfo=UTC)

    def come(self, person: UserId) -> None:
        self._sockets[person] += 1
        self._changed.add(person)

    def go(self, person: UserId) -> None:
        self._sockets[person] -= 1
        if self._sockets[person] <= 0:
            del self._sockets[person]
        self._changed.add(person)

    def present_among(self, people: Collection[UserId]) -> set[UserId]:
        """Those of the people who are there and show it."""
        since = datetime.now(UTC) - BELIEVED_FOR
        return store.select_present(self._db, people, believed_since=since) if people else set()

    def run(self) -> None:
        """Say who comes and goes, for ever."""
        while True:
            gevent.sleep(A_BREATH)
            self.say(datetime.now(UTC))

    def say(self, now: datetime) -> None:
        changed, self._changed = self._changed, set()
        come = {person for person in changed if person in self._sockets} - self._said
        gone = {person for person in changed if person not in self._sockets} & self._said
        try:
            if come:
                store.upsert_here(self._db, come, self._worker, now=now)
            self._said |= come
            for person in come:
                self._announce(person, True)
            for person in gone:
                self._leave(person, now)
            if self._said and now - self._said_at >= SAID_AGAIN_EVERY:
                store.upsert_here(self._db, self._said, self._worker, now=now)
                self._said_at = now
        except PyMongoError:
            log.warning("presence not said", people=len(changed))
            self._changed |= changed

    def _leave(self, person: UserId, now: datetime) -> None:
        is_away = store.update_gone(
            self._db, person, self._worker, believed_since=now - BELIEVED_FOR
        )
        self._said.discard(person)
        if is_away:
            self._announce(person, False)

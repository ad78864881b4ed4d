"""Answers of the database that are believed for a moment, because every message needs them.

What is asked for all the time is asked anew ahead of its time, all of it in one question. So
nobody who talks waits for an answer to grow old, and a thousand of them cost one question.
"""

import time
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from typing import Any, Generic, TypeVar

import gevent
from pymongo.errors import PyMongoError

from shared.observability.logs import logger

BELIEVED_FOR = 2.0
"""Seconds. Word of a change usually comes at once, but it may get lost."""
RENEWED_EVERY = 0.75

Key = TypeVar("Key", bound=Hashable)
Answer = TypeVar("Answer")

log = logger("social_media")


class Believed(Generic[Key, Answer]):
    """What `ask` answers about each of many keys, never older than `BELIEVED_FOR`."""

    def __init__(
        self,
        ask: Callable[[Collection[Key]], Mapping[Key, Answer]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ask = ask
        self._clock = clock
        self._answers: dict[Key, Answer] = {}
        self._good_until = 0.0
        self._wanted: set[Key] = set()
        # While everything is asked anew: what was asked, and what changed, meanwhile.
        self._newer: dict[Key, Answer] = {}
        self._changed: set[Key] = set()

    def about(self, key: Key) -> Answer:
        if self._clock() >= self._good_until:
            self._answers = {}
            self._good_until = self._clock() + BELIEVED_FOR
        self._wanted.add(key)
        try:
            return self._answers[key]
        except KeyError:
            answer = self._newer[key] = self._answers[key] = self._ask([key])[key]
            return answer

    def known(self, key: Key) -> Answer | None:
        """The answer, if there is one without asking."""
        return self._answers.get(key)

    def forget(self, key: Key) -> None:
        """Ask again about it: something has changed."""
        self._changed.add(key)
        self._newer.pop(key, None)
        self._answers.pop(key, None)

    def forget_where(self, is_meant: Callable[[Key], bool]) -> None:
        for key in [key for key in self._wanted | self._answers.keys() if is_meant(key)]:
            self.forget(key)

    def renew(self) -> None:
        """Ask anew about everything that was asked for since the last time; forget the rest."""
        wanted, self._wanted = self._wanted, set()
        self._newer, self._changed = {}, set()
        good_until = self._clock() + BELIEVED_FOR
        answers = self._ask(wanted) if wanted else {}
        unchanged = {key: told for key, told in answers.items() if key not in self._changed}
        self._answers = unchanged | self._newer
        self._good_until = good_until


def keep_renewing(beliefs: Sequence[Believed[Any, Any]]) -> None:
    """For ever."""
    while True:
        gevent.sleep(RENEWED_EVERY)
        for belief in beliefs:
            try:
                belief.renew()
            except PyMongoError:
                log.warning("beliefs not renewed")  # They grow old, and are asked for one by one.

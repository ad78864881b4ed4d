"""Answers of the database that are believed for a moment, because every message needs them.

What is asked for all the time is asked anew ahead of its time, all of it in one question. So
nobody who talks waits for an answer to grow old, and a thousand of them cost one question.
"""

import time
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(slots=True)
class _Belief(Generic[Answer]):
    answer: Answer
    is_wanted: bool
    """Whether somebody asked since all were asked anew."""


class Believed(Generic[Key, Answer]):
    """What `ask` answers about each of many keys, never older than `BELIEVED_FOR`."""

    def __init__(
        self,
        ask: Callable[[Collection[Key]], Mapping[Key, Answer]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ask = ask
        self._clock = clock
        self._beliefs: dict[Key, _Belief[Answer]] = {}
        self._good_until = 0.0
        # While all are asked anew: what was asked, and what changed, meanwhile.
        self._newer: dict[Key, _Belief[Answer]] = {}
        self._changed: set[Key] = set()

    def about(self, key: Key) -> Answer:
        """The answer about a key, asked for when there is none. Raises what asking raises."""
        if self._clock() >= self._good_until:
            self._beliefs = {}
            self._good_until = self._clock() + BELIEVED_FOR
        belief = self._beliefs.get(key)
        if belief is None:
            belief = _Belief(self._ask([key])[key], is_wanted=True)
            self._beliefs[key] = self._newer[key] = belief
        belief.is_wanted = True
        return belief.answer

    def known(self, key: Key) -> Answer | None:
        """The answer, if there is one without asking."""
        belief = self._beliefs.get(key)
        return belief.answer if belief else None

    def forget(self, key: Key) -> None:
        """Ask again about it: something has changed."""
        self._changed.add(key)
        self._newer.pop(key, None)
        self._beliefs.pop(key, None)

    def forget_where(self, is_meant: Callable[[Key], bool]) -> None:
        for key in [key for key in self._beliefs if is_meant(key)]:
            self.forget(key)

    def renew(self) -> None:
        """Ask anew about everything that was asked for since the last time; forget the rest."""
        self._newer, self._changed = {}, set()
        good_until = self._clock() + BELIEVED_FOR
        before = self._beliefs
        wanted = [key for key, belief in before.items() if belief.is_wanted]
        answers = self._ask(wanted) if wanted else {}
        if self._beliefs is not before:
            return  # It took so long that all had grown old, and is begun again.
        self._beliefs = {
            key: _Belief(answer, is_wanted=False)
            for key, answer in answers.items()
            if key not in self._changed
        } | self._newer
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

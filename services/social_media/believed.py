"""Answers of the database that are believed for a moment, because every message needs them.

What is asked for all the time is asked anew ahead of its time, all of it in one question. So
nobody who talks waits for an answer to grow old, and a thousand of them cost one question. What
is not known yet is asked in one question as well, by all who come while another is under way:
when a whole town begins to talk at once, it costs a few.
"""

import time
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import gevent
from pymongo.errors import PyMongoError

from services.social_media.together import Together
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
    good_until: float
    is_wanted: bool
    """Whether somebody asked since all were asked anew."""


@dataclass(slots=True, eq=False)
class _Question(Generic[Key]):
    keys: Collection[Key]
    changed: set[Key] = field(default_factory=set)
    """Of which there was word while it was asked."""


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
        self._together: Together[Key, Answer] = Together(self._put)
        self._under_way: set[_Question[Key]] = set()

    def about(self, key: Key) -> Answer:
        """The answer about a key, asked for when there is none. Raises what asking raises."""
        belief = self._beliefs.get(key)
        if belief is None or self._clock() >= belief.good_until:
            return self._together.about(key)
        belief.is_wanted = True
        return belief.answer

    def known(self, key: Key) -> Answer | None:
        """The answer, if there is one without asking."""
        belief = self._beliefs.get(key)
        return belief.answer if belief else None

    def forget(self, key: Key) -> None:
        """Ask again about it: something has changed."""
        self._beliefs.pop(key, None)
        for question in self._under_way:
            question.changed.add(key)

    def forget_where(self, is_meant: Callable[[Key], bool]) -> None:
        asked = (question.keys for question in self._under_way)
        for key in [key for key in set(self._beliefs).union(*asked) if is_meant(key)]:
            self.forget(key)

    def renew(self) -> None:
        """Ask anew about everything that was asked for since the last time; forget the rest."""
        wanted = {key for key, belief in self._beliefs.items() if belief.is_wanted}
        self._beliefs = {key: self._beliefs[key] for key in wanted}
        if wanted:
            self._put(wanted, are_wanted=False)

    def _put(self, keys: Collection[Key], *, are_wanted: bool = True) -> Mapping[Key, Answer]:
        """Ask, and believe the answers but those that changed, or are known better, meanwhile."""
        question = _Question(keys)
        good_until = self._clock() + BELIEVED_FOR
        self._under_way.add(question)
        try:
            answers = self._ask(keys)
        finally:
            self._under_way.discard(question)
        for key in answers.keys() - question.changed:
            older = self._beliefs.get(key)
            if older is None or older.good_until <= good_until:
                self._beliefs[key] = _Belief(answers[key], good_until, are_wanted)
        return answers


def keep_renewing(beliefs: Sequence[Believed[Any, Any]]) -> None:
    """For ever."""
    while True:
        gevent.sleep(RENEWED_EVERY)
        for belief in beliefs:
            try:
                belief.renew()
            except PyMongoError:
                log.warning("beliefs not renewed")  # They grow old, and are asked for one by one.

"""Asking in one question what many ask at the same time.

A thousand sockets come back at once when a host is replaced, and each asks who its person is. Those
who ask while a question is under way share the next one: under load a few questions do for all of
them, and nobody gets an answer from before they asked.
"""

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from gevent.event import AsyncResult
from gevent.lock import BoundedSemaphore

Key = TypeVar("Key", bound=Hashable)
Answer = TypeVar("Answer")


@dataclass(slots=True)
class _Question(Generic[Key, Answer]):
    keys: set[Key]
    answers: "AsyncResult[Mapping[Key, Answer]]" = field(default_factory=AsyncResult)


class Together(Generic[Key, Answer]):
    """What `ask` answers about keys. For greenlets of one thread."""

    def __init__(self, ask: Callable[[Collection[Key]], Mapping[Key, Answer]]) -> None:
        self._ask = ask
        self._next: _Question[Key, Answer] | None = None
        self._turn = BoundedSemaphore(1)

    def about(self, key: Key) -> Answer:
        """The answer about a key. Raises what asking raises."""
        return self.about_all((key,))[key]

    def about_all(self, keys: Collection[Key]) -> Mapping[Key, Answer]:
        """The answers about these keys, and maybe others; whoever is first to ask puts it."""
        if self._next is not None:
            question = self._next
            question.keys.update(keys)
        else:
            question = self._next = _Question(set(keys))
            try:
                with self._turn:
                    self._next = None
                    question.answers.set(self._ask(question.keys))
            except BaseException as error:  # A timeout of gevent's, too: the others must hear.
                if self._next is question:
                    self._next = None
                question.answers.set_exception(error)
        answers: Mapping[Key, Answer] = question.answers.get()
        return answers

"""A bounded number of greenlets that do the work of many connections.

An idle connection costs no greenlet, and a slow database costs at most this many.
"""

from collections import deque
from typing import Protocol

import gevent

SIZE = 64


class Worker(Protocol):
    def work(self) -> None:
        """Do what is waiting. May wait; never runs twice at once; never raises."""


class Crew:
    def __init__(self, size: int = SIZE) -> None:
        self._free = size
        self._waiting: deque[Worker] = deque()
        self._called = False

    def call(self, worker: Worker) -> None:
        """Have `worker.work()` run soon. Safe in an event-loop callback: it never waits."""
        self._waiting.append(worker)
        # One newcomer takes all that is waiting; another is needed only once that one waits.
        if self._free and not self._called:
            self._called = True
            self._free -= 1
            gevent.spawn(self._run)

    def _run(self) -> None:
        try:
            while self._waiting:
                self._called = False
                self._waiting.popleft().work()
        finally:
            self._called = False
            self._free += 1

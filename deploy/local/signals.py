"""Being asked to stop: Ctrl-C, SIGTERM, or the terminal closing.

Starting takes seconds inside other people's code, so the request is an exception that ends
whatever we are doing, except where it would make us forget a process we have just started.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

REQUESTS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequested(BaseException):
    """Somebody asked the platform to stop."""


class Signals:
    def __init__(self) -> None:
        self._held = False
        self._arrived = False
        self._stopping = False
        self.requested = False
        """Whether anybody asked us to stop, whatever became of the exception that says so."""
        self.impatient = False
        """Whether they asked again while we were stopping."""

    def listen(self) -> None:
        for number in REQUESTS:
            signal.signal(number, self._on_request)

    def stopping(self) -> None:
        """From here on a request does not interrupt; it only makes us hurry."""
        self._stopping = True

    @contextmanager
    def held(self) -> Iterator[None]:
        """A request that arrives inside the block interrupts after it."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
        if self._arrived:
            self._arrived = False
            raise StopRequested

    def _on_request(self, _number: int, _frame: FrameType | None) -> None:
        self.requested = True
        if self._stopping:
            self.impatient = True
        elif self._held:
            self._arrived = True
        else:
            raise StopRequested

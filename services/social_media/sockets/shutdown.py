"""A worker that is told to stop says goodbye to its sockets first.

The server that runs us does not know our sockets: it ends as soon as no HTTP request is under way,
or waits long for one. So we begin when the signal comes, and finish before the process ends.
"""

import signal
from collections.abc import Callable
from types import FrameType

import gevent
from gevent import Greenlet


class Farewell:
    """Something to do once, when the process is told to stop; the process ends after it."""

    def __init__(self, say: Callable[[], None]) -> None:
        self._say = say
        self._saying: Greenlet | None = None

    def begin_on_signal(self) -> None:
        """Begin at SIGTERM, and then let whoever handled it before do so too."""
        previous = signal.getsignal(signal.SIGTERM)

        def on_signal(number: int, frame: FrameType | None) -> None:
            self._begin()
            if callable(previous):
                previous(number, frame)

        signal.signal(signal.SIGTERM, on_signal)
        signal.siginterrupt(signal.SIGTERM, False)

    def finish(self) -> None:
        """Wait until it is done; begin, if no signal came."""
        self._begin().join()

    def _begin(self) -> Greenlet:
        if self._saying is None:
            self._saying = gevent.spawn(self._say)
        return self._saying

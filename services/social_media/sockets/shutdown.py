"""A worker that is told to stop says goodbye to its sockets first.

The server that runs us does not know our sockets: it ends as soon as no HTTP request is under way.
So we hear its signal before it does, and hold the end of the process until everyone has left.
"""

import atexit
import signal
from collections.abc import Callable
from types import FrameType

import gevent
from gevent import Greenlet


def before_the_end(farewell: Callable[[], None]) -> None:
    """Run `farewell` once, in a greenlet, when the process is told to stop; end after it."""
    running: list[Greenlet] = []

    def begin() -> None:
        if not running:
            running.append(gevent.spawn(farewell))

    def finish() -> None:
        begin()
        running[0].join()

    previous = signal.getsignal(signal.SIGTERM)

    def on_signal(number: int, frame: FrameType | None) -> None:
        begin()
        if callable(previous):
            previous(number, frame)

    signal.signal(signal.SIGTERM, on_signal)
    signal.siginterrupt(signal.SIGTERM, False)
    atexit.register(finish)

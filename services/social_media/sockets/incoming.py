"""The receiving half of all connections: one look finds every socket on which something came.

Two looks are never closer than a few milliseconds. What came in between is read, handled, stored
and sent together, which costs a busy worker far less than waking for each message; and what comes
after a quiet moment is seen at once.
"""

from typing import Any, Protocol

from gevent import get_hub, monkey

from shared.observability.logs import logger

LOOK_EVERY = 0.005
"""Seconds between two looks."""

_READABLE = 1

log = logger("social_media")


class Reader(Protocol):
    def on_readable(self) -> None:
        """Something came, or the peer is gone. Never waits."""


class Incoming:
    def __init__(self) -> None:
        self._readers: dict[int, Reader] = {}
        # gevent has none, as it waits; ours only tells what it knows already.
        self._epoll: Any = monkey.get_original("select", "epoll")()
        loop = get_hub().loop
        self._watcher: Any = loop.io(self._epoll.fileno(), _READABLE)
        self._timer: Any = loop.timer(LOOK_EVERY)
        self._watcher.start(self._look)

    def add(self, fd: int, reader: Reader) -> None:
        """Let a reader know whenever there is something to read."""
        self._readers[fd] = reader
        self._epoll.register(fd, _READABLE)

    def remove(self, fd: int) -> None:
        """No more, until it is added again. To be called before the socket is closed."""
        del self._readers[fd]
        self._epoll.unregister(fd)

    def _look(self) -> None:
        self._watcher.stop()
        self._timer.start(self._watcher.start, self._look)
        for fd, _ in self._epoll.poll(0):
            reader = self._readers.get(fd)  # One may have ended another.
            if reader is None:
                continue
            try:
                reader.on_readable()
            except Exception:
                log.exception("socket not read")

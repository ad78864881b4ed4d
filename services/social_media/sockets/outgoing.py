"""The sending half of a connection: it never waits, and never sends part of a frame for good.

What is written in one go of the event loop is handed to the kernel in one piece, when that go
ends: whoever hears many messages of a batch costs one system call. What the kernel does not take
is kept and follows when the peer has read. How much may be kept is its owner's to say; when it is
too much, frames of which nothing was sent yet can be dropped.
"""

import socket
from typing import Any, Protocol

from gevent import get_hub
from gevent.event import Event as Signal

from services.social_media.sockets.backlog import Backlog

_WRITABLE = 2
_ENOUGH = 65_536
"""Bytes that are worth a system call of their own."""


class Owner(Protocol):
    def all_taken(self) -> None:
        """The kernel has taken all that was kept."""

    def sending_failed(self) -> None:
        """The peer is not there any more."""


class Outbox:
    """Those of a worker's connections that have something to send when this go ends."""

    def __init__(self) -> None:
        self._full: list[Outgoing] = []

    def put(self, outgoing: "Outgoing") -> None:
        if not self._full:
            get_hub().loop.run_callback(self._send_all)
        self._full.append(outgoing)

    def _send_all(self) -> None:
        full, self._full = self._full, []
        for outgoing in full:
            outgoing.flush()


class Outgoing:
    __slots__ = (
        "_backlog",
        "_outbox",
        "_owner",
        "_size",
        "_socket",
        "_taken",
        "_unsent",
        "_watcher",
    )

    def __init__(self, sock: socket.socket, owner: Owner, outbox: Outbox) -> None:
        self._socket = sock
        self._owner = owner
        self._outbox = outbox
        self._unsent: list[bytes] | None = None
        self._size = 0  # bytes unsent
        self._backlog: Backlog | None = None
        self._watcher: Any = None
        self._taken: Signal | None = None

    @property
    def kept(self) -> int:
        """Bytes the peer has yet to take."""
        return self._size + (self._backlog.size if self._backlog is not None else 0)

    def write(self, frame: bytes) -> None:
        if self._backlog is not None:
            self._backlog.add(frame)
            return
        self._size += len(frame)
        if self._unsent is None:
            self._unsent = [frame]
            self._outbox.put(self)
        else:
            self._unsent.append(frame)
        if self._size >= _ENOUGH:
            self.flush()

    def flush(self) -> None:
        """Hand what was written to the kernel now."""
        if self._unsent is None:
            return
        frames, self._unsent, self._size = self._unsent, None, 0
        data = frames[0] if len(frames) == 1 else b"".join(frames)
        try:
            sent = self._socket.send(data)
        except BlockingIOError:
            sent = 0
        except OSError:
            self._owner.sending_failed()
            return
        if sent < len(data):
            self._backlog = Backlog(data, sent)
            if self._watcher is None:
                self._watcher = get_hub().loop.io(self._socket.fileno(), _WRITABLE)
            self._watcher.start(self._on_writable)

    def drop_whole_frames(self) -> None:
        if self._backlog is not None:
            self._backlog.drop_whole_frames()

    def wait_until_taken(self, seconds: float) -> None:
        """Wait until the kernel has taken all we sent, or the connection ends; at most so long."""
        self.flush()
        if self._backlog is not None:
            self._taken = self._taken or Signal()
            self._taken.wait(seconds)

    def forget(self) -> None:
        """Send no more of what was kept."""
        self._unsent, self._size = None, 0
        self._backlog = None
        if self._watcher is not None:
            self._watcher.stop()
        if self._taken is not None:
            self._taken.set()
            self._taken = None

    def end(self) -> None:
        """Let go of the socket before it is closed."""
        self.forget()
        if self._watcher is not None:
            self._watcher.close()
            self._watcher = None

    def _on_writable(self) -> None:
        if self._backlog is None:
            return
        try:
            self._backlog.send_to(self._socket)
        except BlockingIOError:
            return
        except OSError:
            self._owner.sending_failed()
            return
        if not self._backlog.size:
            self.forget()
            self._owner.all_taken()

"""The sending half of a connection: it never waits, and never sends part of a frame for good.

What the kernel does not take is kept and follows when the peer has read. How much may be kept is
its owner's to say; when it is too much, frames of which nothing was sent yet can be dropped.
"""

import socket
from typing import Any, Protocol

from gevent import get_hub
from gevent.event import Event as Signal

from services.social_media.sockets.backlog import Backlog

_WRITABLE = 2


class Owner(Protocol):
    def all_taken(self) -> None:
        """The kernel has taken all that was kept."""

    def sending_failed(self) -> None:
        """The peer is not there any more."""


class Outgoing:
    __slots__ = ("_backlog", "_owner", "_socket", "_taken", "_watcher")

    def __init__(self, sock: socket.socket, owner: Owner) -> None:
        self._socket = sock
        self._owner = owner
        self._backlog: Backlog | None = None
        self._watcher: Any = None
        self._taken: Signal | None = None

    @property
    def kept(self) -> int:
        """Bytes the peer has yet to take."""
        return self._backlog.size if self._backlog is not None else 0

    def write(self, frame: bytes) -> None:
        if self._backlog is not None:
            self._backlog.add(frame)
            return
        try:
            sent = self._socket.send(frame)
        except BlockingIOError:
            sent = 0
        except OSError:
            self._owner.sending_failed()
            return
        if sent < len(frame):
            self._backlog = Backlog(frame, sent)
            if self._watcher is None:
                self._watcher = get_hub().loop.io(self._socket.fileno(), _WRITABLE)
            self._watcher.start(self._on_writable)

    def drop_whole_frames(self) -> None:
        if self._backlog is not None:
            self._backlog.drop_whole_frames()

    def wait_until_taken(self, seconds: float) -> None:
        """Wait until the kernel has taken all we sent, or the connection ends; at most so long."""
        if self._backlog is not None:
            self._taken = self._taken or Signal()
            self._taken.wait(seconds)

    def forget(self) -> None:
        """Send no more of what was kept."""
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

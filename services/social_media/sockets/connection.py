"""One WebSocket, after its handshake: a socket watched by the event loop, and no greenlet.

Reading happens in the loop and never waits. What needs more than that is done by the crew, one
connection's messages one after the other. Sending never waits either: what the kernel does not
take is kept, within a bound, and follows when the peer has read. Frames are kept and dropped
whole, so a slow reader gets fewer frames but never half of one.
"""

import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Protocol

from gevent import get_hub
from gevent.event import Event as Signal

from services.social_media.sockets.backlog import Backlog
from services.social_media.sockets.crew import Crew
from services.social_media.sockets.decoder import LARGEST_MESSAGE, Decoder
from services.social_media.sockets.frames import (
    PING,
    PONG,
    Close,
    CloseCode,
    Event,
    Message,
    Ping,
    Pong,
    Violation,
    encode,
    encode_close,
)
from shared.observability.logs import logger

RECEIVE = 16_384
LINGER = 2.0
"""Seconds a peer has to take our close frame and answer it."""
_READ, _WRITE = 1, 2

log = logger("social_media")


class Handler(Protocol):
    """What a connection is for."""

    def receive(self, message: Message) -> None:
        """A message came. May wait; the next one is handed over when this returns."""

    def tick(self, now: float) -> None:
        """About a second has passed. Must not wait."""

    def gone(self) -> None:
        """The connection is over. Must not wait."""


@dataclass(frozen=True, slots=True)
class Bounds:
    largest_message: int = LARGEST_MESSAGE
    backlog: int = 1_048_576
    inbox: int = 64
    heartbeat: float = 25.0


class State(Enum):
    OPEN = auto()
    CLOSING = auto()
    """Our close frame is on its way. What still comes in is read and dropped."""
    GONE = auto()


Task = Callable[[], None]


class Connection:
    __slots__ = (
        "_backlog", "_bounds", "_crew", "_deadline", "_decoder", "_handler", "_heard_at", "_inbox",
        "_peer_is_done", "_pinged_at", "_reader", "_socket", "_taken", "_working", "_writer",
        "state",
    )  # fmt: skip

    def __init__(self, sock: socket.socket, bounds: Bounds, crew: Crew) -> None:
        """Take over a connected, non-blocking socket that gevent has not patched."""
        self._socket = sock
        self._bounds = bounds
        self._crew = crew
        self._decoder = Decoder(bounds.largest_message)
        self._handler: Handler | None = None
        self._inbox: list[Event | Task] | None = None
        self._working = False
        self._backlog: Backlog | None = None
        self._taken: Signal | None = None
        self._writer: Any = None
        self._reader: Any = get_hub().loop.io(sock.fileno(), _READ)
        self._heard_at = self._pinged_at = time.monotonic()
        self._deadline = 0.0
        self._peer_is_done = False
        self.state = State.OPEN

    def start(self, handler: Handler) -> None:
        """Begin to read; `handler` gets what comes."""
        self._handler = handler
        self._reader.start(self._on_readable)

    # Sending

    def send(self, frame: bytes) -> None:
        """Send an encoded frame; dropped when the connection is closing."""
        if self.state is State.OPEN:
            self._write(frame)

    def close(self, code: int | None, reason: str = "") -> None:
        """Say goodbye and stop listening. The socket ends when the peer has answered."""
        if self.state is State.OPEN:
            self.state = State.CLOSING
            self._deadline = time.monotonic() + LINGER
            self._inbox = None
            self._listen()
            self._write(encode_close(code, reason))
            self._hang_up_if_done()

    def cut(self) -> None:
        """End at once, without a word."""
        if self.state is State.GONE:
            return
        self.state = State.GONE
        for watcher in (self._reader, self._writer):
            if watcher is not None:
                watcher.stop()
                watcher.close()
        self._reader = self._writer = self._inbox = None
        self._all_taken()
        self._socket.close()
        handler, self._handler = self._handler, None
        if handler is not None:
            handler.gone()

    def wait_until_taken(self, seconds: float) -> None:
        """Wait until the kernel has taken all we sent, or the connection ends; at most so long."""
        if self._backlog is not None:
            self._taken = self._taken or Signal()
            self._taken.wait(seconds)

    def _all_taken(self) -> None:
        self._backlog = None
        if self._taken is not None:
            self._taken.set()
            self._taken = None

    def _write(self, frame: bytes) -> None:
        if self._backlog is not None:
            self._keep(frame)
            return
        try:
            sent = self._socket.send(frame)
        except BlockingIOError:
            sent = 0
        except OSError:
            self._lose()
            return
        if sent < len(frame):
            self._backlog = Backlog(frame, sent)
            if self._writer is None:
                self._writer = get_hub().loop.io(self._socket.fileno(), _WRITE)
            self._writer.start(self._on_writable)

    def _keep(self, frame: bytes) -> None:
        assert self._backlog is not None
        self._backlog.add(frame)
        if self._backlog.size > self._bounds.backlog and self.state is State.OPEN:
            self._backlog.drop_whole_frames()
            self.close(CloseCode.POLICY, "too slow")

    def _on_writable(self) -> None:
        if self._backlog is None:
            return
        try:
            self._backlog.send_to(self._socket)
        except BlockingIOError:
            return
        except OSError:
            self._lose()
            return
        if not self._backlog.size:
            self._all_taken()
            self._writer.stop()
            self._hang_up_if_done()

    def _lose(self) -> None:
        """The peer vanished while we were sending. Let the loop find out, not our caller."""
        self._all_taken()
        if self._writer is not None:
            self._writer.stop()
        self.state = State.CLOSING
        self._deadline = 0.0
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._listen()

    def _hang_up_if_done(self) -> None:
        """Once goodbye is said on both sides, end our half; the peer's end of file follows."""
        if self._peer_is_done and self._backlog is None and self.state is State.CLOSING:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_WR)

    # Receiving

    def run_later(self, task: Task) -> None:
        """Run a task that may wait, in turn with this connection's messages."""
        self._put([task])

    def _on_readable(self) -> None:
        try:
            data = self._socket.recv(RECEIVE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self.cut()
            return
        self._heard_at = time.monotonic()
        waiting: list[Event | Task] = []
        for event in self._decoder.feed(data):
            kind = type(event)
            if kind is Ping:
                self.send(encode(event.payload, PONG))  # type: ignore[union-attr]
            elif kind is not Pong:
                waiting.append(event)
        if waiting:
            self._put(waiting)

    def _put(self, events: list[Event | Task]) -> None:
        if self.state is not State.OPEN:
            self._peer_is_done = self._peer_is_done or any(
                isinstance(event, Close) for event in events
            )
            self._hang_up_if_done()
            return
        if self._inbox is None:
            self._inbox = events
        else:
            self._inbox += events
        if len(self._inbox) >= self._bounds.inbox:
            self._reader.stop()
        if not self._working:
            self._working = True
            self._crew.call(self)

    def _listen(self) -> None:
        if self._reader is not None and not self._reader.active:
            self._reader.start(self._on_readable)

    def work(self) -> None:
        """Handle what is in the inbox, in order. Run by the crew."""
        try:
            while self._inbox:
                events, self._inbox = self._inbox, None
                self._listen()
                for event in events:
                    if self.state is not State.OPEN:
                        return
                    self._handle(event)
        except Exception:
            log.exception("socket handler failed")
            self.close(CloseCode.INTERNAL)
        finally:
            self._working = False

    def _handle(self, event: Event | Task) -> None:
        match event:
            case str() | bytes():
                if self._handler is not None:
                    self._handler.receive(event)
            case Close(code):
                self._peer_is_done = True
                self.close(code)
            case Violation(code, reason):
                self._peer_is_done = True
                self.close(code, reason)
            case Ping() | Pong():
                pass
            case task:
                task()

    # Keeping alive

    def tick(self, now: float) -> None:
        """Ping a silent peer, cut a dead one. Called about once a second."""
        if self.state is State.CLOSING:
            if now >= self._deadline:
                self.cut()
            return
        silent = now - self._heard_at
        if silent >= 2 * self._bounds.heartbeat:
            self.cut()
        elif silent >= self._bounds.heartbeat <= now - self._pinged_at:
            self._pinged_at = now
            self.send(encode(b"", PING))
        if self._handler is not None and self.state is State.OPEN:
            self._handler.tick(now)

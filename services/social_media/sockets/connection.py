"""One WebSocket, after its handshake: a socket watched by the event loop, and no greenlet.

Reading happens in the loop and never waits. What needs more than that is done by the crew, one
connection's messages one after the other; who sends faster than they are done is not read for a
while. Sending never waits either, and who reads too slowly is sent away.
"""

import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from services.social_media.sockets.crew import Crew
from services.social_media.sockets.decoder import LARGEST_MESSAGE, Decoder
from services.social_media.sockets.frames import (
    PING,
    PONG,
    Close,
    CloseCode,
    Message,
    Ping,
    Pong,
    Violation,
    encode,
    encode_close,
)
from services.social_media.sockets.incoming import Incoming
from services.social_media.sockets.outgoing import Outbox, Outgoing
from shared.observability.logs import logger

RECEIVE = 16_384
LINGER = 2.0
"""Seconds a peer has to take our close frame and answer it."""

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


Inbox = list[Message | Close | Violation]


class Connection:
    __slots__ = (
        "_bounds", "_crew", "_deadline", "_decoder", "_handler", "_heard_at", "_inbox", "_incoming",
        "_is_read", "_is_worked_on", "_outgoing", "_peer_is_done", "_pinged_at", "_socket", "state",
    )  # fmt: skip

    def __init__(
        self,
        sock: socket.socket,
        bounds: Bounds,
        crew: Crew,
        incoming: Incoming,
        outbox: Outbox,
    ) -> None:
        """Take over a connected, non-blocking socket that gevent has not patched."""
        self._socket = sock
        self._bounds = bounds
        self._crew = crew
        self._decoder = Decoder(bounds.largest_message)
        self._outgoing = Outgoing(sock, self, outbox)
        self._handler: Handler | None = None
        self._inbox: Inbox | None = None
        self._is_worked_on = False
        self._incoming = incoming
        self._is_read = False
        self._heard_at = self._pinged_at = time.monotonic()
        self._deadline = 0.0
        self._peer_is_done = False
        self.state = State.OPEN

    def start(self, handler: Handler) -> None:
        """Begin to read; `handler` gets what comes."""
        self._handler = handler
        self._listen()

    # Sending

    def send(self, frame: bytes) -> None:
        """Send an encoded frame, soon; dropped when the connection is closing."""
        if self.state is not State.OPEN:
            return
        self._outgoing.write(frame)
        if self._outgoing.kept > self._bounds.backlog:
            self._outgoing.drop_whole_frames()
            self.close(CloseCode.POLICY, "too slow")

    def wait_until_taken(self, seconds: float) -> None:
        """Wait until the kernel has taken all we sent, or the connection ends; at most so long."""
        self._outgoing.wait_until_taken(seconds)

    def all_taken(self) -> None:
        self._hang_up_if_done()

    def sending_failed(self) -> None:
        """Leave the end to the event loop: whoever sends may be in the middle of something."""
        self._outgoing.forget()
        self.state = State.CLOSING
        self._deadline = 0.0
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._listen()

    # Receiving

    def on_readable(self) -> None:
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
        inbox: Inbox = []
        for event in self._decoder.feed(data):
            if isinstance(event, Ping):
                self.send(encode(event.payload, PONG))
            elif not isinstance(event, Pong):
                inbox.append(event)
        if inbox:
            self._put(inbox)

    def _put(self, events: Inbox) -> None:
        if self.state is not State.OPEN:
            self._peer_is_done |= any(isinstance(event, Close) for event in events)
            self._hang_up_if_done()
            return
        if self._inbox is None:
            self._inbox = events
        else:
            self._inbox += events
        if len(self._inbox) >= self._bounds.inbox:
            self._stop_listening()
        if not self._is_worked_on:
            self._is_worked_on = True
            self._crew.call(self)

    def _listen(self) -> None:
        if not self._is_read and self.state is not State.GONE:
            self._is_read = True
            self._incoming.add(self._socket.fileno(), self)

    def _stop_listening(self) -> None:
        if self._is_read:
            self._is_read = False
            self._incoming.remove(self._socket.fileno())

    def work(self) -> None:
        """Handle what is in the inbox, in order. Run by the crew."""
        try:
            while self._inbox:
                events, self._inbox = self._inbox, None
                self._listen()
                for event in events:
                    if self.state is State.OPEN:
                        self._handle(event)
        except Exception:
            log.exception("socket handler failed")
            self.close(CloseCode.INTERNAL)
        finally:
            self._is_worked_on = False

    def _handle(self, event: Message | Close | Violation) -> None:
        if isinstance(event, Close):
            self._peer_is_done = True
            self.close(event.code)
        elif isinstance(event, Violation):
            self._peer_is_done = True
            self.close(event.code, event.reason)
        elif self._handler is not None:
            self._handler.receive(event)

    # Keeping alive, and ending

    def tick(self, now: float) -> None:
        """Ping a silent peer, cut a dead one. Called about once a second."""
        if self.state is State.CLOSING:
            if now >= self._deadline:
                self.cut()
            return
        is_asked = self._pinged_at > self._heard_at
        # By when it was asked, not by how long it is silent: we may have been late to ask.
        if is_asked and now - self._pinged_at >= self._bounds.heartbeat:
            self.cut()
        elif not is_asked and now - self._heard_at >= self._bounds.heartbeat:
            self._pinged_at = now
            self.send(encode(b"", PING))
        if self._handler is not None and self.state is State.OPEN:
            self._handler.tick(now)

    def close(self, code: int | None, reason: str = "") -> None:
        """Say goodbye and stop listening. The socket ends when the peer has answered."""
        if self.state is State.OPEN:
            self.state = State.CLOSING
            self._deadline = time.monotonic() + LINGER
            self._inbox = None
            self._listen()
            self._outgoing.write(encode_close(code, reason))
            self._outgoing.flush()
            self._hang_up_if_done()

    def _hang_up_if_done(self) -> None:
        """Once goodbye is said on both sides, end our half; the peer's end of file follows."""
        if self._peer_is_done and not self._outgoing.kept and self.state is State.CLOSING:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_WR)

    def cut(self) -> None:
        """End at once, without a word."""
        if self.state is State.GONE:
            return
        self._stop_listening()
        self.state = State.GONE
        self._inbox = None
        self._outgoing.end()
        self._socket.close()
        handler, self._handler = self._handler, None
        if handler is not None:
            handler.gone()

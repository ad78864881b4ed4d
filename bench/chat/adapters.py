"""How each server wants to be spoken to.

The generator marks each message with who sent it, its number and when it was due, and looks for
that mark in acknowledgements and deliveries. It needs nothing else of a server's format.
"""

import json
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bench.chat.wire import Connection

Mark = tuple[int, int, int]
"""Sender, number, and nanoseconds of the monotonic clock."""


class Adapter(Protocol):
    def path(self, token: str) -> str:
        """The address of the socket."""

    def on_open(self, connection: "Connection") -> None:
        """The handshake is done."""

    def on_setup(self, connection: "Connection", payload: bytes) -> None:
        """Any frame until `connection.set_ready()`."""

    def encode(self, connection: "Connection", mark: Mark, body: bytes) -> bytes:
        """One chat message."""

    def mark_in(self, payload: bytes) -> Mark | None:
        """The mark of the message an acknowledgement or a delivery is about."""

    def is_ack(self, payload: bytes) -> bool:
        """Whether a frame that carries a mark acknowledges it."""

    def other(self, connection: "Connection", payload: bytes) -> None:
        """A frame without a mark, after the setup."""


class Ours:
    """`hello`, then `live`; the mark is the message's client id."""

    def path(self, token: str) -> str:
        return "/ws"

    def on_open(self, connection: "Connection") -> None:
        connection.send(json.dumps({"type": "hello", "token": connection.token}).encode())

    def on_setup(self, connection: "Connection", payload: bytes) -> None:
        if payload == b'{"type":"live"}' or payload.startswith(b'{"type":"live",'):
            connection.set_ready()
        elif payload.startswith((b'{"type":"error"', b'{"type":"bye"')):
            connection.fail(payload)

    def encode(self, connection: "Connection", mark: Mark, body: bytes) -> bytes:
        sender, number, due = mark
        digits = b"%08x%08x%016x" % (sender, number, due)
        return (
            b'{"type":"message.send","client_id":"%b-%b-%b-%b-%b","conversation":"%b","text":"%b"}'
            % (
                digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:],
                connection.room_bytes, body,
            )
        )  # fmt: skip

    def mark_in(self, payload: bytes) -> Mark | None:
        at = payload.find(b'"client_id":"')
        if at < 0:
            return None
        at += 13
        digits = payload[at : at + 36].replace(b"-", b"")
        return int(digits[:8], 16), int(digits[8:16], 16), int(digits[16:], 16)

    def is_ack(self, payload: bytes) -> bool:
        return payload.startswith(b'{"type":"message.ack"')

    def other(self, connection: "Connection", payload: bytes) -> None:
        pass


class _Tilde:
    """Servers that return an id as it is: the mark is `~sender~number~due~`."""

    def mark_in(self, payload: bytes) -> Mark | None:
        parts = payload.split(b"~", 4)
        return (int(parts[1]), int(parts[2]), int(parts[3])) if len(parts) == 5 else None

    def on_open(self, connection: "Connection") -> None:
        pass


class Plain(_Tilde):
    """The Node `ws` peers: hello, join, joined; then send, ack and msg."""

    def path(self, token: str) -> str:
        return "/ws?token=" + token

    def on_setup(self, connection: "Connection", payload: bytes) -> None:
        if b'"hello"' in payload:
            connection.process = json.loads(payload)["pid"]
            connection.send(b'{"type":"join","room":"%b"}' % connection.room_bytes)
        elif b'"joined"' in payload:
            connection.set_ready()
        elif b'"error"' in payload:
            connection.fail(payload)

    def encode(self, connection: "Connection", mark: Mark, body: bytes) -> bytes:
        return b'{"type":"send","room":"%b","id":"~%d~%d~%d~","body":"%b"}' % (
            connection.room_bytes, *mark, body,
        )  # fmt: skip

    def is_ack(self, payload: bytes) -> bool:
        return b'"ack"' in payload

    def other(self, connection: "Connection", payload: bytes) -> None:
        pass


class SocketIO(_Tilde):
    """Engine.IO 4 and Socket.IO 5, over WebSocket only."""

    def path(self, token: str) -> str:
        return "/socket.io/?EIO=4&transport=websocket"

    def on_setup(self, connection: "Connection", payload: bytes) -> None:
        if payload[:1] == b"0":
            connection.send(b'40{"token":"%b"}' % connection.token.encode())
        elif payload[:2] == b"44":
            connection.fail(payload)
        elif payload[:2] == b"42" and b'"hello"' in payload:
            connection.process = json.loads(payload[2:])[1]["pid"]
            connection.send(b'420["join",{"room":"%b"}]' % connection.room_bytes)
        elif payload[:3] == b"430":
            connection.set_ready()
        else:
            self.other(connection, payload)

    def encode(self, connection: "Connection", mark: Mark, body: bytes) -> bytes:
        connection.acked += 1
        return b'42%d["send",{"room":"%b","id":"~%d~%d~%d~","body":"%b"}]' % (
            connection.acked, connection.room_bytes, *mark, body,
        )  # fmt: skip

    def is_ack(self, payload: bytes) -> bool:
        return payload[:2] == b"43"

    def other(self, connection: "Connection", payload: bytes) -> None:
        if payload == b"2":
            connection.send(b"3")


ADAPTERS: dict[str, type[Adapter]] = {"ours": Ours, "plain": Plain, "socketio": SocketIO}

"""One WebSocket of the generator, framed by hand: a library would be what is measured.

Runs on uvloop, in a Python of its own; nothing of the platform is imported here.
"""

import asyncio
import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bench.chat.adapters import Adapter
    from bench.chat.generator import Generator

PING, PONG, CLOSE = 9, 10, 8


class Connection(asyncio.Protocol):
    __slots__ = (
        "_buffer", "_is_open", "_transport", "acked", "adapter", "generator", "index", "is_closed",
        "last", "missing", "process", "ready", "room", "room_bytes", "seq", "token",
    )  # fmt: skip

    def __init__(self, generator: "Generator", index: int, room: str, token: str) -> None:
        self.generator = generator
        self.adapter: Adapter = generator.adapter
        self.index, self.room, self.token = index, room, token
        self.room_bytes = room.encode()
        self.ready: asyncio.Future[bool] = generator.loop.create_future()
        self.process = 0
        self.is_closed = False
        self.acked = 0
        self._buffer = b""
        self._is_open = False
        self._transport: Any = None
        self.forget()

    def forget(self) -> None:
        """Count from the beginning again."""
        self.seq = 0
        self.last: dict[int, int] = {}
        self.missing: set[tuple[int, int]] = set()

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        transport.write(
            f"GET {self.adapter.path(self.token)} HTTP/1.1\r\n"
            f"Host: 127.0.0.1:{self.generator.port}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            # As every browser does.
            "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        if self._buffer:
            data, self._buffer = self._buffer + data, b""
        position = 0
        if not self._is_open:
            head = data.find(b"\r\n\r\n")
            if head < 0:
                self._buffer = data
                return
            if b" 101" not in data[:16]:
                self.fail(data[:60])
                self._transport.close()
                return
            if b"permessage-deflate" in data[:head].lower():
                self.fail(b"this generator cannot inflate")
                return
            self._is_open = True
            self.adapter.on_open(self)
            position = head + 4
        self._read_frames(data, position)

    def _read_frames(self, data: bytes, position: int) -> None:
        now = self.generator.now()
        available = len(data)
        while available - position >= 2:
            first, length = data[position], data[position + 1]
            start = position + 2
            if length >= 126:
                size = 2 if length == 126 else 8
                start += size
                length = int.from_bytes(data[start - size : start])
            if start + length > available:
                break
            position = start + length
            self._on_frame(first, data[start:position], now)
        if position < available:
            self._buffer = data[position:]

    def _on_frame(self, first: int, payload: bytes, now: int) -> None:
        if first in (0x81, 0x82):
            self.generator.on_text(self, payload, now)
        elif first & 15 == PING:
            self._send_frame(0x80 | PONG, payload)
        elif first & 15 == CLOSE:
            self.is_closed = True
        else:
            self.fail(b"a fragmented frame")

    def send(self, payload: bytes) -> None:
        self._send_frame(0x81, payload)

    def _send_frame(self, first: int, payload: bytes) -> None:
        length = len(payload)
        if length < 126:
            head = bytes((first, 0x80 | length))
        else:
            head = bytes((first, 0xFE, length >> 8, length & 255))
        key = random.getrandbits(32).to_bytes(4)
        mask = (key * (length // 4 + 1))[:length]
        body = (int.from_bytes(payload) ^ int.from_bytes(mask)).to_bytes(length)
        self._transport.write(head + key + body)

    def set_ready(self) -> None:
        if not self.ready.done():
            self.ready.set_result(True)

    def fail(self, why: bytes) -> None:
        self.generator.errors[why.decode(errors="replace")[:80]] += 1
        if not self.ready.done():
            self.ready.set_result(False)

    def connection_lost(self, error: Exception | None) -> None:
        self.is_closed = True
        if not self.ready.done():
            self.fail(b"connection lost in setup")
        elif not self.generator.is_closing:
            self.generator.dropped += 1

    def abort(self) -> None:
        if self._transport is not None:
            self._transport.abort()

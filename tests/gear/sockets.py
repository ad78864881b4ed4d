"""A WebSocket client that speaks byte by byte, and so can also do what no client should."""

import base64
import json
import os
import select
import socket
import struct
from contextlib import suppress
from typing import Any

from services.social_media.chat.socket_models import SERVER_FRAMES


class Closed(Exception):
    """The server closed the socket; 1006 when it did so without a word."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Client:
    """A WebSocket client that also does what no client should."""

    def __init__(self, port: int, *, receive_buffer: int | None = None, **headers: str) -> None:
        self.socket = socket.socket()
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(10)
        self.socket.connect(("127.0.0.1", port))
        self.local_port = self.socket.getsockname()[1]
        self._buffer = b""
        fields = {
            "Host": f"127.0.0.1:{port}",
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        request = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
        self.socket.sendall(f"GET /ws HTTP/1.1\r\n{request}\r\n".encode())
        while b"\r\n\r\n" not in self._buffer:
            self._read_more()
        head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
        self.head = head.decode()
        self.status = int(self.head.split()[1])

    def send(self, type_: str, **fields: Any) -> None:
        self.send_frame(json.dumps({"type": type_, **fields}, default=str).encode())

    def send_frame(self, payload: bytes, first: int = 0x81, *, masked: bool = True) -> None:
        self.socket.sendall(wire(payload, first, masked=masked))

    def frame(self, timeout: float = 10) -> tuple[int, bytes]:
        """The next frame: its first byte and its payload."""
        self.socket.settimeout(timeout)
        first, second = self._take(2)
        assert second < 128, "a server does not mask"
        length = second
        if second == 126:
            (length,) = struct.unpack(">H", self._take(2))
        elif second == 127:
            (length,) = struct.unpack(">Q", self._take(8))
        return first, self._take(length)

    def receive(self, timeout: float = 10) -> dict[str, Any]:
        """The next message; pings are answered. Raises Closed."""
        while True:
            first, payload = self.frame(timeout)
            if first == 0x89:
                self.send_frame(payload, 0x8A)
            elif first == 0x88:
                with suppress(OSError):
                    self.send_frame(payload, 0x88)
                raise Closed(struct.unpack(">H", payload[:2])[0])
            else:
                assert first == 0x81, hex(first)
                document: dict[str, Any] = json.loads(payload)
                _check_shape(document)
                return document

    def until(self, type_: str, timeout: float = 10) -> dict[str, Any]:
        """The next message of that type; others are passed over."""
        while True:
            document = self.receive(timeout)
            if document["type"] == type_:
                return document

    def has_more(self, seconds: float) -> bool:
        """Whether something to read is there, or comes within so many seconds."""
        return bool(self._buffer or select.select([self.socket], [], [], seconds)[0])

    def close_code(self, timeout: float = 10) -> int:
        """Read to the end; the code the server closed with."""
        try:
            while True:
                self.receive(timeout)
        except Closed as closed:
            return closed.code

    def close(self) -> None:
        self.socket.close()

    def _take(self, size: int) -> bytes:
        while len(self._buffer) < size:
            self._read_more()
        taken, self._buffer = self._buffer[:size], self._buffer[size:]
        return taken

    def _read_more(self) -> None:
        try:
            data = self.socket.recv(65_536)
        except ConnectionError:
            data = b""
        if not data:
            raise Closed(1006)
        self._buffer += data


def _check_shape(document: dict[str, Any]) -> None:
    """Every frame the server sends has the shape the protocol's documentation gives it."""
    fields = dict(document)
    SERVER_FRAMES[fields.pop("type")].model_validate_json(json.dumps(fields))


def wire(payload: bytes, first: int = 0x81, *, masked: bool = True) -> bytes:
    """A frame as a client sends it."""
    key = os.urandom(4) if masked else b""
    flag, length = (0x80 if masked else 0), len(payload)
    if length < 126:
        head = bytes((first, flag | length))
    elif length < 65_536:
        head = bytes((first, flag | 126)) + struct.pack(">H", length)
    else:
        head = bytes((first, flag | 127)) + struct.pack(">Q", length)
    if masked:
        mask = (key * (length // 4 + 1))[:length]
        payload = (int.from_bytes(payload) ^ int.from_bytes(mask)).to_bytes(length)
    return head + key + payload

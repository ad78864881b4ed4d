"""What travels in a WebSocket (RFC 6455): frames, close codes, and how ours are written."""

from dataclasses import dataclass
from enum import IntEnum
from struct import Struct

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA
LONGEST_CONTROL = 125
FINAL = 0x80
U16, U64 = Struct(">H"), Struct(">Q")


class CloseCode(IntEnum):
    NORMAL = 1000
    GOING_AWAY = 1001
    PROTOCOL_ERROR = 1002
    UNSUPPORTED = 1003
    NOT_TEXT = 1007
    POLICY = 1008
    TOO_BIG = 1009
    INTERNAL = 1011
    RESTARTING = 1012
    TRY_LATER = 1013
    UNAUTHENTICATED = 4401
    TOO_LATE = 4408


CLOSING = {
    CloseCode.NORMAL: "The client said goodbye, and so do we.",
    CloseCode.GOING_AWAY: "The client is leaving the page.",
    CloseCode.PROTOCOL_ERROR: "Something was not WebSocket as RFC 6455 has it.",
    CloseCode.UNSUPPORTED: "A binary message; we speak text.",
    CloseCode.NOT_TEXT: "A text was not UTF-8.",
    CloseCode.POLICY: "The client reads too slowly. Come back, and resume.",
    CloseCode.TOO_BIG: "A message was too large.",
    CloseCode.INTERNAL: "We made a mistake. Come back.",
    CloseCode.RESTARTING: "This server is restarting. Come back at once, with a little jitter.",
    CloseCode.TRY_LATER: "Too much of something: sockets, or what was missed. Come back later.",
    CloseCode.UNAUTHENTICATED: "Preceded by `bye`. Sign in again, or refresh the token.",
    CloseCode.TOO_LATE: "There was no `hello` in time.",
}
"""What a close code of ours means to a client."""


@dataclass(frozen=True, slots=True)
class Ping:
    payload: bytes


@dataclass(frozen=True, slots=True)
class Pong:
    payload: bytes


@dataclass(frozen=True, slots=True)
class Close:
    """The peer wants to leave. `code` is None when it gave no reason at all."""

    code: int | None


@dataclass(frozen=True, slots=True)
class Violation:
    """The peer broke the protocol or a bound; nothing it sends from now on has a meaning."""

    code: CloseCode
    reason: str


Message = str | bytes
"""A text message is a str, a binary message is bytes."""

Event = Message | Ping | Pong | Close | Violation


def encode(payload: bytes, opcode: int = TEXT) -> bytes:
    """One unfragmented frame. Servers do not mask."""
    length = len(payload)
    if length < 126:
        return bytes((FINAL | opcode, length)) + payload
    if length < 65_536:
        return bytes((FINAL | opcode, 126)) + U16.pack(length) + payload
    return bytes((FINAL | opcode, 127)) + U64.pack(length) + payload


def encode_close(code: int | None, reason: str = "") -> bytes:
    """A close frame; `reason` is ASCII and short."""
    if code is None:
        return encode(b"", CLOSE)
    return encode(U16.pack(code) + reason.encode()[: LONGEST_CONTROL - 2], CLOSE)


def may_be_sent(code: int) -> bool:
    """Whether a close code may appear on the wire."""
    return (1000 <= code <= 1014 and code not in (1004, 1005, 1006)) or 3000 <= code <= 4999

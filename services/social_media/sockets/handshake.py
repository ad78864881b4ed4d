"""The opening handshake of a WebSocket (RFC 6455 §4), as a decision about a request's headers."""

import base64
import binascii
import hashlib
from collections.abc import Collection

from werkzeug.datastructures import Headers

from shared.models.problem import Forbidden, Malformed, Problem

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_VERSION = "13"
_NONCE_BYTES = 16


class UpgradeRequired(Problem):
    status, code, title = 426, "upgrade_required", "Speak WebSocket here"

    def __init__(self) -> None:
        super().__init__(
            headers={
                "Upgrade": "websocket",
                "Connection": "Upgrade",
                "Sec-WebSocket-Version": _VERSION,
            }
        )


def accept(headers: Headers, allowed_origins: Collection[str]) -> bytes:
    """The response that opens the socket; raises a Problem when it must stay closed.

    Only browsers send an Origin, and always do; the token in the first message is what proves who
    speaks, so a client without one may come in. No extension is ever agreed to.
    """
    origin = headers.get("Origin")
    if origin is not None and origin not in allowed_origins:
        raise Forbidden("Pages of this origin may not open a socket.", code="origin_not_allowed")
    if headers.get("Sec-WebSocket-Version") != _VERSION:
        raise UpgradeRequired
    digest = hashlib.sha1(_key(headers) + _GUID, usedforsecurity=False).digest()
    return (
        b"HTTP/1.1 101 Switching Protocols\r\n"
        b"Upgrade: websocket\r\n"
        b"Connection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + base64.b64encode(digest) + b"\r\n\r\n"
    )


def _key(headers: Headers) -> bytes:
    key = headers.get("Sec-WebSocket-Key", "").strip()
    try:
        nonce = base64.b64decode(key, validate=True)
    except (binascii.Error, ValueError):
        nonce = b""
    if len(nonce) != _NONCE_BYTES:
        raise Malformed("Sec-WebSocket-Key is not a nonce of 16 bytes.")
    return key.encode()

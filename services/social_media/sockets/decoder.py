"""Reads what a WebSocket client sends, strictly and without any I/O.

Extensions are never offered, so a frame that uses one breaks the protocol: a small frame can
never unpack into a large message. A message is refused for its size while its length is being
read, before a byte of it is kept, and wrong text at its first wrong byte.
"""

from wsaccel.utf8validator import Utf8Validator
from wsaccel.xormask import XorMaskerSimple

from services.social_media.sockets.frames import (
    BINARY,
    CLOSE,
    CONTINUATION,
    FINAL,
    LONGEST_CONTROL,
    PING,
    PONG,
    TEXT,
    U16,
    Close,
    CloseCode,
    Event,
    Message,
    Ping,
    Pong,
    Violation,
    may_be_sent,
)

LARGEST_MESSAGE = 65_536
"""Bytes, whether the message comes in one frame or in many."""

_RESERVED_BITS, _OPCODE, _MASKED, _LENGTH = 0x70, 0x0F, 0x80, 0x7F
_KNOWN = frozenset({CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG})
_MORE_LENGTH = {126: 2, 127: 8}
_SMALLEST = {126: 126, 127: 65_536}
_MASK = 4


class _Broken(Exception):
    def __init__(self, reason: str, code: CloseCode = CloseCode.PROTOCOL_ERROR) -> None:
        super().__init__(reason)
        self.violation = Violation(code, reason)


class Decoder:
    """Turns what arrives, in pieces of any size, into messages and control frames."""

    __slots__ = (
        "_control", "_ended", "_final", "_head", "_largest", "_masker", "_message", "_missing",
        "_opcode", "_size", "_text", "_whole",
    )  # fmt: skip

    def __init__(self, largest: int = LARGEST_MESSAGE) -> None:
        self._largest = largest
        self._ended = False
        self._head = b""  # the beginning of a frame's header, when it came in pieces
        # The frame being read.
        self._missing = -1  # bytes of payload still to come; -1 between frames
        self._opcode = 0
        self._final = True
        self._masker: XorMaskerSimple | None = None
        self._control: bytearray | None = None  # payload so far, of a control frame in pieces
        # The message being read: maybe several frames, with control frames in between.
        self._whole = CONTINUATION  # TEXT or BINARY while a message is under way
        self._size = 0
        self._message: bytearray | None = None
        self._text: Utf8Validator | None = None

    def feed(self, data: bytes) -> list[Event]:
        """What `data` completes. After a Close or a Violation everything is ignored."""
        events: list[Event] = []
        if self._ended:
            return events
        if self._head:
            data, self._head = self._head + data, b""
        position = 0
        try:
            while (start := self._find_payload(data, position)) >= 0:
                stop = start + self._missing
                piece = data[start:stop]
                position = start + len(piece)
                self._missing -= len(piece)
                event = self._take(self._unmasked(piece))
                if event is not None:
                    events.append(event)
                    self._ended = type(event) is Close
                if self._missing or self._ended:
                    return events
                self._missing = -1
            self._head = data[position:]
        except _Broken as broken:
            self._ended = True
            events.append(broken.violation)
        return events

    def _find_payload(self, data: bytes, position: int) -> int:
        """Where the current frame's payload goes on, or -1 while its header is incomplete."""
        if self._missing >= 0:
            return position
        available = len(data) - position
        if available < 2:
            return -1
        first, second = data[position], data[position + 1]
        opcode, coded = first & _OPCODE, second & _LENGTH
        self._check_start(first, opcode, second)
        self._check_place(opcode)

        mask = position + 2 + _MORE_LENGTH.get(coded, 0)
        if len(data) < mask:
            return -1
        length = coded if coded < 126 else _long_length(coded, data[position + 2 : mask])
        if opcode < CLOSE and self._size + length > self._largest:
            raise _Broken(f"a message may have {self._largest} bytes", CloseCode.TOO_BIG)
        if len(data) < mask + _MASK:
            return -1

        self._masker = XorMaskerSimple(data[mask : mask + _MASK])
        self._opcode, self._final, self._missing = opcode, first >= FINAL, length
        if opcode < CLOSE:
            self._size += length
            self._whole = opcode or self._whole
        return mask + _MASK

    def _check_start(self, first: int, opcode: int, second: int) -> None:
        if first & _RESERVED_BITS or opcode not in _KNOWN:
            raise _Broken("a reserved bit or opcode is used")
        if second < _MASKED:
            raise _Broken("a client must mask its frames")
        if opcode >= CLOSE and (first < FINAL or second & _LENGTH > LONGEST_CONTROL):
            raise _Broken("a control frame must be short and whole")

    def _check_place(self, opcode: int) -> None:
        if opcode == CONTINUATION and self._whole == CONTINUATION:
            raise _Broken("there is no message to continue")
        if opcode in (TEXT, BINARY) and self._whole != CONTINUATION:
            raise _Broken("the last message is not finished")

    def _unmasked(self, piece: bytes) -> bytes:
        assert self._masker is not None
        unmasked: bytes = self._masker.process(piece) if piece else piece
        return unmasked

    def _take(self, piece: bytes) -> Event | None:
        """Add a piece of the current frame's payload; return what it completes."""
        frame_ends = self._missing == 0
        if self._opcode >= CLOSE:
            return self._take_control(piece, frame_ends)
        return self._take_message(piece, frame_ends and self._final)

    def _take_message(self, piece: bytes, message_ends: bool) -> Message | None:
        if self._whole == TEXT:
            self._check_text(piece, message_ends)
        if self._message is not None:
            self._message += piece
        elif not message_ends:
            self._message = bytearray(piece)
        if not message_ends:
            return None
        payload = piece if self._message is None else bytes(self._message)
        is_text = self._whole == TEXT
        self._whole, self._size, self._message, self._text = CONTINUATION, 0, None, None
        return _decoded(payload) if is_text else payload

    def _take_control(self, piece: bytes, frame_ends: bool) -> Event | None:
        if self._control is not None:
            self._control += piece
        elif not frame_ends:
            self._control = bytearray(piece)
        if not frame_ends:
            return None
        payload = piece if self._control is None else bytes(self._control)
        self._control = None
        if self._opcode == PING:
            return Ping(payload)
        return Pong(payload) if self._opcode == PONG else _close_from(payload)

    def _check_text(self, piece: bytes, message_ends: bool) -> None:
        if self._text is None:
            if message_ends:
                return  # All of it is here, and about to be decoded.
            self._text = Utf8Validator()
        is_good_so_far, ends_with_a_character, *_ = self._text.validate(piece)
        if not is_good_so_far or (message_ends and not ends_with_a_character):
            raise _Broken("a text is not UTF-8", CloseCode.NOT_TEXT)


def _long_length(coded: int, digits: bytes) -> int:
    length = int.from_bytes(digits)
    if not _SMALLEST[coded] <= length < 1 << 63:
        raise _Broken("a length is coded wrongly")
    return length


def _decoded(payload: bytes) -> str:
    try:
        return payload.decode()
    except UnicodeDecodeError as error:
        raise _Broken("a text is not UTF-8", CloseCode.NOT_TEXT) from error


def _close_from(payload: bytes) -> Close:
    if not payload:
        return Close(None)
    if len(payload) == 1:
        raise _Broken("a close code has two bytes")
    (code,) = U16.unpack_from(payload)
    if not may_be_sent(code):
        raise _Broken("this close code may not be sent")
    _decoded(payload[2:])
    return Close(code)

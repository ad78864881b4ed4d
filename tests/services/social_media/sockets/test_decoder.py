import struct

import pytest

from services.social_media.sockets.decoder import LARGEST_MESSAGE, Decoder
from services.social_media.sockets.frames import (
    Close,
    CloseCode,
    Ping,
    Pong,
    Violation,
    encode,
    encode_close,
)

TEXT, BINARY, CLOSE, PING, PONG = 0x81, 0x82, 0x88, 0x89, 0x8A
BEGIN_TEXT, BEGIN_BINARY, GO_ON, END = 0x01, 0x02, 0x00, 0x80


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65_535, 65_536])
def test_a_message_of_any_size_arrives_whole(wire, size):
    events = Decoder().feed(wire(b"x" * size, BINARY))

    assert events == [b"x" * size]


@pytest.mark.parametrize("piece", [1, 2, 3, 7, 1_000])
def test_pieces_of_any_size_make_the_same_messages(wire, piece):
    stream = wire("héllo".encode()) + wire(b"?", PING) + wire(b"x" * 300, BINARY) + wire(b"", CLOSE)
    decoder = Decoder()

    events = [
        event
        for start in range(0, len(stream), piece)
        for event in decoder.feed(stream[start : start + piece])
    ]

    assert events == ["héllo", Ping(b"?"), b"x" * 300, Close(None)]


def test_control_frames_come_between_the_fragments_of_a_message(wire):
    stream = (
        wire("é".encode()[:1], BEGIN_TEXT)
        + wire(b"1", PING)
        + wire("é".encode()[1:], GO_ON)
        + wire(b"2", PONG)
        + wire(b"!", END)
    )

    assert Decoder().feed(stream) == [Ping(b"1"), Pong(b"2"), "é!"]


@pytest.mark.parametrize(
    "stream",
    [
        pytest.param([(b"", 0xC1)], id="a compressed message"),
        pytest.param([(b"", 0xA1)], id="the second reserved bit"),
        pytest.param([(b"", 0x91)], id="the third reserved bit"),
        pytest.param([(b"", 0x83)], id="a reserved data opcode"),
        pytest.param([(b"", 0x8B)], id="a reserved control opcode"),
        pytest.param([(b"", 0x09)], id="a fragmented ping"),
        pytest.param([(b"x" * 126, PING)], id="a long ping"),
        pytest.param([(b"x" * 126, CLOSE)], id="a long close"),
        pytest.param([(b"x", GO_ON)], id="nothing to go on with"),
        pytest.param([(b"x", END)], id="nothing to end"),
        pytest.param([(b"x", BEGIN_TEXT), (b"y", TEXT)], id="a message within a message"),
        pytest.param([(b"\x03", CLOSE)], id="half a close code"),
        *[
            pytest.param([(struct.pack(">H", code), CLOSE)], id=f"close code {code}")
            for code in (0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535)
        ],
    ],
)
def test_what_breaks_the_protocol_is_refused(wire, stream):
    *_, last = Decoder().feed(b"".join(wire(payload, first) for payload, first in stream))

    assert isinstance(last, Violation)
    assert last.code == CloseCode.PROTOCOL_ERROR


def test_an_unmasked_frame_is_refused(wire):
    (event,) = Decoder().feed(wire(b"x", masked=False))

    assert event.code == CloseCode.PROTOCOL_ERROR


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(bytes((TEXT, 0x80 | 126, 0, 125)), id="two bytes for a short one"),
        pytest.param(bytes((TEXT, 0x80 | 127)) + struct.pack(">Q", 65_535), id="eight for a long"),
        pytest.param(bytes((TEXT, 0x80 | 127)) + struct.pack(">Q", 1 << 63), id="the highest bit"),
    ],
)
def test_a_wrongly_coded_length_is_refused(head):
    (event,) = Decoder().feed(head)

    assert event.code == CloseCode.PROTOCOL_ERROR


@pytest.mark.parametrize("code", [1000, 1001, 1002, 1003, 1007, 1011, 1012, 1013, 1014, 3000, 4999])
def test_an_honest_goodbye_is_understood(wire, code):
    (event,) = Decoder().feed(wire(struct.pack(">H", code) + "früh".encode(), CLOSE))

    assert event == Close(code)


@pytest.mark.parametrize(
    "beginning",
    [
        pytest.param(b"\xce\xba\xff", id="never a byte of text"),
        pytest.param(b"\xed\xa0", id="half a surrogate"),
        pytest.param(b"\xf4\x90", id="beyond Unicode"),
        pytest.param(b"\xc0", id="longer than needed"),
    ],
)
def test_wrong_text_is_refused_at_its_first_wrong_byte(wire, beginning):
    frame = wire(beginning + b"\x80" * 100)
    header = 6

    events = Decoder().feed(frame[: header + len(beginning)])

    assert [event.code for event in events] == [CloseCode.NOT_TEXT]


@pytest.mark.parametrize(
    "stream",
    [
        pytest.param([("é".encode()[:1], TEXT)], id="a message that ends in mid-character"),
        pytest.param([(b"\x03\xe8\xff", CLOSE)], id="a reason for closing"),
    ],
)
def test_text_must_be_whole(wire, stream):
    *_, last = Decoder().feed(b"".join(wire(payload, first) for payload, first in stream))

    assert last.code == CloseCode.NOT_TEXT


def test_a_message_too_large_is_refused_before_any_of_it_comes(wire):
    head = wire(b"x" * (LARGEST_MESSAGE + 1))[:10]

    (event,) = Decoder().feed(head)

    assert event.code == CloseCode.TOO_BIG


def test_fragments_too_large_together_are_refused(wire):
    half = b"x" * (LARGEST_MESSAGE // 2)
    decoder = Decoder()

    assert decoder.feed(wire(half, BEGIN_BINARY) + wire(half, GO_ON)) == []
    (event,) = decoder.feed(wire(b"x", GO_ON))

    assert event.code == CloseCode.TOO_BIG


@pytest.mark.parametrize("last", [(b"", CLOSE), (b"", 0xC1)], ids=["a goodbye", "a violation"])
def test_nothing_counts_after_the_end(wire, last):
    decoder = Decoder()
    decoder.feed(wire(*last))

    assert decoder.feed(wire(b"more")) == []


def test_what_came_before_a_violation_counts(wire):
    first, second = Decoder().feed(wire(b"first") + wire(b"", 0xC1))

    assert (first, second.code) == ("first", CloseCode.PROTOCOL_ERROR)


@pytest.mark.parametrize(
    ("size", "head"),
    [
        pytest.param(125, b"\x81\x7d", id="short"),
        pytest.param(126, b"\x81\x7e\x00\x7e", id="two bytes of length"),
        pytest.param(65_535, b"\x81\x7e\xff\xff", id="the longest with two"),
        pytest.param(65_536, b"\x81\x7f\x00\x00\x00\x00\x00\x01\x00\x00", id="eight bytes"),
    ],
)
def test_our_frames_are_coded_as_shortly_as_can_be(size, head):
    assert encode(b"x" * size) == head + b"x" * size


def test_a_goodbye_carries_its_code_and_reason():
    assert encode_close(1012, "restarting") == b"\x88\x0c\x03\xf4restarting"
    assert encode_close(None) == b"\x88\x00"

"""Each way a client can harm a server, on the wire."""

import socket
import struct
import time

import psutil
import pytest

MEBIBYTE = 1_048_576
TEXT, PING, PONG, CLOSE = 0x81, 0x89, 0x8A, 0x88


def resident(server):
    return sum(psutil.Process(worker.pid).memory_info().rss for worker in server.workers())


def test_messages_come_back_in_order(echo):
    client = echo.connect()

    for number in range(500):
        client.send_frame(b"%d" % number)

    assert [client.frame()[1] for _ in range(500)] == [b"%d" % number for number in range(500)]


def test_a_ping_is_answered_with_what_it_said(echo):
    client = echo.connect()

    client.send_frame(b"are you there?", PING)

    assert client.frame() == (PONG, b"are you there?")


def test_a_goodbye_is_returned_and_the_connection_ended(echo, closed):
    client = echo.connect()

    client.send_frame(struct.pack(">H", 1000), CLOSE)

    assert client.frame() == (CLOSE, struct.pack(">H", 1000))
    with pytest.raises(closed):
        client.frame()


def test_what_was_said_before_a_goodbye_is_answered_first(echo, wire):
    client = echo.connect()

    client.socket.sendall(wire(b"last words") + wire(struct.pack(">H", 1001), CLOSE))

    assert client.frame() == (TEXT, b"last words")
    assert client.close_code() == 1001


def test_a_slow_reader_gets_whole_frames_and_a_goodbye_and_holds_up_nobody(echo):
    slow, other = echo.connect(receive_buffer=4_096), echo.connect()

    slow.send_frame(b"burst 200")
    began = time.monotonic()
    other.send_frame(b"quick")
    assert other.frame() == (TEXT, b"quick")
    waited = time.monotonic() - began
    whole = 0
    while (message := slow.frame(5))[0] == TEXT:
        assert message[1] == bytes([65 + whole % 26]) * 65_000
        whole += 1

    assert message == (CLOSE, struct.pack(">H", 1008) + b"too slow")
    assert 0 < whole < 200
    assert waited < 2


def test_a_slow_reader_gets_all_that_fits_the_backlog(echo):
    client = echo.connect(receive_buffer=4_096)

    client.send_frame(b"burst 10")

    for number in range(10):
        assert client.frame() == (TEXT, bytes([65 + number % 26]) * 65_000)


def test_a_flood_of_frames_does_not_grow_the_server(echo, wire):
    client = echo.connect()
    client.socket.settimeout(2)
    before = resident(echo)
    flood = wire(b"x" * 500) * 2_000

    sent = 0
    try:
        while sent < 100 * MEBIBYTE:
            sent += client.socket.send(flood)
    except OSError:
        pass  # It stopped reading us, or closed: either will do.

    assert resident(echo) - before < 30 * MEBIBYTE


def test_empty_fragments_without_end_do_not_grow_the_server(echo, wire):
    client = echo.connect()
    before = resident(echo)

    client.socket.sendall(wire(b"", 0x01) + wire(b"", 0x00) * 200_000 + wire(b"end", 0x80))

    assert client.frame(30) == (TEXT, b"end")
    assert resident(echo) - before < 20 * MEBIBYTE


def test_compression_is_never_agreed_to(echo, wire):
    client = echo.connect(Sec_WebSocket_Extensions="permessage-deflate; client_max_window_bits")

    client.socket.sendall(wire(b"\xaa" * 1_000, 0xC1))

    assert client.status == 101
    assert "permessage-deflate" not in client.head
    assert client.close_code() == 1002


def test_a_message_too_large_is_refused_while_it_is_sent(echo):
    client = echo.connect()
    before = resident(echo)

    client.socket.sendall(bytes((TEXT, 0xFF)) + struct.pack(">Q", 1 << 40) + b"mask")

    assert client.close_code() == 1009
    assert resident(echo) - before < 10 * MEBIBYTE


def test_fragments_too_large_together_are_refused(echo, wire):
    client = echo.connect()

    client.socket.sendall(wire(b"x" * 60_000, 0x01) + wire(b"x" * 60_000, 0x80))

    assert client.close_code() == 1009


def test_a_handler_that_fails_closes_with_1011_and_writes_no_http(echo):
    client = echo.connect()

    client.send_frame(b"fail")

    first, payload = client.frame()
    assert (first, payload) == (CLOSE, struct.pack(">H", 1011))
    assert client.socket.recv(1_000) == b""


def test_a_peer_that_does_not_answer_pings_is_cut(echo, closed):
    client = echo.connect()
    began = time.monotonic()

    assert client.frame() == (PING, b"")
    with pytest.raises(closed):
        client.frame()

    assert time.monotonic() - began < 5


def test_a_peer_that_answers_pings_stays(echo):
    client = echo.connect()

    for _ in range(3):
        assert client.frame() == (PING, b"")
        client.send_frame(b"", PONG)
    client.send_frame(b"still here")

    assert client.frame() == (TEXT, b"still here")


def test_a_vanished_peer_leaves_nothing_behind(echo):
    (worker,) = echo.workers()
    before = worker.num_fds()

    for _ in range(50):
        client = echo.connect()
        client.send_frame(b"burst 200")
        # Reset instead of closing, with everything still on its way.
        client.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        client.close()
    last = echo.connect()
    last.send_frame(b"hello")
    assert last.frame() == (TEXT, b"hello")

    deadline = time.monotonic() + 10
    while worker.num_fds() > before + 3 and time.monotonic() < deadline:
        last.send_frame(b"", PONG)
    assert worker.num_fds() <= before + 3


def test_a_stopping_server_tells_everyone_to_come_back(another_echo):
    clients = [another_echo.connect() for _ in range(20)]

    exit_code = another_echo.stop()

    assert [client.close_code() for client in clients] == [1012] * 20
    assert exit_code == 0


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"Origin": "https://evil.example"}, 403, id="a foreign origin"),
        pytest.param({"Origin": "null"}, 403, id="a null origin"),
        pytest.param({"Sec_WebSocket_Version": "8"}, 426, id="an old version"),
        pytest.param({"Sec_WebSocket_Version": ""}, 426, id="no version"),
        pytest.param({"Sec_WebSocket_Key": ""}, 400, id="no key"),
        pytest.param({"Sec_WebSocket_Key": "c2hvcnQ="}, 400, id="a short key"),
        pytest.param({"Sec_WebSocket_Key": "not base64 at all!!!"}, 400, id="an odd key"),
        pytest.param({"Upgrade": ""}, 426, id="no upgrade"),
        pytest.param({"Upgrade": "h2c"}, 426, id="another upgrade"),
    ],
)
def test_a_bad_handshake_is_answered_in_http(server, headers, status):
    client = server.connect(**headers)

    assert client.status == status
    assert "application/problem+json" in client.head


@pytest.mark.parametrize("origin", ["http://localhost:8080", ""], ids=["ours", "none at all"])
def test_a_good_handshake_opens_the_socket(server, origin):
    client = server.connect(Origin=origin)

    assert client.status == 101


@pytest.mark.parametrize(
    "origin",
    ["http://localhost:8080.evil.example", "http://localhost:80801", "https://localhost:8080"],
)
def test_an_origin_that_only_looks_like_ours_is_refused(server, origin):
    assert server.connect(Origin=origin).status == 403

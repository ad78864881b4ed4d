"""Sockets pass through the gateway both ways, with their pings and their close codes."""

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

ORIGIN = "http://localhost:8080"


@pytest.fixture
def dial(gateway_url):
    def dial(**options):
        return connect(gateway_url.replace("http", "ws") + "/ws", open_timeout=10, **options)

    return dial


def test_frames_of_both_kinds_come_back_whole(dial):
    with dial(origin=ORIGIN) as ws:
        for frame in ("hello", "x" * 65_000, b"\x00\xff", "xin chào"):
            ws.send(frame)

            assert ws.recv(10) == frame


def test_the_service_learns_the_origin_and_not_the_clients_claims(dial, upstream):
    with dial(origin=ORIGIN, additional_headers={"X-User-Id": "admin"}) as ws:
        ws.send("hello")
        ws.recv(10)

    headers = upstream.requests[0][2]
    assert headers["Origin"] == ORIGIN
    assert "X-User-Id" not in headers


def test_a_refused_handshake_is_refused(dial):
    with pytest.raises(InvalidStatus) as refused:
        dial(origin="http://evil.example")

    assert refused.value.response.status_code == 403


def test_pings_reach_the_service_and_pongs_come_back(dial):
    with dial(origin=ORIGIN) as ws:
        assert ws.ping(b"are you there").wait(10)


def test_the_services_close_code_reaches_the_client(dial):
    with dial(origin=ORIGIN) as ws:
        ws.send("close 4401")

        with pytest.raises(ConnectionClosed) as closed:
            ws.recv(10)

    assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (4401, "expired")


def test_the_clients_close_code_reaches_the_service(dial, upstream, wait_for):
    with dial(origin=ORIGIN) as ws:
        ws.close(4001, "bye")

    wait_for(lambda: ("WS closed", "4001") in [seen[:2] for seen in upstream.requests])


def test_a_message_beyond_all_bounds_closes_the_socket(dial):
    with dial(origin=ORIGIN) as ws:
        ws.send("x" * 200_000)
        with pytest.raises(ConnectionClosed) as closed:
            ws.recv(10)

    assert closed.value.rcvd.code == 1009


def test_a_plain_request_is_told_so(client):
    reply = client.get("/ws")

    assert (reply.status_code, reply.json()["code"]) == (400, "malformed")

"""The key server is asked rarely, whoever asks, and is not needed for keys we hold."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from joserfc.jwk import RSAKey

from shared.auth.jwks import COOL_DOWN, KeyCache, fetch_from
from shared.models.problem import Unavailable


class Clock:
    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


class KeyServer:
    """Answers with `document`, or fails with it when it is an error, and counts."""

    def __init__(self, document):
        self.document = document
        self.fetches = 0

    def __call__(self):
        self.fetches += 1
        if isinstance(self.document, Exception):
            raise self.document
        return self.document


@pytest.fixture(scope="module")
def public_key():
    """The public half of a key, as a key set lists it, under a chosen id."""
    document = RSAKey.generate_key(2048).as_dict(private=False)
    return lambda key_id, **changes: {**document, "kid": key_id, **changes}


@pytest.fixture
def clock():
    return Clock()


def test_a_known_key_costs_one_fetch_for_ever(public_key, clock):
    server = KeyServer({"keys": [public_key("one")]})
    cache = KeyCache(server, clock)

    for _ in range(100):
        assert cache.key("one") is not None
        clock.seconds += 3600

    assert server.fetches == 1


def test_unknown_keys_cost_one_fetch_each_ten_seconds_whoever_asks(public_key, clock):
    server = KeyServer({"keys": [public_key("one")]})
    cache = KeyCache(server, clock)
    cache.key("one")
    clock.seconds += COOL_DOWN

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(cache.key, [f"made up {number}" for number in range(200)]))
    clock.seconds += COOL_DOWN - 0.1
    cache.key("made up")

    assert set(found) == {None}
    assert server.fetches == 2
    clock.seconds += 0.1
    cache.key("made up")
    assert server.fetches == 3


def test_a_rotated_key_is_found_and_the_old_one_goes(public_key, clock):
    server = KeyServer({"keys": [public_key("one")]})
    cache = KeyCache(server, clock)
    cache.key("one")
    server.document = {"keys": [public_key("two")]}
    clock.seconds += COOL_DOWN

    assert cache.key("two") is not None
    assert cache.key("one") is None


@pytest.mark.parametrize(
    "failure",
    [
        pytest.param(OSError("no route"), id="unreachable"),
        pytest.param(ValueError("not JSON"), id="unreadable"),
        pytest.param({}, id="empty"),
        pytest.param({"keys": []}, id="without keys"),
        pytest.param({"keys": None}, id="keys null"),
        pytest.param({"keys": 7}, id="keys a number"),
        pytest.param({"keys": {"one": "two"}}, id="keys an object"),
    ],
)
def test_keys_we_hold_outlive_a_broken_key_server(public_key, clock, failure):
    server = KeyServer({"keys": [public_key("one")]})
    cache = KeyCache(server, clock)
    cache.key("one")
    server.document = failure
    clock.seconds += COOL_DOWN

    assert cache.key("unknown") is None
    assert cache.key("one") is not None
    assert server.fetches == 2


def test_without_any_key_nobody_can_be_checked_until_the_server_is_back(public_key, clock):
    server = KeyServer(OSError("no route"))
    cache = KeyCache(server, clock)
    for _ in range(3):
        with pytest.raises(Unavailable):
            cache.key("one")
    assert server.fetches == 1

    server.document = {"keys": [public_key("one")]}
    clock.seconds += COOL_DOWN

    assert cache.key("one") is not None


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"kty": "oct", "k": "c2VjcmV0"}, id="a shared secret"),
        pytest.param({"kty": "EC"}, id="another kind of key"),
        pytest.param({"use": "enc"}, id="a key for encryption"),
        pytest.param({"alg": "RS512"}, id="a key for another algorithm"),
        pytest.param({"kid": 7}, id="an id that is a number"),
        pytest.param({"kid": None}, id="no id"),
        pytest.param({"n": "!"}, id="a modulus that is not base64"),
        pytest.param({"n": 7}, id="a modulus that is a number"),
        pytest.param({"n": None}, id="a modulus that is null"),
        pytest.param({"n": ""}, id="an empty modulus"),
        pytest.param({"e": ""}, id="an empty exponent"),
        pytest.param({"e": []}, id="an exponent that is a list"),
    ],
)
def test_an_entry_we_cannot_use_is_passed_over(public_key, clock, changes):
    entries = [{**public_key("odd"), **changes}, public_key("good")]
    cache = KeyCache(KeyServer({"keys": entries}), clock)

    assert cache.key("good") is not None
    assert cache.key("odd") is None


@pytest.mark.parametrize("junk", [None, 7, "key", [], {}])
def test_junk_among_the_keys_is_passed_over(public_key, clock, junk):
    cache = KeyCache(KeyServer({"keys": [junk, public_key("good")]}), clock)

    assert cache.key("good") is not None


def test_only_the_public_half_of_a_key_is_kept(clock):
    pair = RSAKey.generate_key(2048, {"kid": "one"}).as_dict(private=True)

    key = KeyCache(KeyServer({"keys": [pair]}), clock).key("one")

    assert not key.is_private


@pytest.fixture
def serve():
    """A web server that gives one answer; the URL of its key set."""
    servers = []

    def start(status, body, **headers):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        server = HTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        servers.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}/jwks.json"

    yield start
    for server, thread in servers:
        server.shutdown()
        thread.join()
        server.server_close()


def test_the_key_set_is_downloaded(serve, public_key):
    document = {"keys": [public_key("one")]}

    fetched = fetch_from(serve(200, json.dumps(document).encode()))()

    assert fetched == document


@pytest.mark.parametrize(
    ("status", "body"),
    [
        pytest.param(500, b"{}", id="an error"),
        pytest.param(404, b"{}", id="nothing there"),
        pytest.param(302, b"{}", id="a redirect"),
        pytest.param(200, b"<html>", id="a page"),
        pytest.param(200, b"[]", id="a list"),
        pytest.param(200, b"\xff\xfe", id="not text"),
        pytest.param(200, b"", id="nothing"),
    ],
)
def test_what_is_no_key_set_is_an_error_the_cache_understands(serve, status, body):
    fetch = fetch_from(serve(status, body, Location="http://127.0.0.1:9/elsewhere"))

    with pytest.raises((OSError, ValueError)):
        fetch()


def test_a_server_that_is_not_there_is_an_error_the_cache_understands():
    with pytest.raises(OSError, match="key server"):
        fetch_from("http://127.0.0.1:9/jwks.json")()

"""What the gateway lets through, what it refuses, and what it adds and takes away."""

import re
import uuid

import pytest

ORIGIN = "http://localhost:8080"


def code_of(reply):
    assert reply.headers["Content-Type"].startswith("application/problem+json")
    return reply.status_code, reply.json()["code"]


def test_a_request_reaches_its_service_as_it_was(client, upstream):
    reply = client.post("/api/v1/open?after=x&limit=2", content=b'{"a": 1}')

    (method, path, headers, body), *_ = upstream.requests
    assert reply.json() == {"hello": "there"}
    assert (method, path, body) == ("POST", "/api/v1/open?after=x&limit=2", b'{"a": 1}')
    assert reply.headers["X-Request-Id"] == headers["X-Request-Id"]


def test_a_fixed_name_wins_over_a_parameter(client, upstream):
    client.get("/api/v1/things/all")
    client.get("/api/v1/things/7")

    assert [path for _, path, *_ in upstream.requests] == ["/api/v1/things/all", "/api/v1/things/7"]


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        pytest.param("GET", "/api/v1/nothing", (404, "not_found"), id="unknown address"),
        pytest.param("GET", "/api/v1/things", (404, "not_found"), id="half an address"),
        pytest.param("GET", "/api/v1/open/", (404, "not_found"), id="trailing slash"),
        pytest.param("GET", "/api", (404, "not_found"), id="no address"),
        pytest.param("DELETE", "/api/v1/open", (405, "method_not_allowed"), id="unknown method"),
        pytest.param("TRACE", "/api/v1/open", (405, "method_not_allowed"), id="TRACE"),
        pytest.param("HEAD", "/api/v1/mine", None, id="HEAD"),
    ],
)
def test_what_is_not_in_the_table_is_refused(client, upstream, method, path, expected):
    reply = client.request(method, path)

    assert upstream.requests == []
    if expected:
        assert code_of(reply) == expected
    if reply.status_code == 405:
        assert "OPTIONS" in reply.headers["Allow"]


@pytest.mark.parametrize(
    "target",
    [
        "//api/v1/open",
        "/api//v1/open",
        "/api/v1/things%2fall",
        "/api/v1/things/%2e%2e/open",
        "/api/v1/things/../open",
        "/api/v1/./open",
        "/api/v1/open;x=1",
        "/api/v1/open%00",
        "/api/v1/open%3b",
        "/api\\v1\\open",
        "http://127.0.0.1/api/v1/open",
        "http://evil.example/api/v1/open",
        "*",
        "api/v1/open",
    ],
)
def test_an_address_that_can_be_read_in_two_ways_is_refused(raw, upstream, target):
    answer = raw(f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())

    assert re.match(r"HTTP/1\.[01] 4", answer)
    assert upstream.requests == []


@pytest.mark.parametrize(
    "request_bytes",
    [
        pytest.param(
            b"POST /api/v1/open HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            id="two lengths",
        ),
        pytest.param(
            b"POST /api/v1/open HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n"
            b"Content-Length: 2\r\n\r\nab",
            id="length twice",
        ),
        pytest.param(b"nonsense\r\n\r\n", id="not HTTP"),
    ],
)
def test_what_is_not_clear_http_gets_one_problem_and_the_door(raw, upstream, request_bytes):
    answer = raw(request_bytes)

    assert re.match(r"HTTP/1\.[01] 400 ", answer)
    assert answer.count("HTTP/1.") == 1
    assert '"code":"malformed"' in answer
    assert "aiohttp" not in answer
    assert upstream.requests == []


@pytest.mark.parametrize(
    "name",
    [
        "X-User-Id",
        "X-Amzn-Oidc-Identity",
        "X-Amz-Date",
        "X-Forwarded-For",
        "X-Viewer-Ip",
        "X-Forwarded-Host",
        "X-Original-URL",
        "X-Rewrite-Url",
        "X-HTTP-Method-Override",
        "X-Method-Override",
        "X-Real-IP",
        "Forwarded",
        "Via",
        "TE",
    ],
)
def test_a_client_cannot_speak_for_the_gateway(client, upstream, name):
    client.get("/api/v1/open", headers={name: "6.6.6.6"})

    ((_, _, headers, _),) = upstream.requests
    assert headers.get(name) != "6.6.6.6"


def test_a_header_the_client_calls_a_connections_own_goes_no_further(client, upstream):
    client.get("/api/v1/open", headers={"Connection": "X-Secret", "X-Secret": "1"})

    assert "X-Secret" not in upstream.requests[0][2]


def test_a_harmless_request_id_is_kept_and_any_other_replaced(client, upstream):
    kept = client.get("/api/v1/open", headers={"X-Request-Id": "trace-1"})
    replaced = client.get("/api/v1/open", headers={"X-Request-Id": "a b\t{}"})

    assert kept.headers["X-Request-Id"] == "trace-1" == upstream.requests[0][2]["X-Request-Id"]
    assert uuid.UUID(replaced.headers["X-Request-Id"]).version == 7


@pytest.mark.parametrize("path", ["/api/v1/open", "/api/v1/nothing", "/", "/healthz"])
def test_every_answer_is_guarded_and_without_banner(client, path):
    reply = client.get(path)

    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in reply.headers["Content-Security-Policy"]
    assert "max-age=31536000" in reply.headers["Strict-Transport-Security"]
    assert reply.headers["Referrer-Policy"] == "no-referrer"
    assert reply.headers["Server"] == "unlit"
    assert "X-Powered-By" not in reply.headers


@pytest.mark.parametrize(
    ("size", "status"),
    [pytest.param(1_048_576, 200, id="a MiB"), pytest.param(1_048_577, 413, id="more")],
)
@pytest.mark.parametrize("chunked", [False, True], ids=["with a length", "in chunks"])
def test_a_body_may_be_one_mebibyte(client, size, status, chunked):
    content = b"x" * size

    reply = client.post("/api/v1/open", content=iter([content]) if chunked else content)

    assert reply.status_code == status
    if status == 413:
        assert code_of(reply) == (413, "too_large")


def test_a_service_that_is_too_slow_is_a_504(client):
    assert code_of(client.get("/api/v1/slow")) == (504, "timeout")


def test_a_service_that_is_down_is_a_503_that_says_when_to_come_back(client):
    reply = client.get("/api/v1/down")

    assert code_of(reply) == (503, "unavailable")
    assert int(reply.headers["Retry-After"]) >= 1


def test_a_stranger_is_sent_to_sign_in(client, upstream):
    for headers in ({}, {"Authorization": "Bearer x.y.z"}, {"Authorization": "Basic abc"}):
        reply = client.get("/api/v1/mine", headers=headers)

        assert code_of(reply) == (401, "unauthenticated")
        assert reply.headers["WWW-Authenticate"] == "Bearer"
    assert upstream.requests == []


def test_a_good_token_passes_and_an_old_one_does_not(client, as_user):
    me = uuid.uuid4()

    assert client.get("/api/v1/mine", headers=as_user(me)).status_code == 200
    assert client.get("/api/v1/mine", headers=as_user(me, exp=1)).status_code == 401


def test_each_caller_has_a_bucket_of_their_own(client, as_user):
    hasty, patient = as_user(uuid.uuid4()), as_user(uuid.uuid4())

    answers = [client.get("/api/v1/seldom", headers=hasty) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert code_of(answers[2]) == (429, "rate_limited")
    assert int(answers[2].headers["Retry-After"]) in (1, 2)
    assert client.get("/api/v1/seldom", headers=patient).status_code == 200


def test_our_own_pages_may_read_answers_and_problems(client):
    for path in ("/api/v1/open", "/api/v1/nothing"):
        reply = client.get(path, headers={"Origin": ORIGIN})

        assert reply.headers["Access-Control-Allow-Origin"] == ORIGIN
        assert "Origin" in reply.headers["Vary"]


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", f"{ORIGIN}.evil.example", "http://localhost:80801"]
)
def test_other_pages_may_not(client, origin):
    reply = client.get("/api/v1/open", headers={"Origin": origin})
    preflight = client.options("/api/v1/open", headers={"Origin": origin})

    assert "Access-Control-Allow-Origin" not in reply.headers
    assert "Origin" in reply.headers["Vary"]
    assert code_of(preflight) == (403, "forbidden")


def test_a_preflight_says_what_an_address_takes(client, upstream):
    reply = client.options(
        "/api/v1/mine", headers={"Origin": ORIGIN, "Access-Control-Request-Method": "PUT"}
    )

    assert reply.status_code == 204
    assert reply.headers["Access-Control-Allow-Methods"] == "GET, PUT, OPTIONS"
    assert "If-Match" in reply.headers["Access-Control-Allow-Headers"]
    assert upstream.requests == []


def test_the_page_is_never_cached_and_hashed_files_always(client):
    page, script = client.get("/"), client.get("/assets/index-4f2a.js")

    assert page.headers["Cache-Control"] == "no-cache"
    assert "script-src 'self';" in page.headers["Content-Security-Policy"]
    assert (
        f"connect-src 'self' {ORIGIN.replace('http', 'ws')}"
        in (page.headers["Content-Security-Policy"])
    )
    assert "immutable" in script.headers["Cache-Control"]
    assert script.headers["Content-Type"].startswith("text/javascript")


def test_every_address_of_the_app_is_its_page(client):
    assert "<title>Unlit</title>" in client.get("/progress/week").text


@pytest.mark.parametrize("path", ["/secret.txt", "/assets/old-1234.js", "/.env", "/.git/config.x"])
def test_a_file_that_is_not_the_apps_is_not_there(client, path):
    assert code_of(client.get(path)) == (404, "not_found")


def test_the_site_only_takes_reading(client):
    assert code_of(client.post("/")) == (405, "method_not_allowed")

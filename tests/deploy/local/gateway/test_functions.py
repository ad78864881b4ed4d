"""Functions are asked and answer the way API Gateway does it."""

import uuid

import pytest


def test_a_function_gets_the_proxy_event(client, upstream):
    client.post(
        "/api/v1/auth/login?a=1&a=2",
        content='{"email": "é@unlit.example"}',
        headers={"Content-Type": "application/json", "X-Amzn-Trace-Id": "forged"},
    )

    (event,) = upstream.events
    assert event["path"] == event["resource"] == "/api/v1/auth/login"
    assert event["httpMethod"] == "POST"
    assert event["body"] == '{"email": "é@unlit.example"}'
    assert event["isBase64Encoded"] is False
    assert event["multiValueQueryStringParameters"] == {"a": ["1", "2"]}
    assert event["requestContext"]["identity"]["sourceIp"] == "127.0.0.1"
    headers = {name.lower() for name in event["headers"]}
    assert "content-type" in headers
    assert "x-amzn-trace-id" not in headers


def test_a_function_learns_from_where_it_is_asked_and_no_client_says_it(client, upstream):
    client.post("/api/v1/auth/login", content="{}", headers={"X-Viewer-Ip": "6.6.6.6"})

    [event] = upstream.events
    assert event["multiValueHeaders"]["X-Viewer-Ip"] == ["127.0.0.1"]
    assert event["requestContext"]["identity"]["apiKeyId"]
    assert "6.6.6.6" not in str(event)


def test_a_body_that_is_not_text_travels_as_base64(client, upstream):
    client.post("/api/v1/auth/login", content=b"\xff\xfe")

    assert upstream.events[0]["isBase64Encoded"] is True
    assert upstream.events[0]["body"] == "//4="


def test_a_protected_function_learns_who_asks(client, upstream, as_user):
    me = uuid.uuid4()

    client.post("/api/v1/auth/password", headers=as_user(me), content="{}")

    assert upstream.events[0]["requestContext"]["authorizer"] == {"claims": {"sub": str(me)}}


def test_a_protected_function_is_not_asked_by_strangers(client, upstream):
    assert client.post("/api/v1/auth/password", content="{}").status_code == 401
    assert upstream.events == []


def test_every_cookie_of_the_answer_arrives(client, upstream):
    upstream.function_answers = {
        "statusCode": 200,
        "headers": {"Content-Type": "application/json", "Server": "Werkzeug"},
        "multiValueHeaders": {"Set-Cookie": ["a=1; Secure", "b=2; Secure"]},
        "body": '{"ok": true}',
    }

    reply = client.post("/api/v1/auth/login", content="{}")

    assert reply.json() == {"ok": True}
    assert reply.headers.get_list("Set-Cookie") == ["a=1; Secure", "b=2; Secure"]
    assert reply.headers["Server"] == "unlit"


@pytest.mark.parametrize(
    ("answer", "headers"),
    [
        pytest.param(
            {"errorMessage": "boom"}, {"X-Amz-Function-Error": "Unhandled"}, id="it failed"
        ),
        pytest.param({"hello": "there"}, {}, id="no status"),
        pytest.param(b"not json", {}, id="not JSON"),
        pytest.param([1], {}, id="not an object"),
        pytest.param({"statusCode": "two hundred"}, {}, id="a status in words"),
        pytest.param({"statusCode": 200, "body": {"a": 1}}, {}, id="a body that is not text"),
    ],
)
def test_a_function_that_gives_no_usable_answer_is_a_502(client, upstream, answer, headers):
    upstream.function_answers, upstream.function_headers = answer, headers

    reply = client.post("/api/v1/auth/login", content="{}")

    assert (reply.status_code, reply.json()["code"]) == (502, "bad_gateway")
    assert "boom" not in reply.text

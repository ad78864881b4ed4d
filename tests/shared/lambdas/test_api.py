"""What every API function does with a request before and after its own work."""

import base64
import json
import uuid
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from aws_lambda_powertools import Logger

from shared.auth.authenticator import Authenticator, Standing
from shared.auth.roles import Role
from shared.lambdas.api import rest_api
from shared.lambdas.operations import Answer, Operation
from shared.models.base import Input, Model, Name
from shared.models.problem import RateLimited, Unavailable

USER = uuid.UUID(int=7)


class Greeting(Input):
    name: Name


class Echo(Model):
    text: str
    left_out: str | None = None


@dataclass(frozen=True)
class Resources:
    authenticator: Authenticator
    logger: Any


@pytest.fixture
def send(verifier):
    def standing_of(user_id, session):
        return Standing(Role.MEMBER, True, False) if user_id == USER else None

    def fail(error):
        def function(call):
            raise error

        return function

    def echo(of):
        return lambda call: Answer(Echo(text=str(of(call))), {"X-Own": "yes"})

    ok, none = HTTPStatus.OK, HTTPStatus.NO_CONTENT
    operations = (
        Operation("/greet", "", Greeting, Echo, ok, echo(lambda call: call.body.name)),
        Operation("/raw", "", bytes, Echo, ok, echo(lambda call: call.body)),
        Operation("/things/{thing_id}", "", None, Echo, ok, echo(lambda call: call.id("thing_id")),
                  method="GET"),
        Operation("/things/{thing_id}", "", None, None, none, lambda call: Answer(),
                  method="DELETE"),
        Operation("/me", "", None, Echo, ok, echo(lambda call: call.user.user_id), signed_in=True),
        Operation("/agent", "", None, Echo, ok, echo(lambda call: call.visit.user_agent)),
        Operation("/place", "", None, Echo, ok, echo(lambda call: call.visit.ip)),
        Operation("/busy", "", None, None, none, fail(RateLimited(retry_after=7))),
        Operation("/broken", "", None, None, none, fail(ValueError("canary@example.com"))),
        Operation("/down", "", None, None, none, fail(Unavailable())),
    )  # fmt: skip
    own = Resources(Authenticator(verifier, standing_of), Logger(service="tests"))
    entry_point = rest_api(operations, lambda: own)

    def deliver(event):
        reply = entry_point(event, SimpleNamespace())
        return reply["statusCode"], json.loads(reply["body"])

    def call(method, path, body=None, *, base64_encoded=False, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        event = {
            "httpMethod": method,
            "path": path,
            "headers": headers,
            "multiValueHeaders": {name: [value] for name, value in headers.items()},
            "queryStringParameters": None,
            "multiValueQueryStringParameters": None,
            "requestContext": {"identity": {"sourceIp": "203.0.113.7"}, "stage": "v1"},
            "body": body,
            "isBase64Encoded": base64_encoded,
        }
        reply = entry_point(event, SimpleNamespace())
        headers = {name: values[0] for name, values in reply["multiValueHeaders"].items()}
        return reply["statusCode"], headers, reply["body"]

    call.deliver = deliver
    return call


def code(reply):
    return reply[0], json.loads(reply[2])["code"]


JSON = {"Content_Type": "application/json"}


REST = Path(__file__).parents[2] / "samples" / "api_gateway" / "rest.json"


@pytest.mark.parametrize("path", ["/v1/greet", "/api/v1/greet"])
def test_api_gateway_s_own_address_and_our_domain_lead_to_the_same(send, path):
    event = json.loads(REST.read_text()) | {"path": path}

    assert send.deliver(event) == (200, {"text": "Mai"})


@pytest.mark.parametrize("path", ["/v1/greet", "/api/v1/greet"])
def test_what_is_not_taken_there_is_said_at_both(send, path):
    status, headers, _ = send("PUT", path, "{}", **JSON)

    assert (status, headers["Allow"]) == (405, "POST")


@pytest.mark.parametrize("path", ["/greet", "/api/api/v1/greet", "/apis/v1/greet", "/v2/greet"])
def test_no_other_way_leads_there(send, path):
    assert code(send("POST", path, '{"name": "Mai"}', **JSON)) == (404, "not_found")


EDGE = "130.176.0.1"
"""Where API Gateway sees what comes through CloudFront."""


@pytest.fixture
def place(send):
    """From where a function believes it was asked."""

    def ask(source_ip, *, key=None, headers=None):
        event = json.loads(REST.read_text()) | {"path": "/api/v1/place"}
        event["headers"] = headers or {}
        event["requestContext"]["identity"] |= {"sourceIp": source_ip, "apiKeyId": key}
        status, body = send.deliver(event)
        assert status == 200
        return body["text"]

    return ask


@pytest.mark.parametrize("name", ["X-Viewer-Ip", "x-viewer-ip"])
@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:DB8:0:0::1", "2001:db8::1"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
    ],
)
def test_it_is_asked_from_where_the_edge_says(place, name, said, address):
    assert place(EDGE, key="k1", headers={name: said}) == address


@pytest.mark.parametrize(
    "said", ["", "nowhere", "203.0.113.7:443", "[2001:db8::1]:443", "203.0.113.7, 6.6.6.6"]
)
def test_what_the_edge_does_not_say_is_not_made_up(place, said):
    assert place(EDGE, key="k1", headers={"X-Viewer-Ip": said}) == "None"
    assert place(EDGE, key="k1") == "None"


@pytest.mark.parametrize("headers", [{}, {"X-Viewer-Ip": "6.6.6.6"}])
@pytest.mark.parametrize("key", [None, ""])
def test_who_comes_past_the_edge_speaks_for_nobody_else(place, key, headers):
    forged = {**headers, "X-Forwarded-For": "6.6.6.6", "X-Api-Key": "guessed"}

    assert place("198.51.100.9", key=key, headers=forged) == "198.51.100.9"


def test_a_good_request_is_answered_with_what_it_asked_for(send):
    status, headers, body = send("POST", "/api/v1/greet", '{"name": "Mai"}', **JSON)

    assert (status, json.loads(body)) == (200, {"text": "Mai"})
    assert headers["Content-Type"] == "application/json"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Own"] == "yes"


@pytest.mark.parametrize(
    ("body", "headers", "refusal"),
    [
        pytest.param('{"name": "Mai"}', {}, (415, "unsupported_media_type"), id="no type"),
        pytest.param("{", JSON, (400, "malformed"), id="no JSON"),
        pytest.param(None, JSON, (400, "malformed"), id="no body"),
        pytest.param('{"name": 1, "name": 2}', JSON, (400, "malformed"), id="a key twice"),
        pytest.param('{"name": "\ud800"}', JSON, (400, "malformed"), id="no Unicode"),
        pytest.param('{"name": "Mai", "x": 1}', JSON, (422, "invalid"), id="a field too many"),
        pytest.param(" " * 70_000, JSON, (413, "too_large"), id="too large"),
        pytest.param(" " * 700_000, JSON, (413, "too_large"), id="far too large"),
    ],
)
def test_a_body_that_is_not_sound_is_refused(send, body, headers, refusal):
    assert code(send("POST", "/api/v1/greet", body, **headers)) == refusal


def test_a_body_that_is_wanted_raw_is_not_touched(send):
    raw = '{"a":  1}\n\x00é'.encode()

    plain = send("POST", "/api/v1/raw", '{"a":  1}', Content_Type="text/plain")
    encoded = send("POST", "/api/v1/raw", base64.b64encode(raw).decode(), base64_encoded=True)

    assert json.loads(plain[2])["text"] == str(b'{"a":  1}')
    assert json.loads(encoded[2])["text"] == str(raw)


def test_a_body_that_is_not_base64_as_announced_is_refused(send):
    assert code(send("POST", "/api/v1/raw", "é", base64_encoded=True)) == (400, "malformed")


def test_an_id_in_a_path_is_read(send):
    thing = uuid.uuid4()

    assert json.loads(send("GET", f"/api/v1/things/{thing}")[2])["text"] == str(thing)
    assert json.loads(send("GET", f"/api/v1/things/{str(thing).upper()}")[2])["text"] == str(thing)


@pytest.mark.parametrize("name", ["1", uuid.UUID(int=5).hex, f"{{{uuid.UUID(int=5)}}}"])
def test_an_id_that_is_none_leads_nowhere(send, name):
    assert code(send("GET", f"/api/v1/things/{name}")) == (404, "not_found")


def test_an_answer_without_content_has_none(send):
    status, _, body = send("DELETE", f"/api/v1/things/{uuid.uuid4()}")

    assert (status, body) == (204, "")


def test_a_method_an_address_does_not_take_is_refused_with_those_it_does(send):
    reply = send("PUT", f"/api/v1/things/{uuid.uuid4()}")

    assert code(reply) == (405, "method_not_allowed")
    assert reply[1]["Allow"] == "GET, DELETE"


def test_there_is_nothing_at_other_addresses(send):
    assert code(send("GET", "/api/v1/nothing")) == (404, "not_found")


def test_somebody_who_is_signed_in_is_known(send, as_user):
    assert json.loads(send("POST", "/api/v1/me", **as_user(USER))[2])["text"] == str(USER)
    assert code(send("POST", "/api/v1/me", **as_user(uuid.uuid4()))) == (401, "unauthenticated")
    assert code(send("POST", "/api/v1/me")) == (401, "unauthenticated")


def test_a_problem_keeps_its_headers(send):
    reply = send("POST", "/api/v1/busy")

    assert code(reply) == (429, "rate_limited")
    assert reply[1]["Retry-After"] == "7"
    assert reply[1]["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("path", "refusal"), [("broken", (500, "internal")), ("down", (503, "unavailable"))]
)
def test_a_failure_is_reported_without_what_it_says(send, path, refusal):
    reply = send("POST", f"/api/v1/{path}")

    assert code(reply) == refusal
    assert "canary" not in reply[2]


def test_a_harmless_request_id_is_kept_and_another_replaced(send):
    kept = send("POST", "/api/v1/busy", X_Request_Id="abc-1")
    replaced = send("POST", "/api/v1/busy", X_Request_Id="<script>")

    assert kept[1]["X-Request-Id"] == json.loads(kept[2])["request_id"] == "abc-1"
    assert "script" not in replaced[1]["X-Request-Id"]


def test_what_a_client_calls_itself_is_made_storable(send):
    reply = send("POST", "/api/v1/agent", User_Agent="agent\x00\n\ud800" + "x" * 300)

    assert json.loads(reply[2])["text"] == "agent" + "x" * 195

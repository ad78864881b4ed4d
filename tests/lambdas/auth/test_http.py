"""The answers' form: headers, problems, addresses."""

import json
import re

import pytest
import yaml

from deploy.package import ROOT
from lambdas.auth.routes import operations
from lambdas.auth.settings import AuthSettings
from shared.lambdas.api import PREFIX

SAFE = {
    "X-Content-Type-Options": ["nosniff"],
    "Cache-Control": ["no-store"],
    "Strict-Transport-Security": ["max-age=31536000; includeSubDomains"],
    "Content-Security-Policy": ["default-src 'none'; frame-ancestors 'none'"],
    "Referrer-Policy": ["no-referrer"],
}


def test_every_route_of_the_platform_has_its_operation():
    table = yaml.safe_load((ROOT / "deploy" / "routes.yaml").read_text())
    routes = {
        (method, route["path"], route.get("auth", "user") == "user")
        for route in table["routes"]
        if route["target"] == "auth"
        for method in route["methods"]
    }

    assert routes == {(op.method, op.path, op.signed_in) for op in operations()}
    assert table["prefix"] == PREFIX


def test_every_operation_says_what_it_does():
    assert all(re.fullmatch(r"[A-Z].+\.", operation.summary) for operation in operations())


@pytest.mark.parametrize(
    ("path", "body"),
    [("/auth/logout", {}), ("/auth/login", {}), ("/auth/nothing", {}), ("/auth/logout-all", {})],
)
def test_every_answer_carries_careful_headers(post, path, body):
    reply = post(path, body)

    assert {name: reply.headers[name] for name in SAFE} == SAFE


def test_a_problem_says_what_and_which_request(post):
    reply = post("/auth/login", {}, X_Request_Id="from-the-client-1")

    assert reply.headers["Content-Type"] == ["application/problem+json"]
    assert reply.headers["X-Request-Id"] == ["from-the-client-1"]
    assert {"type", "title", "status", "code", "detail", "errors"} < set(reply.json)
    assert reply.json["request_id"] == "from-the-client-1"


def test_a_harmful_request_id_is_replaced(post):
    reply = post("/auth/login", {}, X_Request_Id='evil"\n')

    assert re.fullmatch(r"[0-9a-f-]{36}", reply.headers["X-Request-Id"][0])


def test_an_unknown_address_is_not_there(post):
    reply = post("/auth/nothing")

    assert reply.code == (404, "not_found")
    assert reply.headers["Content-Type"] == ["application/problem+json"]
    assert reply.headers["X-Request-Id"] == [reply.json["request_id"]]


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "TRACE"])
def test_another_method_is_told_which_one_works(post, method):
    reply = post("/auth/login", method=method)

    assert reply.code == (405, "method_not_allowed")
    assert reply.headers["Allow"] == ["POST"]


def test_a_mistake_of_ours_shows_no_details(post, auth, member, monkeypatch):
    monkeypatch.setattr(type(auth.digests), "of", lambda *_: 1 / 0)

    reply = post("/auth/login", member.credentials)

    assert reply.code == (500, "internal")
    assert "division" not in reply.text


def test_production_refuses_what_is_only_for_a_laptop(auth):
    environment = auth.settings.model_dump()

    with pytest.raises(ValueError, match="not fit for production") as refusal:
        AuthSettings(**{**environment, "mode": "production", "pepper": "short"})

    message = str(refusal.value)
    assert "PEPPER is shorter than 32 characters" in message
    assert "TOKEN_JWKS_URL is not an https address of Cognito" in message


@pytest.mark.parametrize("secret", ["pepper", "postgres_dsn"])
def test_a_secret_does_not_show_in_the_settings(auth, secret):
    value = getattr(auth.settings, secret).get_secret_value()

    assert value not in repr(auth.settings)
    assert value not in json.dumps(auth.settings.model_dump(mode="json"), default=str)

"""What every endpoint does alike: problems, request ids, headers."""

import json
from datetime import datetime
from uuid import UUID

import pytest
from flask_openapi3.blueprint import APIBlueprint
from pydantic import Field

from shared.auth.authenticator import Authenticator, Standing
from shared.auth.guard import EXTENSION, allow_anyone, caller, require_role, require_user
from shared.auth.roles import Role
from shared.models.base import Input, Model, Moment, Name, Text
from shared.models.problem import Conflict, RateLimited, Unavailable
from shared.observability.logs import logger
from shared.web import LARGEST_BODY, create_openapi_app, no_content, reply

CANARY = "canary-of-a-secret"


class Note(Input):
    name: Name
    text: Text = Field(default="", max_length=10)
    at: Moment | None = None
    mood: int | None = Field(default=None, ge=0, le=10)


class Echo(Model):
    name: str
    at: datetime | None


class Filter(Input):
    limit: int = Field(default=50, ge=1, le=100)


@pytest.fixture(scope="module")
def app():
    app = create_openapi_app(
        "shared.web", title="Tests", logger=logger("tests-of-web"), debug=False
    )
    open_door = APIBlueprint("open_door", __name__)
    open_door.before_request(allow_anyone)

    @open_door.post("/notes")
    def write(body: Note):
        return reply(Echo(name=body.name, at=body.at), 201, Location="/notes/1")

    @open_door.get("/notes")
    def read(query: Filter):
        return no_content()

    @open_door.get("/mistake")
    def mistake():
        raise RuntimeError(CANARY)

    @open_door.get("/conflict")
    def conflict():
        raise Conflict("It is taken.", code="taken", since="noon")

    @open_door.get("/busy")
    def busy():
        raise RateLimited(retry_after=7)

    @open_door.get("/down")
    def down():
        raise Unavailable

    staff = APIBlueprint("staff", __name__, url_prefix="/staff")
    staff.before_request(require_role(Role.ADMIN, Role.SUPPORT))

    @staff.get("")
    def enter():
        return {"role": caller().role}

    members = APIBlueprint("members", __name__, url_prefix="/members")
    members.before_request(require_user)

    @members.get("")
    def who():
        return {"user_id": str(caller().user_id)}

    for blueprint in (open_door, staff, members):
        app.register_api(blueprint)
    return app


@pytest.fixture
def client(app, verifier):
    app.extensions[EXTENSION] = Authenticator(
        verifier, lambda user_id, session: Standing(Role(session), True, False)
    )
    return app.test_client()


def test_a_good_request_gets_its_answer_and_headers(client):
    answer = client.post("/notes", json={"name": "Minh", "at": "2026-03-01T12:00:00+07:00"})

    assert (answer.status_code, answer.json) == (
        201,
        {"name": "Minh", "at": "2026-03-01T12:00:00+07:00"},
    )
    assert answer.mimetype == "application/json"
    assert answer.headers["Location"] == "/notes/1"


@pytest.mark.parametrize(
    ("method", "path", "options", "status", "code"),
    [
        pytest.param("post", "/notes", {"data": b"{"}, 400, "malformed", id="cut off"),
        pytest.param("post", "/notes", {"data": b"[]"}, 400, "malformed", id="a list"),
        pytest.param("post", "/notes", {"data": b'{"a":NaN}'}, 400, "malformed", id="NaN"),
        pytest.param("post", "/notes", {"data": b""}, 400, "malformed", id="no body"),
        pytest.param(
            "post", "/notes", {"data": b'{"name":"a","name":"b"}'}, 400, "malformed", id="a twin"
        ),
        pytest.param("get", "/nowhere", {}, 404, "not_found", id="nowhere"),
        pytest.param("get", "//notes", {}, 404, "not_found", id="two slashes"),
        pytest.param("get", "/notes/", {}, 404, "not_found", id="a slash after it"),
        pytest.param("get", "/notes;x=1", {}, 404, "not_found", id="a parameter in the path"),
        pytest.param("delete", "/notes", {}, 405, "method_not_allowed", id="another method"),
        pytest.param("trace", "/notes", {}, 405, "method_not_allowed", id="TRACE"),
        pytest.param(
            "post", "/notes", {"data": b" " * (LARGEST_BODY + 1)}, 413, "too_large", id="too large"
        ),
        pytest.param("get", "/conflict", {}, 409, "taken", id="a problem of ours"),
        pytest.param("get", "/mistake", {}, 500, "internal", id="a mistake of ours"),
        pytest.param("get", "/down", {}, 503, "unavailable", id="a part is down"),
    ],
)
def test_what_goes_wrong_is_a_problem(client, method, path, options, status, code):
    options = {"content_type": "application/json", **options} if "data" in options else options

    answer = client.open(path, method=method.upper(), **options)

    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    problem = json.loads(answer.data)
    assert (problem["status"], problem["code"]) == (status, code)
    assert {"type", "title", "detail"} <= problem.keys()
    assert problem["request_id"] == answer.headers["X-Request-Id"]


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json-patch+json",
        "text/json",
    ],
)
def test_anything_but_json_is_another_media_type(client, content_type):
    answer = client.post("/notes", data=b'{"name": "Minh"}', content_type=content_type)

    assert (answer.status_code, answer.json["code"]) == (415, "unsupported_media_type")


def test_json_may_say_its_charset(client):
    answer = client.post(
        "/notes", data=b'{"name": "Minh"}', content_type="application/json; charset=utf-8"
    )

    assert answer.status_code == 201


@pytest.mark.parametrize(
    ("body", "field"),
    [
        pytest.param({}, "name", id="missing"),
        pytest.param({"name": None}, "name", id="null"),
        pytest.param({"name": 7}, "name", id="a number"),
        pytest.param({"name": {"$ne": ""}}, "name", id="an operator"),
        pytest.param({"name": ""}, "name", id="empty"),
        pytest.param({"name": " \t"}, "name", id="blank"),
        pytest.param({"name": "a\x00"}, "name", id="NUL"),
        pytest.param({"name": "a" * 81}, "name", id="too long"),
        pytest.param({"name": "a", "text": "🚭" * 11}, "text", id="too many code points"),
        pytest.param({"name": "a", "role": "admin"}, "role", id="what it does not name"),
        pytest.param({"name": "a", "__proto__": {}}, "__proto__", id="a prototype"),
        pytest.param({"name": "a", "at": "2026-03-01T12:00:00"}, "at", id="no offset"),
        pytest.param({"name": "a", "at": "0000-01-01T00:00:00Z"}, "at", id="year 0"),
        pytest.param({"name": "a", "at": "9999-01-01T00:00:00Z"}, "at", id="year 9999"),
        pytest.param({"name": "a", "at": "infinity"}, "at", id="for ever"),
        pytest.param({"name": "a", "at": "2026-02-30T00:00:00Z"}, "at", id="no such day"),
        pytest.param({"name": "a", "mood": -1}, "mood", id="negative"),
        pytest.param({"name": "a", "mood": 2**53 + 1}, "mood", id="huge"),
        pytest.param({"name": "a", "mood": 1e30}, "mood", id="a huge float"),
        pytest.param({"name": "a", "mood": 1.5}, "mood", id="a fraction"),
        pytest.param({"name": "a", "mood": []}, "mood", id="a list"),
    ],
)
def test_what_breaks_a_rule_names_the_field(client, body, field):
    answer = client.post("/notes", json=body)

    assert (answer.status_code, answer.json["code"]) == (422, "invalid")
    assert [fault["field"] for fault in answer.json["errors"]] == [field]


def test_the_longest_text_counts_code_points(client):
    answer = client.post("/notes", json={"name": "🚭" * 80, "text": "ệ" * 10})

    assert answer.status_code == 201


def test_a_refusal_never_repeats_what_was_sent(client):
    answer = client.post("/notes", json={"name": {"deep": CANARY}, CANARY * 20: 1, "mood": CANARY})

    assert answer.status_code == 422
    for fault in answer.json["errors"]:
        assert CANARY not in fault["message"]


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=many", "limit=", "other=1"])
def test_an_odd_query_is_invalid(client, query):
    assert client.get(f"/notes?{query}").status_code == 422


def test_a_mistake_shows_nothing_of_itself(client):
    answer = client.get("/mistake")

    assert CANARY not in answer.text
    assert "Traceback" not in answer.text
    assert "RuntimeError" not in answer.text


def test_another_method_is_told_which_there_are(client):
    answer = client.delete("/notes")

    assert {method.strip() for method in answer.headers["Allow"].split(",")} >= {"GET", "POST"}


def test_a_header_cannot_change_the_method(client):
    answer = client.get("/notes", headers={"X-HTTP-Method-Override": "DELETE"})

    assert answer.status_code == 204


def test_who_is_too_fast_is_told_when_to_come_back(client):
    assert client.get("/busy").headers["Retry-After"] == "7"
    assert client.get("/down").headers["Retry-After"] == "5"


def test_a_request_id_is_given_back(client):
    answer = client.get("/notes", headers={"X-Request-Id": "Req-1.a_b"})

    assert answer.headers["X-Request-Id"] == "Req-1.a_b"


@pytest.mark.parametrize("odd", ["", "a b", "-x", "<script>", "x" * 65, "ä", '{"a":1}'])
def test_an_odd_request_id_is_replaced(client, odd):
    answer = client.get("/notes", headers={"X-Request-Id": odd})

    assert UUID(answer.headers["X-Request-Id"]).version == 7


@pytest.mark.parametrize("path", ["/notes", "/nowhere", "/mistake"])
def test_every_answer_has_the_security_headers(client, path):
    headers = client.get(path).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "max-age=31536000" in headers["Strict-Transport-Security"]
    assert headers["Cache-Control"] == "no-store"


def test_there_is_no_documentation_page_outside_debug(client):
    assert client.get("/openapi").status_code == 404
    assert client.get("/openapi/swagger").status_code == 404


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        pytest.param("admin", "/staff", 200, id="one of the roles"),
        pytest.param("support", "/staff", 200, id="another of them"),
        pytest.param("member", "/staff", 403, id="none of them"),
        pytest.param("coach", "/staff", 403, id="another role"),
        pytest.param("member", "/members", 200, id="anyone signed in"),
    ],
)
def test_a_guard_lets_in_whom_it_names(client, as_user, role, path, status):
    user_id = "0190a6f2-7c1e-7b5a-9d1f-0123456789ab"

    assert client.get(path, headers=as_user(user_id, origin_jti=role)).status_code == status


@pytest.mark.parametrize("path", ["/staff", "/members"])
def test_a_guard_keeps_strangers_out(client, make_token, path):
    token = make_token("0190a6f2-7c1e-7b5a-9d1f-0123456789ab", origin_jti="admin")

    for answer in (
        client.get(path),
        client.get(f"{path}?access_token={token}"),
        client.get(path, headers={"Cookie": f"access_token={token}"}),
        client.get(path, headers={"X-User-Id": "0190a6f2-7c1e-7b5a-9d1f-0123456789ab"}),
    ):
        assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")

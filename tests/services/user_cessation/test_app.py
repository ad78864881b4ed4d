"""What holds for the whole service: guards, routes, their description, and PostgreSQL gone."""

import os
import re
import signal
import threading
import uuid

import psycopg
import pytest
from openapi_spec_validator import validate

from deploy import routes
from services.user_cessation.app import create_app
from shared.auth.guard import allow_anyone, require_user
from shared.auth.roles import Role
from shared.postgres import pool

ROUTES = [route for route in routes.load().routes if route.target == "user-cessation"]


def placed(rule):
    """A rule of Flask's as the table of routes writes it."""
    return re.sub(r"<(\w+:)?(\w+)>", r"{\2}", rule)


def test_every_route_is_guarded_as_the_table_says(app):
    allowed = {routes.load().prefix + route.path: route for route in ROUTES}
    for rule in app.url_map.iter_rules():
        [guard] = app.before_request_funcs[rule.endpoint.partition(".")[0]]
        route = allowed.get(placed(rule.rule))
        if route is None or route.auth == "none":
            assert guard is allow_anyone, rule
        elif route.roles == set(Role):
            assert guard is require_user, rule
        else:
            assert guard.roles == route.roles, rule


def test_the_service_serves_what_the_route_table_says(app):
    prefix = routes.load().prefix
    promised = {(method, prefix + route.path) for route in ROUTES for method in route.methods}

    served = {
        (method, placed(rule.rule))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(prefix)
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }

    assert served == promised


def test_the_description_is_valid_openapi_and_the_same_for_every_app(app, settings):
    document = app.api_doc
    another = create_app(settings)
    for close in another.extensions["close"]:
        close()

    validate(document)

    assert another.api_doc == document
    operations = [each for path in document["paths"].values() for each in path.values()]
    # Which they are is compared with the table of routes elsewhere.
    names = {operation["operationId"] for operation in operations}
    assert len(names) == len(operations) >= 36
    open_to_all = [each for each in operations if each.get("security") != [{"bearer": []}]]
    assert len(open_to_all) == sum(len(route.methods) for route in ROUTES if route.auth == "none")


def test_the_service_is_ready_while_postgres_answers(client):
    assert client.get("/healthz").json == {"status": "alive"}
    assert client.get("/readyz").json == {"ready": True, "dependencies": {"postgres": True}}


@pytest.fixture
def lonely(settings, tmp_path, as_user):
    """The service, with no PostgreSQL where it is told to find one."""
    app = create_app(
        settings.model_copy(
            update={
                "postgres_dsn": f"postgresql:///nothing?host={tmp_path}",
                "postgres_pool_size": 1,
            }
        )
    )
    yield app.test_client()
    for close in app.extensions["close"]:
        close()


def test_without_postgres_it_lives_and_says_come_back_later(lonely, make_token):
    headers = {"Authorization": f"Bearer {make_token(uuid.uuid4())}"}

    reply = lonely.get("/api/v1/progress", headers=headers)

    assert (reply.status_code, reply.json["code"]) == (503, "unavailable")
    assert int(reply.headers["Retry-After"]) > 0
    assert lonely.get("/healthz").status_code == 200
    assert lonely.get("/readyz").status_code == 503


def test_a_query_that_takes_too_long_is_an_answer_not_a_hang(api, make_member, postgres_dsn):
    member = make_member()

    with psycopg.connect(postgres_dsn) as other:
        other.execute("SELECT FROM cessation.profiles WHERE user_id = %s FOR UPDATE", (member,))
        reply = api(member, "PUT", "/profile", {"time_zone": "UTC", "country": "US"})

    assert (reply.status_code, reply.json["code"]) == (503, "unavailable")
    assert reply.headers["Retry-After"] == "5"


def test_a_server_that_neither_answers_nor_hangs_up_is_given_up_on(
    settings, as_user, make_member, monkeypatch
):
    monkeypatch.setattr(pool, "ANSWER_WITHIN", 0.3)
    app = create_app(settings.model_copy(update={"postgres_pool_size": 1}))
    client, headers = app.test_client(), as_user(make_member())
    assert client.get("/api/v1/progress", headers=headers).status_code == 200
    with app.extensions["postgres"].connection() as conn:
        backend = conn.info.backend_pid

    os.kill(backend, signal.SIGSTOP)
    try:
        stopped = client.get("/api/v1/progress", headers=headers)
    finally:
        os.kill(backend, signal.SIGCONT)
    again = client.get("/api/v1/progress", headers=headers)
    for close in app.extensions["close"]:
        close()

    assert (stopped.status_code, again.status_code) == (503, 200)


def test_a_pool_that_is_exhausted_answers_everyone(settings, as_user, make_member):
    app = create_app(settings.model_copy(update={"postgres_pool_size": 1}))
    member = make_member()
    replies = []

    def ask():
        replies.append(app.test_client().get("/api/v1/progress", headers=as_user(member)))

    with app.extensions["postgres"].connection():
        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
    for close in app.extensions["close"]:
        close()

    assert [reply.status_code for reply in replies] == [503] * 4


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing", 404, "not_found"),
        ("DELETE", "/progress", 405, "method_not_allowed"),
        ("GET", "//progress", 404, "not_found"),
        ("GET", "/progress/", 404, "not_found"),
        ("GET", "/progress;x=1", 404, "not_found"),
        ("GET", "/%2fprogress", 404, "not_found"),
    ],
)
def test_an_address_that_is_not_quite_right_leads_nowhere(
    api, make_member, method, path, status, code
):
    reply = api(make_member(), method, path)

    assert (reply.status_code, reply.json["code"]) == (status, code)


@pytest.mark.parametrize(
    ("data", "content_type", "status"),
    [
        pytest.param(b"{", "application/json", 400, id="not JSON"),
        pytest.param(b"[]", "application/json", 400, id="not an object"),
        pytest.param(b'{"quit_at": NaN}', "application/json", 400, id="NaN"),
        pytest.param(b'{"a": 1, "a": 2}', "application/json", 400, id="a key twice"),
        pytest.param(b'{"quit_at": "\\ud800"}', "application/json", 400, id="half a character"),
        pytest.param(b"{}", "text/plain", 415, id="not called JSON"),
        pytest.param(b" " * 1_048_577, "application/json", 413, id="too large"),
    ],
)
def test_a_body_nobody_can_read_is_refused(
    client, as_user, make_member, data, content_type, status
):
    reply = client.put(
        "/api/v1/quit-plan",
        data=data,
        headers={**as_user(make_member()), "Content-Type": content_type},
    )

    assert reply.status_code == status
    assert reply.mimetype == "application/problem+json"


def test_notes_and_names_are_in_no_log(api, make_member, capsys):
    member = make_member(display_name="Canary Name")
    body = {"client_id": str(uuid.uuid4()), "smoke_free": True, "note": "canary note"}

    api(member, "POST", "/check-ins", body)
    api(member, "POST", "/check-ins", {**body, "mood": "canary mood"})

    logged = capsys.readouterr().out.lower()
    assert "canary" not in logged
    assert "@example.org" not in logged

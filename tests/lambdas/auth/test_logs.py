"""Nothing that could hurt anybody is ever logged."""

import json
import uuid

import pytest
from botocore.exceptions import EndpointConnectionError

CANARY_PASSWORD = "canary plinth 71 oak"


@pytest.fixture
def canary_email():
    return f"canary-{uuid.uuid4().hex}@people.example"


def test_a_whole_life_leaves_no_secret_in_the_logs(
    post, make_form, canary_email, cognito, logged, capfd, caplog
):
    credentials = {"email": canary_email, "password": CANARY_PASSWORD}
    secrets = [canary_email, canary_email.partition("@")[0], CANARY_PASSWORD, "198.51.100.77"]

    post("/auth/register", make_form(**credentials), ip="198.51.100.77")
    post("/auth/register", make_form(**credentials, role="admin"))
    post("/auth/confirm", {"email": canary_email, "code": "canary-code"})
    post("/auth/register", make_form(**credentials))
    cookie = post("/auth/login", credentials).cookie
    signed_in = post("/auth/login", {**credentials, "client": "native"}).json
    secrets += [signed_in["access_token"], signed_in["refresh_token"], cookie, "canary-code"]
    post("/auth/login", {**credentials, "password": CANARY_PASSWORD + "!"})
    post("/auth/refresh", {"refresh_token": signed_in["refresh_token"]})
    post("/auth/refresh", Cookie=cookie)
    post("/auth/refresh", {"refresh_token": signed_in["refresh_token"] + "x"})
    for broken in ("SignUp", "AdminInitiateAuth", "ConfirmForgotPassword", "RevokeToken"):
        cognito(broken, "InternalErrorException")
    post("/auth/login", credentials)
    post("/auth/reset", {**credentials, "code": "canary-code"})
    post("/auth/logout", Cookie=cookie)
    cognito("SignUp", EndpointConnectionError(endpoint_url=f"https://{canary_email}"))
    post("/auth/register", make_form(**{**credentials, "email": f"new-{canary_email}"}))

    printed = capfd.readouterr()
    everything = logged() + printed.out + printed.err + caplog.text
    assert everything.count('"message":"request"') >= 14
    assert [secret for secret in secrets if secret in everything] == []


def test_a_row_postgres_refuses_is_not_quoted(
    post, auth, make_form, canary_email, database, logged
):
    def take_the_address(**_):
        database.execute(
            "INSERT INTO account.accounts (user_id, email, display_name, birth_date, locale)"
            " VALUES (gen_random_uuid(), %s, 'In the way', '1990-01-01', 'en')",
            [canary_email],
        )

    hooks = auth.user_pool._client.meta.events
    event = "before-call.cognito-identity-provider.SignUp"
    hooks.register_first(event, take_the_address)
    try:
        reply = post("/auth/register", make_form(email=canary_email))
    finally:
        hooks.unregister(event, take_the_address)

    assert reply.status == 500
    assert '"sqlstate":"23505"' in logged()
    assert canary_email not in logged()


def test_a_log_line_says_which_request_and_how_it_went(post, logged):
    post("/auth/login", {}, X_Request_Id="request-of-mine")

    (line,) = [json.loads(line) for line in logged().splitlines()]

    assert line["request_id"] == "request-of-mine"
    assert (line["service"], line["route"], line["status"]) == ("auth", "/auth/login", 422)


def test_what_people_try_is_counted_and_how_it_went(post, make_form, canary_email, capfd):
    form = make_form(email=canary_email)
    post("/auth/register", form)
    post("/auth/login", {"email": canary_email, "password": CANARY_PASSWORD})

    lines = [json.loads(line) for line in capfd.readouterr().out.splitlines() if "_aws" in line]

    counted = [(line["action"], line["outcome"], line["Attempts"]) for line in lines]
    assert counted == [("register", "done", [1.0]), ("sign_in", "refused", [1.0])]

"""Choosing another password."""

import time
import uuid

import pytest
from botocore.exceptions import EndpointConnectionError
from joserfc import jwt

NEW = "seven plinths of oak"
DOWN = EndpointConnectionError(endpoint_url="https://cognito.example")


@pytest.fixture
def stranger():
    return f"{uuid.uuid4().hex}@people.example"


@pytest.fixture
def bearer(log_in, member):
    return f"Bearer {log_in(member).json['access_token']}"


@pytest.fixture
def alive(database):
    def count(member):
        (number,) = database.execute(
            "SELECT count(*) FROM account.sessions WHERE user_id = %s AND revoked_at IS NULL",
            [member.user_id],
        ).fetchone()
        return number

    return count


# With a code


def test_a_code_goes_only_to_members(post, member, register, stranger, cognito):
    waiting = register()
    sent, resent = cognito("ForgotPassword", {}), cognito("ResendConfirmationCode", {})

    replies = [
        post("/auth/forgot", {"email": address})
        for address in (member.email, waiting.email, stranger)
    ]

    assert (replies[0].status, replies[0].json) == (202, {"status": "code_sent"})
    assert replies[0].shown() == replies[1].shown() == replies[2].shown()
    assert [call["Username"] for call in sent.parameters] == [member.email, "nobody@unlit.invalid"]
    assert [call["Username"] for call in resent.parameters] == [waiting.email]


def test_the_code_sets_a_password_and_ends_every_sign_in(
    post, member, log_in, alive, events, audit
):
    log_in(member)
    log_in(member)

    reply = post("/auth/reset", {"email": member.email, "code": "123456", "password": NEW})

    assert reply.status == 204
    assert alive(member) == 0
    assert events(member.user_id)[1:] == ["session.revoked.v1"] * 2
    assert audit(member.user_id)[-1] == ("password_reset", "done")
    assert post("/auth/login", member.credentials).code == (401, "wrong_credentials")
    assert log_in(member, password=NEW).status == 200


@pytest.mark.parametrize(
    "error", ["CodeMismatchException", "ExpiredCodeException", "LimitExceededException"]
)
def test_a_wrong_code_changes_nothing_and_tells_nothing(
    post, member, log_in, alive, stranger, cognito, error
):
    log_in(member)
    form = {"code": "000000", "password": NEW}
    unknown = post("/auth/reset", {"email": stranger, **form})
    cognito("ConfirmForgotPassword", error)

    known = post("/auth/reset", {"email": member.email, **form})

    assert known.code == (422, "wrong_code")
    assert known.shown() == unknown.shown()
    assert alive(member) == 1


def test_after_ten_wrong_codes_one_must_wait(post, member, cognito):
    asked = cognito("ConfirmForgotPassword", "CodeMismatchException")
    form = {"email": member.email, "code": "000000", "password": NEW}

    replies = [post("/auth/reset", form) for _ in range(12)]

    assert [reply.status for reply in replies] == [422] * 10 + [429] * 2
    assert "Retry-After" in replies[-1].headers
    assert len(asked.parameters) == 10


def test_whoever_proves_the_address_may_sign_in_again_at_once(post, member, log_in):
    for number in range(11):
        post("/auth/login", {**member.credentials, "password": f"guess {number}"})

    post("/auth/reset", {"email": member.email, "code": "123456", "password": NEW})

    assert log_in(member, password=NEW).status == 200


@pytest.mark.parametrize("password", ["password1234", "short"])
def test_an_easy_password_does_not_use_up_the_code(post, member, cognito, password):
    asked = cognito("ConfirmForgotPassword")

    reply = post("/auth/reset", {"email": member.email, "code": "123456", "password": password})

    assert reply.code == (422, "invalid")
    assert reply.json["errors"][0]["field"] == "password"
    assert asked.parameters == []


@pytest.mark.parametrize(
    ("answer", "code"),
    [(DOWN, (503, "unavailable")), ("InvalidPasswordException", (422, "invalid"))],
    ids=["down", "unfit"],
)
def test_no_sign_in_ends_unless_the_password_changed(
    post, member, log_in, alive, cognito, answer, code
):
    log_in(member)
    cognito("ConfirmForgotPassword", answer)

    reply = post("/auth/reset", {"email": member.email, "code": "123456", "password": NEW})

    assert reply.code == code
    assert alive(member) == 1


# With the current password


def test_the_current_password_sets_another_and_ends_every_sign_in(
    post, member, bearer, log_in, alive, events, audit
):
    log_in(member)

    reply = post(
        "/auth/password",
        {"current_password": member.password, "new_password": NEW},
        Authorization=bearer,
    )

    assert reply.status == 204
    assert alive(member) == 0
    assert events(member.user_id)[1:] == ["session.revoked.v1"] * 2
    assert audit(member.user_id)[-1] == ("password_change", "done")
    assert log_in(member, password=NEW).status == 200


def test_a_wrong_current_password_counts_like_one_at_signing_in(post, member, bearer, alive):
    form = {"current_password": "not the password", "new_password": NEW}

    replies = [post("/auth/password", form, Authorization=bearer) for _ in range(11)]

    assert replies[0].code == (401, "wrong_credentials")
    assert [reply.status for reply in replies] == [401] * 10 + [429]
    assert alive(member) == 1
    assert post("/auth/login", member.credentials).status == 429


@pytest.mark.parametrize("new", ["password1234", "Mai and the sea"])
def test_the_new_password_must_be_hard_to_guess(post, join, log_in, new):
    member = join(display_name="Mai and the sea")
    access = log_in(member).json["access_token"]

    reply = post(
        "/auth/password",
        {"current_password": member.password, "new_password": new},
        Authorization=f"Bearer {access}",
    )

    assert reply.code == (422, "invalid")
    assert reply.json["errors"][0]["field"] == "new_password"


@pytest.mark.parametrize(
    ("answer", "code"),
    [(DOWN, (503, "unavailable")), ("InvalidPasswordException", (422, "invalid"))],
    ids=["down", "unfit"],
)
def test_when_cognito_keeps_the_old_password_nobody_is_signed_out(
    post, member, bearer, alive, cognito, answer, code
):
    cognito("AdminSetUserPassword", answer)

    reply = post(
        "/auth/password",
        {"current_password": member.password, "new_password": NEW},
        Authorization=bearer,
    )

    assert reply.code == code
    assert alive(member) == 1
    assert post("/auth/login", member.credentials).status == 200


# With a token that is none


@pytest.fixture
def id_token(pool, member):
    return pool.client.admin_initiate_auth(
        UserPoolId=pool.pool_id,
        ClientId=pool.client_id,
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": member.email, "PASSWORD": member.password},
    )["AuthenticationResult"]["IdToken"]


def _tampered(token):
    head, payload, signature = token.split(".")
    return f"{head}.{payload[:-2]}{'AA' if payload[-2:] != 'AA' else 'BB'}.{signature}"


@pytest.fixture
def misuse(bearer, id_token, unsigned, signing_key, pool, member, log_in):
    token = bearer.removeprefix("Bearer ")
    claims = {
        "iss": f"https://cognito-idp.us-east-1.amazonaws.com/{pool.pool_id}",
        "sub": str(member.user_id),
        "client_id": pool.client_id,
        "token_use": "access",
        "origin_jti": "made up",
        "iat": int(time.time()),
        "exp": int(time.time()) + 900,
    }
    return {
        "no token": None,
        "another scheme": f"Basic {token}",
        "an ID token": f"Bearer {id_token}",
        "a refresh token": f"Bearer {log_in(member, client='native').json['refresh_token']}",
        "tampered": f"Bearer {_tampered(token)}",
        "signed by somebody else": "Bearer "
        + jwt.encode({"alg": "RS256", "kid": "dummy"}, claims, signing_key),
        "not signed": "Bearer " + unsigned(b'{"alg":"none"}', b'{"token_use":"access"}'),
    }


@pytest.mark.parametrize(
    "what",
    [
        "no token",
        "another scheme",
        "an ID token",
        "a refresh token",
        "tampered",
        "signed by somebody else",
        "not signed",
    ],
)
@pytest.mark.parametrize("path", ["/auth/password", "/auth/logout-all"])
def test_without_a_good_access_token_nothing_happens(post, member, misuse, alive, path, what):
    before = alive(member)
    headers = {"Authorization": misuse[what]} if misuse[what] else {}

    reply = post(path, {"current_password": member.password, "new_password": NEW}, **headers)

    assert reply.code == (401, "unauthenticated")
    assert reply.headers["WWW-Authenticate"] == ["Bearer"]
    assert alive(member) == before
    assert post("/auth/login", member.credentials).status == 200

"""A code besides the password: set up with the password, asked for at every sign-in."""

import uuid
from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from lambdas.auth import challenge_store, handler

WRONG = "000000"


@pytest.fixture(autouse=True)
def codes_count(monkeypatch):
    """The emulator takes any code unless it is told to look, and its one secret is too short."""
    monkeypatch.setenv("MOTO_COGNITO_IDP_USER_POOL_ENABLE_TOTP", "true")
    monkeypatch.setattr("moto.cognitoidp.models.COGNITO_TOTP_MFA_SECRET", pyotp.random_base32())


@pytest.fixture
def bearer(log_in):
    def header(member):
        return {"Authorization": f"Bearer {log_in(member, client='native').json['access_token']}"}

    return header


@pytest.fixture
def set_up(post, bearer):
    """Set up an authenticator app for somebody; returns the app."""

    def make(member):
        headers = bearer(member)
        begun = post("/auth/second-factor", {"password": member.password}, **headers)
        app = pyotp.TOTP(begun.json["secret"])
        confirmed = post("/auth/second-factor/confirm", {"code": app.now()}, **headers)
        assert confirmed.status == 204, confirmed.text
        return app

    return make


@pytest.fixture
def challenge(post):
    def ask(member):
        refused = post("/auth/login", member.credentials)
        assert refused.code == (401, "second_factor_needed")
        assert "Set-Cookie" not in refused.headers
        return refused.json["challenge"]

    return ask


def test_the_secret_comes_in_the_form_apps_read(post, member, bearer):
    begun = post("/auth/second-factor", {"password": member.password}, **bearer(member))

    read = pyotp.parse_uri(begun.json["uri"])
    assert (read.secret, read.issuer, read.name) == (begun.json["secret"], "Unlit", member.email)


def test_until_the_app_has_shown_a_code_nothing_changes(post, member, bearer, log_in):
    headers = bearer(member)
    post("/auth/second-factor", {"password": member.password}, **headers)

    refused = post("/auth/second-factor/confirm", {"code": WRONG}, **headers)

    assert refused.code == (422, "invalid")
    assert log_in(member).status == 200


def test_setting_up_takes_the_password_again(post, member, bearer, audit):
    refused = post("/auth/second-factor", {"password": "not the password"}, **bearer(member))

    assert refused.code == (401, "wrong_credentials")
    assert audit(member.user_id)[-1] == ("second_factor_setup", "refused")


def test_every_sign_in_takes_a_code_from_then_on(post, member, set_up, challenge, database, audit):
    app = set_up(member)
    asked = challenge(member)

    reply = post("/auth/login/code", {"challenge": asked, "code": app.now(), "client": "native"})

    assert reply.status == 200
    assert reply.json["user"]["user_id"] == str(member.user_id)
    assert reply.json["refresh_token"].startswith("v1.")
    factors = database.execute(
        "SELECT second_factor FROM account.sessions WHERE user_id = %s ORDER BY created_at",
        [member.user_id],
    ).fetchall()
    assert [factor for (factor,) in factors] == [False, True]
    assert ("second_factor_set", "done") in audit(member.user_id)


def test_a_wrong_code_is_refused_and_on_the_record(post, member, set_up, challenge, audit):
    set_up(member)

    refused = post("/auth/login/code", {"challenge": challenge(member), "code": WRONG})

    assert refused.code == (401, "wrong_code")
    assert "Set-Cookie" not in refused.headers
    assert audit(member.user_id)[-1] == ("second_factor", "refused")


def test_codes_cannot_be_guessed_at_length_not_even_the_right_one(post, member, set_up, challenge):
    app = set_up(member)
    asked = challenge(member)

    statuses = [
        post("/auth/login/code", {"challenge": asked, "code": WRONG}).status for _ in range(11)
    ]
    right = post("/auth/login/code", {"challenge": challenge(member), "code": app.now()})

    assert statuses == [401] * 10 + [429]
    assert right.code == (429, "too_many_attempts")
    assert int(right.headers["Retry-After"][0]) > 0


def test_a_challenge_is_good_once(post, member, set_up, challenge):
    app = set_up(member)
    form = {"challenge": challenge(member), "code": app.now()}

    assert post("/auth/login/code", form).status == 200
    assert post("/auth/login/code", form).code == (401, "challenge_expired")


def test_a_challenge_is_good_for_three_minutes(database, member):
    now = datetime.now(UTC)
    secret = uuid.uuid4().bytes * 2
    challenge_store.insert_challenge(
        database, secret, member.user_id, cognito_session="s", expires_at=now + timedelta(minutes=3)
    )

    late = challenge_store.select_challenge(database, secret, now + timedelta(minutes=3))
    soon = challenge_store.select_challenge(database, secret, now + timedelta(minutes=2))

    assert late is None
    assert soon is not None


def test_a_challenge_nobody_was_given_is_refused(post):
    refused = post("/auth/login/code", {"challenge": "x" * 43, "code": "123456"})

    assert refused.code == (401, "challenge_expired")


def test_the_tick_clears_challenges_away(post, member, set_up, challenge, database):
    set_up(member)
    challenge(member)
    database.execute("UPDATE account.challenges SET expires_at = now() - interval '1 second'")

    handler.on_tick({}, None)

    assert database.execute("SELECT count(*) FROM account.challenges").fetchone() == (0,)


def test_a_disabled_account_is_turned_away_with_its_code(post, member, set_up, challenge, database):
    app = set_up(member)
    asked = challenge(member)
    database.execute(
        "UPDATE account.accounts SET status = 'disabled' WHERE user_id = %s", [member.user_id]
    )

    refused = post("/auth/login/code", {"challenge": asked, "code": app.now()})

    assert refused.code == (401, "account_disabled")


def test_a_member_may_give_it_up_with_the_password(post, member, set_up, challenge, log_in):
    app = set_up(member)
    form = {"challenge": challenge(member), "code": app.now(), "client": "native"}
    headers = {"Authorization": f"Bearer {post('/auth/login/code', form).json['access_token']}"}

    refused = post("/auth/second-factor/remove", {"password": "wrong one"}, **headers)
    removed = post("/auth/second-factor/remove", {"password": member.password}, **headers)

    assert (refused.status, removed.status) == (401, 204)
    assert log_in(member).status == 200


def test_whoever_works_here_may_not(post, member, set_up, challenge, database):
    app = set_up(member)
    database.execute(
        "UPDATE account.accounts SET role = 'coach' WHERE user_id = %s", [member.user_id]
    )
    form = {"challenge": challenge(member), "code": app.now(), "client": "native"}
    headers = {"Authorization": f"Bearer {post('/auth/login/code', form).json['access_token']}"}

    refused = post("/auth/second-factor/remove", {"password": member.password}, **headers)

    assert refused.code == (409, "second_factor_required")
    assert challenge(member)


@pytest.mark.parametrize("code", ["", "12345", "1234567", "12345a", 123456, None, "１２３４５６"])
def test_a_code_that_is_none_is_refused(post, code):
    refused = post("/auth/login/code", {"challenge": "x" * 43, "code": code})

    assert refused.code == (422, "invalid")


@pytest.mark.parametrize("path", ["", "/confirm", "/remove"])
def test_setting_up_is_for_who_is_signed_in(post, path):
    assert post(f"/auth/second-factor{path}", {"password": "x", "code": "123456"}).status == 401

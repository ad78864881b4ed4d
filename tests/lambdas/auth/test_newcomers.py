"""Whoever comes by another provider has an account from the start, and finishes it before anything
else."""

import threading
from types import SimpleNamespace

import pytest

from lambdas.auth import handler
from shared.models import consents

CONTEXT = SimpleNamespace(aws_request_id="a-request")


@pytest.fixture
def form(make_form):
    """What the completion asks: everything of a registration but address and password."""

    def make(**changes):
        whole = {**make_form(), **changes}
        return {name: whole[name] for name in whole if name not in ("email", "password")}

    return make


@pytest.fixture
def confirmed(outsider):
    """What Cognito tells its post-confirmation trigger."""

    def make(source="PostConfirmation_ConfirmSignUp", username=None, **attributes):
        return {
            "version": "1",
            "triggerSource": source,
            "userPoolId": "us-east-1_tests",
            "userName": username or outsider.username,
            "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "web"},
            "request": {
                "userAttributes": {
                    "sub": str(outsider.user_id),
                    "cognito:user_status": "EXTERNAL_PROVIDER",
                    "email": outsider.email,
                    "email_verified": "true",
                    **attributes,
                }
            },
            "response": {},
        }

    return make


@pytest.fixture
def account(database, outsider):
    def read():
        return database.execute(
            "SELECT email, birth_date, status, role, display_name, locale, pool_username"
            "  FROM account.accounts LEFT JOIN account.federations USING (user_id)"
            " WHERE user_id = %s",
            [outsider.user_id],
        ).fetchone()

    return read


@pytest.fixture
def token(come_back, outsider):
    """The access token of somebody who has not finished registering."""
    return f"Bearer {come_back(outsider).json['access_token']}"


def test_cognito_tells_of_a_newcomer_and_they_have_an_account(confirmed, account, outsider, audit):
    event = confirmed()

    assert handler.on_confirmed(event, CONTEXT) is event

    assert account() == (
        *(outsider.email, None, "incomplete", "member", "New member", "en"),
        outsider.username,
    )
    assert audit(outsider.user_id) == [("register", "done")]


def test_being_told_twice_changes_nothing(confirmed, account, audit, outsider):
    handler.on_confirmed(confirmed(), CONTEXT)
    before = account()

    handler.on_confirmed(confirmed(), CONTEXT)

    assert account() == before
    assert audit(outsider.user_id) == [("register", "done")]


def test_being_told_never_makes_no_difference(come_back, confirmed, account, outsider):
    come_back(outsider)
    by_the_callback = account()

    handler.on_confirmed(confirmed(), CONTEXT)

    assert account() == by_the_callback
    assert by_the_callback[2] == "incomplete"
    assert by_the_callback[6] == outsider.username


def test_being_told_late_does_not_undo_the_completion(
    come_back, post, form, token, confirmed, account
):
    post("/auth/complete", form(), Authorization=token)

    handler.on_confirmed(confirmed(), CONTEXT)

    assert account()[2] == "active"


def test_being_told_and_coming_back_at_the_same_moment_makes_one_account(
    come_back, confirmed, account, outsider, audit
):
    replies = []
    told = threading.Thread(target=lambda: handler.on_confirmed(confirmed(), CONTEXT))
    came = threading.Thread(target=lambda: replies.append(come_back(outsider)))

    for thread in (told, came):
        thread.start()
    for thread in (told, came):
        thread.join()

    assert replies[0].status == 200
    assert account()[2] == "incomplete"
    assert audit(outsider.user_id).count(("register", "done")) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"source": "PostConfirmation_ConfirmForgotPassword"},
        {"username": "0199c0de-0000-7000-8000-000000000001"},
        {"username": "Facebook_1234"},
        {"email_verified": "false"},
        {"email": "not an address"},
    ],
)
def test_nobody_else_gets_an_account(confirmed, account, changes):
    handler.on_confirmed(confirmed(**changes), CONTEXT)

    assert account() is None


def test_a_database_that_is_away_does_not_keep_them_out(confirmed, auth, monkeypatch, logged):
    monkeypatch.setattr(auth.database, "_dsn", "postgresql://nobody@127.0.0.1:1/none")
    auth.database.close()
    event = confirmed()

    assert handler.on_confirmed(event, CONTEXT) is event

    assert "newcomer not written down" in logged()


def test_until_then_everything_else_is_refused(post, token):
    for method, path, body in (
        ("GET", "/auth/sessions", None),
        ("POST", "/auth/logout-all", None),
        ("POST", "/auth/second-factor", {"password": "x"}),
    ):
        reply = post(path, body, method=method, Authorization=token)

        assert reply.code == (403, "registration_incomplete"), path


def test_the_sign_in_says_what_is_missing_and_so_does_a_refresh(come_back, post, outsider, form):
    signed_in = come_back(outsider)
    cookie = signed_in.cookie

    refreshed = post("/auth/refresh", {}, Cookie=cookie)
    token = f"Bearer {refreshed.json['access_token']}"
    post("/auth/complete", form(), Authorization=token)
    afterwards = post("/auth/refresh", {}, Cookie=refreshed.cookie)

    assert signed_in.json["missing"] == refreshed.json["missing"] == "registration"
    assert "missing" not in afterwards.json


def test_whoever_completes_it_is_a_member_like_all_others(
    post, form, token, account, outsider, database, events, audit
):
    reply = post("/auth/complete", form(), Authorization=token)

    assert (reply.status, reply.json) == (
        200,
        {"user_id": str(outsider.user_id), "display_name": "Mai", "role": "member"},
    )
    email, born, *rest = account()
    assert (email, str(born), *rest) == (
        *(outsider.email, "1990-05-17", "active", "member", "Mai", "vi"),
        outsider.username,
    )
    where = database.execute(
        "SELECT time_zone, country FROM cessation.profiles WHERE user_id = %s", [outsider.user_id]
    ).fetchone()
    assert where == ("Asia/Ho_Chi_Minh", "VN")
    answers = database.execute(
        "SELECT purpose, granted, text_version, text_sha256, locale FROM account.consents"
        " WHERE user_id = %s",
        [outsider.user_id],
    ).fetchall()
    assert sorted(answers) == sorted(
        (purpose, granted, consents.VERSION, consents.sentence_sha256(purpose, "vi"), "vi")
        for purpose, granted in {
            **form()["consents"],
            "research": False,
            "marketing": False,
        }.items()
    )
    assert events(outsider.user_id) == ["account.registered.v1"]
    assert audit(outsider.user_id)[-1] == ("complete", "done")
    # At once, without signing in again.
    assert post("/auth/sessions", method="GET", Authorization=token).status == 200


def test_nobody_completes_it_twice(post, form, token, events, outsider, account):
    post("/auth/complete", form(), Authorization=token)

    again = post("/auth/complete", form(display_name="Lan"), Authorization=token)

    assert again.code == (409, "already_complete")
    assert account()[4] == "Mai"
    assert events(outsider.user_id) == ["account.registered.v1"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"birth_date": "2020-01-01"}, "under_age"),
        ({"consents": {"terms": False, "health_data": True, "coach_sharing": True}}, "invalid"),
        ({"consents": {"terms": True, "health_data": False, "coach_sharing": True}}, "invalid"),
        ({"country": "Nowhere"}, "invalid"),
        ({"display_name": ""}, "invalid"),
    ],
)
def test_what_is_asked_of_everybody_is_asked_of_them(
    post, form, token, account, events, outsider, changes, code
):
    before = account()

    refused = post("/auth/complete", form(**changes), Authorization=token)

    assert refused.code == (422, code)
    assert account() == before
    assert events(outsider.user_id) == []


@pytest.mark.parametrize("status", ["active", "unconfirmed", "disabled"])
def test_no_other_account_goes_without_a_birth_date(account, come_back, outsider, database, status):
    come_back(outsider)

    with pytest.raises(Exception, match="accounts_complete_check"):
        database.execute(
            "UPDATE account.accounts SET status = %s WHERE user_id = %s",
            [status, outsider.user_id],
        )


def test_whoever_never_finishes_is_forgotten_after_a_month(
    come_back, outsider, account, database, cognito
):
    come_back(outsider)
    deleted = cognito("AdminDeleteUser", {})
    handler.on_tick({}, None)
    assert account()[2] == "incomplete"

    database.execute(
        "UPDATE account.accounts SET created_at = now() - interval '31 days' WHERE user_id = %s",
        [outsider.user_id],
    )
    handler.on_tick({}, None)

    assert account() is None
    assert outsider.username in [call["Username"] for call in deleted.parameters]


def test_an_account_stays_until_cognito_has_forgotten_it_too(
    come_back, outsider, account, database, cognito
):
    come_back(outsider)
    database.execute(
        "UPDATE account.accounts SET created_at = now() - interval '31 days' WHERE user_id = %s",
        [outsider.user_id],
    )
    cognito("AdminDeleteUser", "InternalErrorException")

    assert handler.on_tick({}, None)["forgotten"] == 0

    assert account()[2] == "incomplete"


def test_registering_with_their_address_tells_them_and_no_one_else(
    come_back, outsider, post, make_form, sent_mails, account
):
    come_back(outsider)
    before = account()

    reply = post("/auth/register", make_form(email=outsider.email))

    assert (reply.status, reply.json) == (202, {"status": "confirmation_sent"})
    assert [mail.subject for mail in sent_mails(outsider.email)] == [
        "You already have an Unlit account"
    ]
    assert account() == before


def test_signing_out_everywhere_calls_them_what_the_pool_does(
    come_back, outsider, post, form, token, cognito
):
    post("/auth/complete", form(), Authorization=token)
    asked = cognito("AdminUserGlobalSignOut", {})

    assert post("/auth/logout-all", Authorization=token).status == 204

    assert [call["Username"] for call in asked.parameters] == [outsider.username]

"""Proving an address with the code."""

import json
import uuid

import pytest
from botocore.exceptions import EndpointConnectionError


@pytest.fixture
def stranger():
    return f"{uuid.uuid4().hex}@people.example"


def test_the_code_makes_an_account_active_and_announces_it(post, register, database, audit):
    member = register(
        display_name="Mai Anh", locale="en", time_zone="Asia/Ho_Chi_Minh", country="VN"
    )

    reply = post("/auth/confirm", {"email": member.email, "code": "123456"})

    assert (reply.status, reply.text) == (204, "")
    status, confirmed_at = database.execute(
        "SELECT status, confirmed_at FROM account.accounts WHERE user_id = %s", [member.user_id]
    ).fetchone()
    assert status == "active"
    assert confirmed_at is not None
    ((payload,),) = database.execute(
        "SELECT payload::text FROM messaging.outbox WHERE payload->>'user_id' = %s",
        [str(member.user_id)],
    )
    event = json.loads(payload)
    assert event["type"] == "account.registered.v1"
    assert (event["display_name"], event["role"], event["locale"]) == ("Mai Anh", "member", "en")
    assert (event["time_zone"], event["country"]) == ("Asia/Ho_Chi_Minh", "VN")
    assert audit(member.user_id) == [("register", "done"), ("confirm", "done")]


def test_what_stood_in_for_the_password_is_gone_once_confirmed(member, database):
    (left,) = database.execute(
        "SELECT count(*) FROM account.pending_passwords WHERE user_id = %s", [member.user_id]
    ).fetchone()

    assert left == 0


def test_confirming_twice_announces_once(post, member, events):
    post("/auth/confirm", {"email": member.email, "code": "123456"})

    assert events(member.user_id) == ["account.registered.v1"]


@pytest.mark.parametrize(
    "error",
    [
        "CodeMismatchException",
        "ExpiredCodeException",
        "LimitExceededException",
        "TooManyFailedAttemptsException",
        "NotAuthorizedException",
    ],
)
def test_a_wrong_code_looks_the_same_for_an_unknown_address(
    post, register, stranger, cognito, error
):
    waiting = register()
    unknown = post("/auth/confirm", {"email": stranger, "code": "999999"})
    cognito("ConfirmSignUp", error)

    known = post("/auth/confirm", {"email": waiting.email, "code": "999999"})

    assert known.code == (422, "wrong_code")
    assert known.shown() == unknown.shown()


def test_an_address_without_account_is_never_confirmed_at_cognito(post, pool, auth, stranger):
    auth.user_pool.sign_up(stranger, "correct horse battery", "en")

    reply = post("/auth/confirm", {"email": stranger, "code": "123456"})

    assert reply.code == (422, "wrong_code")
    assert pool.status(stranger) == "UNCONFIRMED"


def test_after_ten_wrong_codes_one_must_wait(post, register, cognito):
    waiting, other = register(), register()
    asked = cognito("ConfirmSignUp", "CodeMismatchException")
    guess = {"email": waiting.email, "code": "000000"}

    replies = [post("/auth/confirm", guess) for _ in range(12)]

    assert [reply.status for reply in replies] == [422] * 10 + [429] * 2
    assert 0 < int(replies[-1].headers["Retry-After"][0]) <= 901
    assert len(asked.parameters) == 10
    assert post("/auth/confirm", {"email": other.email, "code": "000000"}).status == 422


def test_codes_of_unknown_addresses_run_out_as_well(post, stranger):
    replies = [post("/auth/confirm", {"email": stranger, "code": "000000"}) for _ in range(11)]

    assert [reply.status for reply in replies] == [422] * 10 + [429]


def test_a_confirmation_that_died_half_way_can_be_repeated(post, pool, register, cognito, events):
    waiting = register()
    pool.client.confirm_sign_up(
        ClientId=pool.client_id, Username=waiting.email, ConfirmationCode="123456"
    )
    cognito("ConfirmSignUp", "NotAuthorizedException")

    reply = post("/auth/confirm", {"email": waiting.email, "code": "123456"})

    assert reply.status == 204
    assert events(waiting.user_id) == ["account.registered.v1"]


def test_when_cognito_is_down_the_try_can_be_repeated(post, register, cognito):
    waiting = register()
    cognito("ConfirmSignUp", EndpointConnectionError(endpoint_url="https://cognito.example"))

    reply = post("/auth/confirm", {"email": waiting.email, "code": "123456"})

    assert reply.code == (503, "unavailable")


def test_another_code_goes_only_to_those_who_wait_for_one(
    post, register, member, stranger, cognito
):
    waiting = register()
    resent = cognito("ResendConfirmationCode", {})

    replies = [
        post("/auth/resend", {"email": address})
        for address in (waiting.email, member.email, stranger)
    ]

    assert replies[0].shown() == replies[1].shown() == replies[2].shown()
    assert (replies[0].status, replies[0].json) == (202, {"status": "confirmation_sent"})
    nobody = "nobody@unlit.invalid"
    assert [call["Username"] for call in resent.parameters] == [waiting.email, nobody, nobody]


@pytest.mark.parametrize(
    "error", ["LimitExceededException", "InvalidParameterException", "UserNotFoundException"]
)
def test_what_cognito_says_about_a_known_address_does_not_show(post, register, cognito, error):
    waiting = register()
    cognito("ResendConfirmationCode", error)

    assert post("/auth/resend", {"email": waiting.email}).status == 202


@pytest.mark.parametrize("path", ["/auth/resend", "/auth/forgot"])
def test_nobody_is_flooded_with_codes(post, stranger, path):
    replies = [post(path, {"email": stranger}) for _ in range(11)]

    assert [reply.status for reply in replies] == [202] * 10 + [429]

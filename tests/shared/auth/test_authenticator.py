"""A good token lets in only those who may still come in, and that is looked up again soon."""

from dataclasses import replace
from uuid import uuid4

import pytest

from shared.auth.authenticator import STANDING_AGE, Authenticator, Standing
from shared.auth.jwks import KeyCache
from shared.auth.roles import Role
from shared.auth.tokens import Verifier
from shared.models.problem import Forbidden, Unauthenticated, Unavailable

ACTIVE = Standing(Role.MEMBER, is_active=True, session_is_revoked=False)


class Clock:
    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


class Records:
    """What we know of people, and how often we were asked."""

    def __init__(self):
        self.standing = ACTIVE
        self.asked = []

    def __call__(self, user_id, session):
        self.asked.append((user_id, session))
        return self.standing


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def records():
    return Records()


@pytest.fixture
def authenticator(verifier, records, clock):
    return Authenticator(verifier, records, clock)


def test_a_caller_has_the_role_of_our_record_and_not_of_the_token(
    authenticator, records, make_token
):
    user_id = uuid4()
    records.standing = Standing(Role.COACH, is_active=True, session_is_revoked=False)

    caller = authenticator.authenticate(
        make_token(user_id, origin_jti="sign-in", **{"cognito:groups": ["admin"]})
    )

    assert (caller.user_id, caller.role, caller.session) == (user_id, Role.COACH, "sign-in")
    assert records.asked == [(user_id, "sign-in")]


@pytest.mark.parametrize(
    ("standing", "code"),
    [
        pytest.param(None, "unauthenticated", id="unknown"),
        pytest.param(
            Standing(Role.ADMIN, is_active=False, session_is_revoked=False),
            "account_disabled",
            id="disabled",
        ),
        pytest.param(
            Standing(Role.ADMIN, is_active=True, session_is_revoked=True),
            "signed_out",
            id="signed out",
        ),
    ],
)
def test_who_may_no_longer_come_in_is_refused(authenticator, records, make_token, standing, code):
    records.standing = standing

    with pytest.raises(Unauthenticated) as refusal:
        authenticator.authenticate(make_token(uuid4()))

    assert (refusal.value.code, refusal.value.headers) == (code, {"WWW-Authenticate": "Bearer"})


@pytest.mark.parametrize(
    "later",
    [
        pytest.param(None, id="erased"),
        pytest.param(Standing(Role.MEMBER, False, False), id="disabled"),
        pytest.param(Standing(Role.MEMBER, True, True), id="signed out"),
    ],
)
def test_a_refusal_takes_effect_within_two_seconds(
    authenticator, records, clock, make_token, later
):
    token = make_token(uuid4())
    authenticator.authenticate(token)
    records.standing = later

    clock.seconds = STANDING_AGE

    assert STANDING_AGE <= 2
    with pytest.raises(Unauthenticated):
        authenticator.authenticate(token)


def test_a_changed_role_takes_effect_within_two_seconds(authenticator, records, clock, make_token):
    token = make_token(uuid4())
    authenticator.authenticate(token)
    records.standing = Standing(Role.ADMIN, is_active=True, session_is_revoked=False)

    soon = authenticator.authenticate(token)
    clock.seconds = STANDING_AGE
    later = authenticator.authenticate(token)

    assert (soon.role, later.role) == (Role.MEMBER, Role.ADMIN)


def test_standings_are_looked_up_once_in_that_time(authenticator, records, clock, make_token):
    token = make_token(uuid4())

    for _ in range(20):
        authenticator.authenticate(token)
        clock.seconds += STANDING_AGE / 25

    assert len(records.asked) == 1


def test_each_sign_in_has_its_own_standing(authenticator, records, make_token):
    user_id = uuid4()
    authenticator.authenticate(make_token(user_id, origin_jti="the phone"))
    records.standing = Standing(Role.MEMBER, is_active=True, session_is_revoked=True)

    with pytest.raises(Unauthenticated):
        authenticator.authenticate(make_token(user_id, origin_jti="the laptop"))

    assert authenticator.authenticate(make_token(user_id, origin_jti="the phone"))


def test_someone_unknown_is_looked_up_every_time(authenticator, records, make_token):
    """They may have registered a moment ago, and the news may be on its way."""
    token = make_token(uuid4())
    records.standing = None
    with pytest.raises(Unauthenticated):
        authenticator.authenticate(token)

    records.standing = ACTIVE

    assert authenticator.authenticate(token).role is Role.MEMBER


def test_records_are_not_asked_about_a_bad_token(authenticator, records):
    with pytest.raises(Unauthenticated):
        authenticator.authenticate("a.bad.token")

    assert records.asked == []


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_a_bearer_header_is_read_in_any_case(authenticator, make_token, scheme):
    assert authenticator.from_header(f"{scheme} {make_token(uuid4())}").role is Role.MEMBER


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer ", "Basic dTpw", "Token x", "Bearer\tx", "Bearer a b"]
)
def test_any_other_header_is_refused(authenticator, header):
    with pytest.raises(Unauthenticated):
        authenticator.from_header(header)


def test_without_keys_we_are_unavailable_and_nobody_is_called_a_stranger(records, make_token):
    def fetch():
        raise OSError("no route")

    verifier = Verifier(KeyCache(fetch), issuer="any", client_ids=frozenset())

    with pytest.raises(Unavailable):
        Authenticator(verifier, records).authenticate(make_token(uuid4()))


def test_whoever_has_not_finished_registering_may_only_do_that(authenticator, records, make_token):
    token = make_token(uuid4())
    records.standing = replace(ACTIVE, is_complete=False)

    with pytest.raises(Forbidden) as refusal:
        authenticator.authenticate(token)

    assert (refusal.value.status, refusal.value.code) == (403, "registration_incomplete")
    assert authenticator.from_header(f"Bearer {token}", even_incomplete=True).role is Role.MEMBER


@pytest.mark.parametrize("change", [{"is_active": False}, {"session_is_revoked": True}])
def test_being_let_in_incomplete_is_not_being_let_in_anyhow(
    authenticator, records, make_token, change
):
    records.standing = replace(ACTIVE, is_complete=False, **change)

    with pytest.raises(Unauthenticated):
        authenticator.authenticate(make_token(uuid4()), even_incomplete=True)


def test_whoever_finishes_registering_is_let_in_at_once(authenticator, records, make_token):
    token = make_token(uuid4())
    records.standing = replace(ACTIVE, is_complete=False)
    authenticator.authenticate(token, even_incomplete=True)

    records.standing = ACTIVE

    assert authenticator.authenticate(token)

"""A second factor: codes of an authenticator app (TOTP, RFC 6238), kept and judged by Cognito.

Setting one up takes the password again, so that a borrowed screen is not enough. Whoever works
here has one: it can be replaced, but not given up while they do.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from urllib.parse import quote, urlencode

from lambdas.auth import audit, challenge_store, store
from lambdas.auth.attempts import Kind, count_or_refuse, give_back
from lambdas.auth.cognito import Challenge, Refused, Tokens
from lambdas.auth.models import Account, FactorCode, FactorSetup, Password, SecondStep
from lambdas.auth.passwords import check_password
from lambdas.auth.resources import Resources
from shared.auth.roles import STAFF, Role
from shared.lambdas.operations import Visit
from shared.models.ids import UserId
from shared.models.problem import Conflict, Invalid, Unauthenticated, Unavailable

PATIENCE = timedelta(minutes=3)
"""How long Cognito waits for the code."""

ISSUER = "Unlit"


class SecondFactorNeeded(Unauthenticated):
    """The password was right. `challenge` goes back together with the code."""

    code = "second_factor_needed"

    def __init__(self, challenge: str) -> None:
        super().__init__("Enter the code of your authenticator app.", challenge=challenge)


def ask(
    resources: Resources, visit: Visit, account: Account, challenge: Challenge
) -> Unauthenticated:
    """What to answer when Cognito wants a code as well."""
    secret = token_urlsafe(32)
    with resources.database.transaction() as conn:
        challenge_store.insert_challenge(
            conn,
            _digest(secret),
            account.user_id,
            cognito_session=challenge.session,
            expires_at=visit.now + PATIENCE,
        )
    return SecondFactorNeeded(secret)


def answer(resources: Resources, visit: Visit, form: SecondStep) -> tuple[Account, Tokens]:
    """Whose sign-in is complete with this code. Each wrong one counts, whoever sends it."""
    with resources.database.transaction() as conn:
        asked = challenge_store.select_challenge(conn, _digest(form.challenge), visit.now)
        account = store.select_account_by_id(conn, asked.user_id) if asked else None
        if asked is None or account is None:
            raise Unauthenticated("That took too long. Sign in again.", code="challenge_expired")
        subject = resources.digests.of(account.email)
        count_or_refuse(conn, Kind.CODE, subject, visit.now)

    try:
        tokens = resources.user_pool.answer_code(account.email, form.code, asked.cognito_session)
    except Refused:
        with resources.database.transaction() as conn:
            audit.record(
                conn, resources.digests, visit, "second_factor", "refused", user_id=account.user_id
            )
        raise _wrong_code() from None
    except Unavailable:
        with resources.database.transaction() as conn:
            give_back(conn, Kind.CODE, subject)
        raise
    with resources.database.transaction() as conn:
        challenge_store.delete_challenge(conn, _digest(form.challenge))
        give_back(conn, Kind.CODE, subject)
    return account, tokens


def begin(
    resources: Resources, visit: Visit, user_id: UserId, access_token: str, form: Password
) -> FactorSetup:
    """A secret for an authenticator app. It counts for nothing before `confirm`."""
    account = check_password(resources, visit, user_id, form.password, action="second_factor_setup")
    secret = resources.user_pool.new_code_secret(access_token)
    label = quote(f"{ISSUER}:{account.email}", safe=":@")
    parameters = urlencode({"secret": secret, "issuer": ISSUER})
    return FactorSetup(secret=secret, uri=f"otpauth://totp/{label}?{parameters}")


def confirm(
    resources: Resources, visit: Visit, user_id: UserId, access_token: str, form: FactorCode
) -> None:
    """From now on every sign-in takes a code, because the app has just shown a right one."""
    subject = resources.digests.of(str(user_id))
    with resources.database.transaction() as conn:
        count_or_refuse(conn, Kind.CODE, subject, visit.now)
    try:
        resources.user_pool.confirm_code_secret(access_token, form.code)
    except Refused:
        raise Invalid(
            errors=[{"field": "code", "message": "is not what the app should show now"}]
        ) from None
    resources.user_pool.demand_code(user_id, demanded=True)
    with resources.database.transaction() as conn:
        give_back(conn, Kind.CODE, subject)
        challenge_store.insert_factor(conn, user_id, now=visit.now)
        audit.record(conn, resources.digests, visit, "second_factor_set", "done", user_id=user_id)


def give_up(
    resources: Resources, visit: Visit, user_id: UserId, role: Role, form: Password
) -> None:
    """Sign in with the password alone again."""
    if role in STAFF and resources.settings.staff_second_factor:
        raise Conflict("Whoever works here signs in with a code.", code="second_factor_required")
    check_password(resources, visit, user_id, form.password, action="second_factor_given_up")
    resources.user_pool.demand_code(user_id, demanded=False)
    with resources.database.transaction() as conn:
        challenge_store.delete_factor(conn, user_id)
        audit.record(
            conn, resources.digests, visit, "second_factor_given_up", "done", user_id=user_id
        )


def clear_expired(resources: Resources, now: datetime) -> None:
    with resources.database.transaction() as conn:
        challenge_store.delete_expired(conn, now)


def _digest(secret: str) -> bytes:
    return sha256(secret.encode()).digest()


def _wrong_code() -> Unauthenticated:
    return Unauthenticated("That is not the code your app shows now.", code="wrong_code")

"""Signing in. Whatever is wrong, the answer and the work done for it are the same."""

from collections.abc import Mapping
from contextlib import suppress

from lambdas.auth import audit, confirmation, second_factor, session_store, store
from lambdas.auth.attempts import Kind, count_or_refuse, give_back
from lambdas.auth.cognito import Challenge, NotConfirmed, Refused, Tokens
from lambdas.auth.digests import NOBODYS
from lambdas.auth.models import Account, Credentials, SecondStep
from lambdas.auth.refresh_tokens import Wrapper
from lambdas.auth.resources import Resources
from lambdas.auth.rules import MAY_COME_IN, SESSION_LIFETIME
from lambdas.auth.sessions import Grant
from shared.auth.roles import Role
from shared.lambdas.operations import Visit
from shared.models.ids import uuid7
from shared.models.problem import Forbidden, Problem, Unauthenticated, Unavailable
from shared.postgres.pool import Connection

Counted = Mapping[Kind, bytes]
"""What one try at signing in counts against."""


class WrongCredentials(Unauthenticated):
    code = "wrong_credentials"

    def __init__(self) -> None:
        super().__init__("This e-mail address and password do not belong together.")


class Unconfirmed(Forbidden):
    code = "unconfirmed"

    def __init__(self) -> None:
        super().__init__("Confirm your e-mail address first, with the code we sent you.")


def sign_in(resources: Resources, visit: Visit, form: Credentials) -> Grant:
    """Begin a session for someone who knows the password of an active account."""
    counted = {
        Kind.FROM_PLACE: resources.digests.of_place(visit.ip),
        Kind.SIGN_IN: resources.digests.of(form.email),
    }
    with resources.database.transaction() as conn:
        for kind, subject in counted.items():
            count_or_refuse(conn, kind, subject, visit.now)

    try:
        tokens = resources.user_pool.sign_in(form.email, form.password)
    except Unavailable:
        with resources.database.transaction() as conn:
            _give_all_back(conn, counted)
        raise
    except (Refused, NotConfirmed) as refusal:
        raise _refuse(resources, visit, form, counted, refusal) from None

    if isinstance(tokens, Challenge):
        raise _half_way(resources, visit, form, counted, tokens)
    account = _account_of(resources, visit, tokens, counted)
    if account is None or account.status not in MAY_COME_IN:
        raise turn_away(resources, visit, account, tokens)
    return begin_session(resources, visit, account, tokens)


def finish(resources: Resources, visit: Visit, form: SecondStep) -> Grant:
    """Begin the session of someone who now showed the code as well."""
    account, tokens = second_factor.answer(resources, visit, form)
    if account.status not in MAY_COME_IN:
        raise turn_away(resources, visit, account, tokens)
    return begin_session(resources, visit, account, tokens, with_code=True)


def _half_way(
    resources: Resources, visit: Visit, form: Credentials, counted: Counted, challenge: Challenge
) -> Problem:
    """What to answer when the password was right and a code has to follow."""
    with resources.database.transaction() as conn:
        _give_all_back(conn, counted)
        account = store.select_account(conn, form.email)
    if account is None:
        return WrongCredentials()
    return second_factor.ask(resources, visit, account, challenge)


def _refuse(
    resources: Resources, visit: Visit, form: Credentials, counted: Counted, refusal: Exception
) -> Problem:
    """What to answer when Cognito did not check the password, or found it wrong."""
    with resources.database.transaction() as conn:
        audit.record(conn, resources.digests, visit, "sign_in", "refused", email=form.email)
        pending = store.select_pending_password(conn, form.email)

    # Hashed for everybody, so that the time says nothing.
    is_right = resources.digests.matches(form.password, pending or NOBODYS)
    if not (is_right and isinstance(refusal, NotConfirmed)):
        return WrongCredentials()
    with resources.database.transaction() as conn:
        _give_all_back(conn, counted)
    return Unconfirmed()


def _give_all_back(conn: Connection, counted: Counted) -> None:
    for kind, subject in counted.items():
        give_back(conn, kind, subject)


def _account_of(
    resources: Resources, visit: Visit, tokens: Tokens, counted: Counted
) -> Account | None:
    """Whom Cognito let in, as we know them."""
    with resources.database.transaction() as conn:
        _give_all_back(conn, counted)
        account = store.select_account_by_id(conn, tokens.user_id)
    if account is None or not confirmation.was_interrupted(resources, account):
        return account
    with resources.database.transaction() as conn:
        confirmation.activate(conn, resources, visit, account)
        return store.select_account_by_id(conn, tokens.user_id)


def turn_away(
    resources: Resources, visit: Visit, account: Account | None, tokens: Tokens
) -> Problem:
    """What to answer when Cognito let somebody in and still they may not come in."""
    with resources.database.transaction() as conn:
        audit.record(conn, resources.digests, visit, "sign_in", "refused", user_id=tokens.user_id)
    with suppress(Unavailable):
        resources.user_pool.revoke(tokens.refresh)
    if account is None:
        return WrongCredentials()
    if account.status == "unconfirmed":
        return Unconfirmed()
    return Unauthenticated("This account is disabled.", code="account_disabled")


def begin_session(
    resources: Resources,
    visit: Visit,
    account: Account,
    tokens: Tokens,
    *,
    with_code: bool = False,
) -> Grant:
    """Note a sign-in, and give what carries it on."""
    session_id = uuid7()
    wrapper = Wrapper.around(tokens.refresh, session_id)
    ends_at = visit.now + SESSION_LIFETIME
    with resources.database.transaction() as conn:
        session_store.insert_session(
            conn,
            session_id,
            account.user_id,
            origin_jti=tokens.origin_jti,
            token_sha256=wrapper.sha256,
            user_agent=visit.user_agent,
            second_factor=with_code,
            now=visit.now,
            expires_at=ends_at,
        )
        audit.record(conn, resources.digests, visit, "sign_in", "done", user_id=account.user_id)
    return Grant(
        access_token=tokens.access,
        expires_in=tokens.expires_in,
        refresh_token=wrapper,
        ends_at=ends_at,
        user_id=account.user_id,
        display_name=account.display_name,
        role=Role(account.role),
        is_complete=account.status != "incomplete",
    )

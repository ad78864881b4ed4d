"""Choosing another password. Whoever is signed in with the old one is signed out."""

from lambdas.auth import audit, password_policy, sessions, store
from lambdas.auth.attempts import Kind, count_or_refuse, forget, give_back
from lambdas.auth.cognito import NOBODY, Refused, UnfitPassword
from lambdas.auth.confirmation import WrongCode
from lambdas.auth.models import Account, Address, PasswordChange, Reset
from lambdas.auth.resources import Resources
from shared.lambdas.operations import Visit
from shared.models.ids import UserId
from shared.models.problem import Unauthenticated, Unavailable


def send_code(resources: Resources, visit: Visit, form: Address) -> None:
    """Send a code for a new password, if that address has an account."""
    with resources.database.transaction() as conn:
        count_or_refuse(conn, Kind.MAIL, resources.digests.of(form.email), visit.now)
        account = store.select_account(conn, form.email)

    if account and account.status == "unconfirmed":
        # Their address comes first; Cognito sends no reset code to one that is not proven.
        resources.user_pool.resend(form.email, account.locale)
    elif account and account.status == "active":
        resources.user_pool.send_reset_code(form.email, account.locale)
    else:
        resources.user_pool.send_reset_code(NOBODY)


def reset(resources: Resources, visit: Visit, form: Reset) -> None:
    """Set a password with a mailed code, or raise WrongCode, also when there is no account."""
    # The name on the account is left out: refusing it would tell that there is one.
    password_policy.check(form.password, "password", email=form.email, display_name="")
    subject = resources.digests.of(form.email)
    with resources.database.transaction() as conn:
        count_or_refuse(conn, Kind.CODE, subject, visit.now)
        account = store.select_account(conn, form.email)

    try:
        _replace_with_code(resources, visit, form, account)
    except UnfitPassword:
        _give_back(resources, Kind.CODE, subject)
        raise password_policy.unfit("password") from None
    except Refused:
        with resources.database.transaction() as conn:
            audit.record(
                conn, resources.digests, visit, "password_reset", "refused", email=form.email
            )
        raise WrongCode from None
    with resources.database.transaction() as conn:
        forget(conn, subject)
    if account:
        sessions.forget_at_cognito(resources, account.user_id)


def change(resources: Resources, visit: Visit, user_id: UserId, form: PasswordChange) -> None:
    """Set a password, knowing the current one."""
    with resources.database.transaction() as conn:
        account = store.select_account_by_id(conn, user_id)
    if account is None:
        raise Unauthenticated
    password_policy.check(
        form.new_password, "new_password", email=account.email, display_name=account.display_name
    )
    check_password(resources, visit, user_id, form.current_password, action="password_change")

    # As in `_replace_with_code`: the sign-outs wait for Cognito, and only then become true.
    try:
        with resources.database.transaction() as conn:
            sessions.revoke_all(conn, visit, user_id, reason="password_change")
            audit.record(conn, resources.digests, visit, "password_change", "done", user_id=user_id)
            resources.user_pool.set_password(user_id, form.new_password)
    except UnfitPassword:
        raise password_policy.unfit("new_password") from None
    sessions.forget_at_cognito(resources, user_id)


def check_password(
    resources: Resources, visit: Visit, user_id: UserId, password: str, *, action: str
) -> Account:
    """Raise Unauthenticated unless this is their password. A wrong guess counts like one at
    signing in, and is on the record as `action`."""
    with resources.database.transaction() as conn:
        account = store.select_account_by_id(conn, user_id)
        if account is None:
            raise Unauthenticated
        subject = resources.digests.of(account.email)
        count_or_refuse(conn, Kind.SIGN_IN, subject, visit.now)
    try:
        resources.user_pool.sign_in(account.email, password)
    except Refused:
        with resources.database.transaction() as conn:
            audit.record(conn, resources.digests, visit, action, "refused", user_id=user_id)
        raise Unauthenticated("This is not your password.", code="wrong_credentials") from None
    except Unavailable:
        _give_back(resources, Kind.SIGN_IN, subject)
        raise
    _give_back(resources, Kind.SIGN_IN, subject)
    return account


def _replace_with_code(
    resources: Resources, visit: Visit, form: Reset, account: Account | None
) -> None:
    if account is None or account.status != "active":
        resources.user_pool.reset_password(NOBODY, form.code, form.password)
        raise Refused
    # Cognito is asked inside the transaction, against our habit: a code works only once, so
    # there would be no second chance to end the sign-ins if storing that failed afterwards.
    with resources.database.transaction() as conn:
        sessions.revoke_all(conn, visit, account.user_id, reason="password_reset")
        audit.record(
            conn, resources.digests, visit, "password_reset", "done", user_id=account.user_id
        )
        resources.user_pool.reset_password(form.email, form.code, form.password)


def _give_back(resources: Resources, kind: Kind, subject: bytes) -> None:
    with resources.database.transaction() as conn:
        give_back(conn, kind, subject)

"""Proving an address: the code Cognito mailed makes an account active."""

from lambdas.auth import audit, store
from lambdas.auth.attempts import Kind, count_or_refuse, give_back
from lambdas.auth.cognito import NOBODY, AlreadyConfirmed, Refused
from lambdas.auth.models import Account, Address, Confirmation
from lambdas.auth.resources import Resources
from shared.auth.roles import Role
from shared.lambdas.operations import Visit
from shared.models.events import AccountRegistered
from shared.models.problem import Invalid
from shared.postgres import outbox
from shared.postgres.pool import Connection


class WrongCode(Invalid):
    code = "wrong_code"

    def __init__(self) -> None:
        super().__init__("This code is not right, too old, or was used already.")


def confirm(resources: Resources, visit: Visit, form: Confirmation) -> None:
    """Make an account active, or raise WrongCode, also when there is no such account."""
    subject = resources.digests.of(form.email)
    with resources.database.transaction() as conn:
        count_or_refuse(conn, Kind.CODE, subject, visit.now)
        account = store.select_account(conn, form.email)

    # A Cognito account without ours must stay unconfirmed, so that it can be cleared away.
    try:
        resources.user_pool.confirm(form.email if account else NOBODY, form.code)
        proven = True
    except AlreadyConfirmed:
        proven = account is not None and was_interrupted(resources, account)
    except Refused:
        proven = False

    with resources.database.transaction() as conn:
        if account is None or not proven:
            audit.record(conn, resources.digests, visit, "confirm", "refused", email=form.email)
        else:
            give_back(conn, Kind.CODE, subject)
            activate(conn, resources, visit, account)
    if account is None or not proven:
        raise WrongCode


def resend(resources: Resources, visit: Visit, form: Address) -> None:
    """Send another code, if that address waits for one."""
    with resources.database.transaction() as conn:
        count_or_refuse(conn, Kind.MAIL, resources.digests.of(form.email), visit.now)
        account = store.select_account(conn, form.email)

    if account is not None and account.status == "unconfirmed":
        resources.user_pool.resend(account.email, account.locale)
    else:
        resources.user_pool.resend(NOBODY)


def was_interrupted(resources: Resources, account: Account) -> bool:
    """Whether Cognito has confirmed an account and we died before writing it down."""
    if account.status != "unconfirmed":
        return False
    user = resources.user_pool.find(account.email)
    return user is not None and user.is_confirmed


def activate(conn: Connection, resources: Resources, visit: Visit, account: Account) -> None:
    """Make an account active and announce it. Doing it again changes nothing."""
    if not store.activate_account(conn, account.user_id, visit.now):
        return
    store.delete_pending_password(conn, account.user_id)
    announce(conn, visit, account)
    audit.record(conn, resources.digests, visit, "confirm", "done", user_id=account.user_id)


def announce(conn: Connection, visit: Visit, account: Account) -> None:
    """Tell the platform of somebody new. They are active from this transaction on."""
    time_zone, country = store.select_profile(conn, account.user_id) or (None, None)
    outbox.append(
        conn,
        AccountRegistered(
            user_id=account.user_id,
            display_name=account.display_name,
            role=Role(account.role),
            locale=account.locale,
            time_zone=time_zone,
            country=country,
            request_id=visit.request_id,
        ),
    )

"""Becoming a member: an account here and one in Cognito, or neither.

Two systems cannot commit together, so the address is claimed first, and the claim is removed by
the very transaction that stores the account. While a claim is there, the Cognito account is
nobody's; whoever finds an abandoned one (the next registration, or the tick) clears both away.
"""

from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

import psycopg

from lambdas.auth import audit, claims, password_policy, rules, store
from lambdas.auth.attempts import Kind, count, delete_old
from lambdas.auth.cognito import Refused, UnfitPassword
from lambdas.auth.digests import HashedPassword
from lambdas.auth.mail import MailNotSent
from lambdas.auth.models import Account, Completion, Registration
from lambdas.auth.resources import Resources
from shared.lambdas.operations import Visit
from shared.models import consents
from shared.models.ids import UserId
from shared.models.problem import Invalid, Unavailable
from shared.postgres.pool import Connection

MOST_PER_TICK = 50


class ClaimLost(Unavailable):
    """We took so long that somebody else registers this address now."""


def register(resources: Resources, visit: Visit, form: Registration) -> None:
    """Create an unconfirmed account, or quietly tell its owner if there already is one."""
    check_person(form, visit.now, resources.settings.minimum_age)
    password_policy.check(
        form.password, "password", email=form.email, display_name=form.display_name
    )
    # Hashed for everybody, so that the time says nothing.
    password = resources.digests.hash_password(form.password)

    with resources.database.transaction() as conn:
        may_mail = count(conn, Kind.MAIL, resources.digests.of(form.email), visit.now)
        lease = claims.take(conn, form.email)
        # Nobody else can create the account while the claim is ours, so this stays true.
        account = store.select_account(conn, form.email)
        if account and lease:
            claims.end(conn, form.email, lease)

    if account:
        if may_mail:
            _tell_owner(resources, account)
    elif lease:
        _create(resources, visit, form, password, lease)
    # Otherwise the same address is being registered elsewhere at this moment.


def clear_abandoned(resources: Resources, now: datetime) -> int:
    """Clear up after registrations that died half-way; return how many there were."""
    with resources.database.transaction() as conn:
        delete_old(conn, now)
        abandoned = claims.select_abandoned(conn, most=MOST_PER_TICK)
    for email, lease in abandoned:
        _abandon(resources, email, lease)
    return len(abandoned)


def check_person(form: Completion, now: datetime, minimum_age: int) -> None:
    """Raise Invalid if they are too young, or decline what the platform cannot do without."""
    today = now.astimezone(ZoneInfo(form.time_zone)).date()
    if rules.age_on(today, form.birth_date) < minimum_age:
        raise Invalid(f"You must be at least {minimum_age} years old.", code="under_age")
    declined = [name for name in ("terms", "health_data") if not getattr(form.consents, name)]
    if declined:
        raise Invalid(
            "Unlit cannot work without these agreements.",
            errors=[{"field": f"consents.{name}", "message": "must be given"} for name in declined],
        )


def _create(
    resources: Resources,
    visit: Visit,
    form: Registration,
    password: HashedPassword,
    lease: datetime,
) -> None:
    try:
        user_id = _sign_up(resources, form)
        with resources.database.transaction() as conn:
            if not claims.end(conn, form.email, lease):
                raise ClaimLost
            store.insert_account(conn, user_id, form)
            store.insert_profile(conn, user_id, form)
            store.insert_pending_password(conn, user_id, password)
            insert_consents(conn, user_id, form)
            audit.record(conn, resources.digests, visit, "register", "done", user_id=user_id)
    except UnfitPassword:
        _abandon(resources, form.email, lease)
        raise password_policy.unfit("password") from None
    except Exception:
        # If this fails too, the claim stays, and with it the knowledge of what is left to do.
        with suppress(Unavailable, psycopg.Error):
            _abandon(resources, form.email, lease)
        raise


def _sign_up(resources: Resources, form: Registration) -> UserId:
    try:
        return resources.user_pool.sign_up(form.email, form.password, form.locale)
    except Refused:
        # The claim is ours and there is no account: this is what an earlier crash left behind.
        _delete_orphan(resources, form.email)
    try:
        return resources.user_pool.sign_up(form.email, form.password, form.locale)
    except Refused as error:
        raise Unavailable("Registration is not possible right now.") from error


def _abandon(resources: Resources, email: str, lease: datetime) -> None:
    """Undo what was done under a claim, unless the account was stored after all."""
    with resources.database.transaction() as conn:
        renewed = claims.renew(conn, email, lease)
    if renewed is None:
        return
    _delete_orphan(resources, email)
    with resources.database.transaction() as conn:
        claims.end(conn, email, renewed)


def _delete_orphan(resources: Resources, email: str) -> None:
    """Delete a Cognito account that has no row here. Only call while holding the claim."""
    orphan = resources.user_pool.find(email)
    if orphan is None:
        return
    if orphan.is_confirmed:
        # Confirming needs a row of ours, so a person made this one by hand: theirs to explain.
        resources.logger.error("confirmed user without account", user_id=str(orphan.user_id))
        return
    resources.user_pool.delete(orphan.username)


def _tell_owner(resources: Resources, account: Account) -> None:
    try:
        if account.status == "unconfirmed":
            resources.user_pool.resend(account.email, account.locale)
        elif account.status in rules.MAY_COME_IN:
            resources.mailbox.send("already_registered", account.locale, account.email)
    except (MailNotSent, Unavailable) as error:
        # The visitor must not see a difference, and the owner can ask again.
        resources.logger.warning("notice not sent", user_id=str(account.user_id), why=str(error))


def insert_consents(conn: Connection, user_id: UserId, form: Completion) -> None:
    for purpose, granted in form.consents:
        store.insert_consent(
            conn,
            user_id,
            purpose,
            granted=granted,
            locale=form.locale,
            text_version=consents.VERSION,
            text_sha256=consents.sentence_sha256(purpose, form.locale),
        )

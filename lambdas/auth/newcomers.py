"""Accounts of those who come by another provider: begun with an address, and forgotten if they are
not completed.

Cognito tells of a newcomer (`on_confirmed`) before they come back to us, perhaps twice, perhaps
never; so whoever is first to see them makes the account, and the other finds it made.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from lambdas.auth import audit, claims, federation_store, store
from lambdas.auth.hosted_ui import verified_address
from lambdas.auth.models import Account
from lambdas.auth.resources import Resources
from shared.lambdas.operations import Visit
from shared.models.ids import UserId
from shared.models.problem import Unavailable
from shared.observability import mishaps
from shared.postgres.pool import Connection

NAMELESS = "New member"
"""Until they choose a name: what the provider calls them is more than others should learn here."""

LOCALE = "en"
FORGOTTEN_AFTER = timedelta(days=30)
MOST_PER_TICK = 20


def add(
    conn: Connection,
    resources: Resources,
    visit: Visit,
    user_id: UserId,
    pool_username: str,
    email: str,
) -> Account | None:
    """The account of a newcomer; None when the address is somebody's or about to be."""
    lease = claims.take(conn, email)
    if lease is None:
        return None
    added = federation_store.insert_incomplete_account(
        conn, user_id, email=email, display_name=NAMELESS, locale=LOCALE
    )
    claims.end(conn, email, lease)
    if added:
        federation_store.insert_federation(conn, user_id, pool_username)
        audit.record(conn, resources.digests, visit, "register", "done", user_id=user_id)
    return store.select_account_by_id(conn, user_id)


def welcome(resources: Resources, visit: Visit, event: Mapping[str, Any]) -> None:
    """Begin the account of whom Cognito has just taken from another provider.

    What goes wrong is made good when they come back, and must not keep them from it.
    """
    attributes = event["request"]["userAttributes"]
    email = verified_address(attributes)
    is_outsider = resources.hosted_ui.subject(event["userName"]) is not None
    if event["triggerSource"] != "PostConfirmation_ConfirmSignUp" or not is_outsider or not email:
        return
    user_id = UserId(UUID(attributes["sub"]))
    try:
        with resources.database.transaction() as conn:
            add(conn, resources, visit, user_id, event["userName"], email)
    except Unavailable as error:
        resources.logger.error("newcomer not written down", **mishaps.described(error))


def forget_stale(resources: Resources, now: datetime) -> int:
    """Forget who began a month ago and never finished; return how many there were."""
    with resources.database.transaction() as conn:
        stale = federation_store.select_stale(
            conn, before=now - FORGOTTEN_AFTER, most=MOST_PER_TICK
        )
    return sum(_forget(resources, person) for person in stale)


def _forget(resources: Resources, person: federation_store.Stale) -> bool:
    """Cognito is asked inside the transaction, against our habit: whoever completes the account at
    this moment waits for us, and finds it gone here and there, or neither."""
    try:
        with resources.database.transaction() as conn:
            gone = federation_store.delete_incomplete_account(conn, person.user_id)
            if gone:
                resources.user_pool.delete(person.pool_username)
    except Unavailable as error:
        resources.logger.error("newcomer not forgotten", **mishaps.described(error))
        return False
    return gone

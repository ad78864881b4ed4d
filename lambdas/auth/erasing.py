"""Forgetting somebody at Cognito, and whatever is kept here by their address."""

from datetime import datetime

from lambdas.auth import federation_store, store
from lambdas.auth.resources import Resources
from shared.observability import mishaps
from shared.postgres import erasure
from shared.postgres.erasure import Due, Step


def erase_due(resources: Resources, now: datetime) -> int:
    """Do our step of every erasure that waits for it; return how many were done."""
    with resources.database.transaction() as conn:
        due = erasure.select_due(conn, Step.COGNITO)
    return sum(_erase(resources, each, now) for each in due)


def _erase(resources: Resources, due: Due, now: datetime) -> bool:
    """The account there goes first: from then on the address is free again."""
    try:
        with resources.database.transaction() as conn:
            username = federation_store.select_pool_username(conn, due.user_id)
        resources.user_pool.delete(username)
        with resources.database.transaction() as conn:
            account = store.select_account_by_id(conn, due.user_id)
            if account:
                store.delete_attempts(conn, resources.digests.of(account.email))
                store.delete_registration(conn, account.email)
            erasure.record_step(conn, due.erasure_id, Step.COGNITO, {"accounts": 1}, now)
    except Exception as error:
        # The next tick tries again; the others are not held up.
        resources.logger.error(
            "not erased", erasure_id=str(due.erasure_id), **mishaps.described(error)
        )
        return False
    return True

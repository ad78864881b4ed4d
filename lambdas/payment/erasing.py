"""Forgetting somebody at Stripe. The customer goes there, and every subscription with it.

Invoices stay at Stripe and payments with us, for as long as the law has us keep our books; once
the account is gone they are nobody's.
"""

from datetime import datetime

from lambdas.payment import inbox, store
from lambdas.payment.resources import Resources
from shared.observability import mishaps
from shared.postgres import erasure
from shared.postgres.erasure import Due, Step


def erase_due(resources: Resources, now: datetime) -> int:
    """Do our step of every erasure that waits for it; return how many were done."""
    with resources.database.transaction() as conn:
        due = erasure.select_due(conn, Step.STRIPE)
    return sum(_erase(resources, each, now) for each in due)


def _erase(resources: Resources, due: Due, now: datetime) -> bool:
    try:
        with resources.database.transaction() as conn:
            customer_id = store.select_customer(conn, due.user_id)
        if customer_id:
            resources.provider.delete_customer(customer_id)
        with resources.database.transaction() as conn:
            if customer_id:
                inbox.delete_of_customer(conn, customer_id)
            counts = {"customers": int(customer_id is not None)}
            erasure.record_step(conn, due.erasure_id, Step.STRIPE, counts, now)
    except Exception as error:
        # The next tick tries again; the others are not held up.
        resources.logger.error(
            "not erased", erasure_id=str(due.erasure_id), **mishaps.described(error)
        )
        return False
    return True

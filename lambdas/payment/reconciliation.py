"""Once a day: compare every customer with Stripe, which repairs what no webhook told us."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from lambdas.payment import idempotency, inbox, settling, store
from lambdas.payment.resources import Resources
from shared.observability import metrics, mishaps

RECENT = timedelta(hours=20)
"""Who was looked at since needs no second look today."""

BATCH = 100


@dataclass(frozen=True, slots=True)
class Outcome:
    compared: int
    repaired: int
    failed: int


def reconcile(resources: Resources, now: datetime, has_time: Callable[[], bool]) -> Outcome:
    """Settle everybody, those first who have waited longest; the rest has its turn tomorrow."""
    compared = repaired = 0
    failed: set[str] = set()
    while has_time():
        with resources.database.transaction() as conn:
            batch = store.select_unsettled(conn, now - RECENT, most=BATCH + len(failed))
        batch = [customer_id for customer_id in batch if customer_id not in failed]
        if not batch:
            break
        for customer_id in batch:
            if not has_time():
                break
            try:
                repaired += settling.settle(resources, customer_id, now)
                compared += 1
            except Exception as error:
                failed.add(customer_id)
                resources.logger.error(
                    "not reconciled", customer_id=customer_id, **mishaps.described(error)
                )
    metrics.count("payment", "ReconciliationRepaired", repaired)
    metrics.count("payment", "ReconciliationFailed", len(failed))
    return Outcome(compared, repaired, len(failed))


def forget_old(resources: Resources, now: datetime) -> None:
    """Drop what has served its time."""
    with resources.database.transaction() as conn:
        inbox.delete_old(conn, now)
        idempotency.delete_expired(conn, now)

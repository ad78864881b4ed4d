"""From a webhook to a settled customer.

Stored first, then acknowledged; and since settling takes only moments, whoever stored it tries
at once, so that a person back from the Checkout page sees their membership. If that fails, or the
worker dies, nobody minds: the row falls due, and the tick takes it.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from lambdas.payment import inbox, membership, notices, settling, signatures
from lambdas.payment.inbox import Waiting
from lambdas.payment.resources import Resources
from shared.models.problem import Problem
from shared.observability import metrics, mishaps

BATCH = 50


def receive(
    resources: Resources, raw: bytes, signature: str, now: datetime, request_id: str
) -> None:
    """Store a webhook and return; raises Malformed when it is not Stripe's.

    Raises Unavailable when it cannot be stored, so that Stripe sends it again.
    """
    secret = resources.settings.stripe_webhook_secret.get_secret_value()
    try:
        signatures.check(raw, signature, secret, now=int(now.timestamp()))
        notice = notices.read(raw)
    except Problem as refusal:
        metrics.count("payment", "WebhookRefused", code=refusal.code)
        raise
    if notice.livemode != resources.settings.livemode:
        metrics.count("payment", "WebhookOfOtherMode")
        resources.logger.error("webhook of the other mode", event_id=notice.event_id)
        return
    if not notice.is_relevant:
        resources.logger.info("webhook ignored", event_id=notice.event_id, type=notice.type)
        return
    with resources.database.transaction() as conn:
        is_new = inbox.insert(conn, notice, now)
    if is_new:
        waiting = Waiting(
            notice.event_id,
            notice.type,
            notice.customer_id,
            notice.charge_id,
            notice.happened_at,
        )
        _work(resources, [waiting], now, request_id)


def work_through(resources: Resources, now: datetime) -> int:
    """Work on what is due in the inbox; how many were done with."""
    with resources.database.transaction() as conn:
        batch = inbox.take(conn, now, most=BATCH)
        dead = inbox.count_dead(conn, now)
    if dead:
        resources.logger.error("webhooks given up", webhooks=dead)
    metrics.count("payment", "InboxDead", dead)
    return _work(resources, batch, now, None)


def announce_run_out(resources: Resources) -> int:
    """Announce memberships that ended because their time was up."""
    with resources.database.transaction() as conn:
        over = membership.select_run_out(conn, most=1_000)
        for user_id in over:
            membership.announce_change(conn, user_id, None)
    return len(over)


def _work(
    resources: Resources, batch: Iterable[Waiting], now: datetime, request_id: str | None
) -> int:
    """Settle each customer once, whatever number of webhooks is about them."""
    done = 0
    for customer_id, about in _by_customer(resources, batch).items():
        ids = [waiting.event_id for waiting in about]
        try:
            if customer_id:
                settling.settle(resources, customer_id, now, request_id)
            with resources.database.transaction() as conn:
                inbox.finish(conn, ids, now)
        except Exception as error:
            # It stays in the inbox, which is all there is to do about it here.
            resources.logger.error("webhook waits", event_ids=ids, **mishaps.described(error))
            continue
        done += len(ids)
        for waiting in about:
            metrics.measure("payment", "WebhookLag", (now - waiting.happened_at).total_seconds())
    return done


def _by_customer(resources: Resources, batch: Iterable[Waiting]) -> dict[str | None, list[Waiting]]:
    """Webhooks by whom they are about; those whose customer cannot be found out now are left."""
    found: dict[str | None, list[Waiting]] = defaultdict(list)
    for waiting in batch:
        customer_id = waiting.customer_id
        if customer_id is None and waiting.charge_id:
            try:
                customer_id = resources.provider.customer_of_charge(waiting.charge_id)
            except Exception as error:
                resources.logger.error(
                    "webhook waits", event_ids=[waiting.event_id], **mishaps.described(error)
                )
                continue
        found[customer_id].append(waiting)
    return found

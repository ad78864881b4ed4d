"""Making our record of a customer what Stripe's is.

Every webhook, whatever it says, only leads here, and so does the nightly comparison: read all of
what the customer bought, decide, write. Nothing depends on the order in which news arrive, on
their number, or on what they claim.
"""

from datetime import datetime
from uuid import UUID

from lambdas.payment import catalogue, membership, rules, store
from lambdas.payment.resources import Resources
from lambdas.payment.rules import Price, Subscription
from lambdas.payment.snapshots import Snapshot
from shared.observability import metrics
from shared.postgres.pool import Connection


def settle(
    resources: Resources, customer_id: str, now: datetime, request_id: str | None = None
) -> bool:
    """Bring our record up to date; whether anything in it had to change.

    A customer who is none of ours is left alone: only people we sent to Stripe can gain anything.
    """
    with resources.database.transaction() as conn:
        # Numbered before it is read: a later reading saw at least as much.
        reading = store.next_reading(conn, customer_id)
        prices = {price.provider_id: price for price in catalogue.select_prices(conn)}
    if reading is None:
        metrics.count("payment", "UnknownCustomer")
        return False
    snapshot = resources.provider.snapshot(customer_id)
    for subscription in snapshot.subscriptions:
        if rules.must_end(subscription, snapshot.payments_of(subscription)):
            resources.provider.end(subscription.subscription_id)
    with resources.database.transaction() as conn:
        user_id = store.update_reading(conn, customer_id, reading, now)
        if user_id is None:
            return False
        news = [store.upsert_payment(conn, user_id, payment) for payment in snapshot.payments]
        for subscription in snapshot.subscriptions:
            price = prices.get(subscription.price_id)
            news.append(_write(resources, conn, user_id, subscription, snapshot, price))
        if membership.announce_change(conn, user_id, request_id):
            metrics.count("payment", "MembershipChanged")
    return any(news)


def _write(
    resources: Resources,
    conn: Connection,
    user_id: UUID,
    subscription: Subscription,
    snapshot: Snapshot,
    price: Price | None,
) -> bool:
    judgement = rules.judge(
        subscription,
        snapshot.payments_of(subscription),
        price,
        livemode=resources.settings.livemode,
    )
    written = store.upsert_subscription(
        conn, user_id, subscription, price.price_key if price else None, judgement
    )
    if written and judgement.faults:
        metrics.count("payment", "SubscriptionAtFault")
        resources.logger.error(
            "subscription at fault",
            subscription_id=subscription.subscription_id,
            faults=judgement.faults,
        )
    return written

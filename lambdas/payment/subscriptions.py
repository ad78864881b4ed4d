"""Somebody's own subscription: seeing it, ending it, keeping it after all."""

from datetime import datetime
from uuid import UUID

from lambdas.payment import membership, settling, store
from lambdas.payment.models import FREE, Billing, Membership, Money, SubscriptionOut
from lambdas.payment.resources import Resources
from lambdas.payment.store import Subscribed
from shared.models.problem import Conflict


def billing_of(resources: Resources, user_id: UUID) -> Billing:
    """What somebody is entitled to, and the subscription behind it if there is one."""
    with resources.database.transaction() as conn:
        entitlement = membership.select_entitlement(conn, user_id)
        subscribed = store.select_current_subscription(conn, user_id)
    return Billing(
        membership=Membership(
            plan_id=entitlement.plan_id,
            source=entitlement.source,
            valid_until=entitlement.valid_until,
        )
        if entitlement
        else Membership(plan_id=FREE, source="free"),
        subscription=_shown(subscribed) if subscribed else None,
    )


def set_ending(
    resources: Resources, user_id: UUID, now: datetime, request_id: str, *, ending: bool
) -> Billing:
    """End the subscription with the period that is paid for, or let it go on after all."""
    with resources.database.transaction() as conn:
        subscribed = store.select_current_subscription(conn, user_id)
    if subscribed is None:
        raise Conflict("You have no subscription.", code="no_subscription")
    if subscribed.cancel_at_period_end != ending:
        resources.provider.set_ending(subscribed.subscription_id, ending=ending)
        settling.settle(resources, subscribed.customer_id, now, request_id)
    return billing_of(resources, user_id)


def portal_url(resources: Resources, user_id: UUID) -> str:
    """Stripe's page for cards, receipts and cancelling."""
    with resources.database.transaction() as conn:
        customer_id = store.select_customer(conn, user_id)
    if customer_id is None:
        raise Conflict("You have bought nothing yet.", code="no_customer")
    return resources.provider.portal_url(customer_id, resources.page)


def _shown(subscribed: Subscribed) -> SubscriptionOut:
    price = None
    if subscribed.amount_minor is not None and subscribed.currency is not None:
        price = Money(amount_minor=subscribed.amount_minor, currency=subscribed.currency)
    late = subscribed.status == "past_due"
    return SubscriptionOut(
        plan_id=subscribed.plan_id,
        price=price,
        status=subscribed.status,
        current_period_end=subscribed.current_period_end,
        cancel_at_period_end=subscribed.cancel_at_period_end,
        grace_until=subscribed.valid_until if late else None,
    )

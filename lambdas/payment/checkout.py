"""Buying: a visit to Stripe's Checkout page, of which everybody has at most one open.

Whoever asks while one is open for the same price gets that one, so two clicks are one purchase,
whatever keys they came with: both ask Stripe for the session of the same checkout, and Stripe
gives one session for one checkout. The page itself unlocks nothing; only money that arrived does.
"""

from datetime import datetime, timedelta
from uuid import UUID

from lambdas.payment import catalogue, checkout_store, settling, store
from lambdas.payment.checkout_store import OpenCheckout
from lambdas.payment.models import Checkout, NewCheckout
from lambdas.payment.provider import Session
from lambdas.payment.resources import Resources
from lambdas.payment.rules import Price
from shared.models.ids import uuid7
from shared.models.problem import Conflict, Invalid, Unavailable
from shared.observability import metrics

OPEN_FOR = timedelta(hours=1)
STILL_USEFUL = timedelta(minutes=5)
"""The least time somebody must have left to type a card number."""

RESUMABLE = timedelta(minutes=20)
"""How long Stripe may still be asked to open it: not less than half an hour before it expires."""

TRIES = 4
"""Each one ends a checkout that is in the way."""


def open_checkout(
    resources: Resources, user_id: UUID, wanted: NewCheckout, now: datetime
) -> Checkout:
    with resources.database.transaction() as conn:
        price = catalogue.select_offer(conn, wanted.plan_id, wanted.currency)
        subscribed = store.select_current_subscription(conn, user_id) is not None
    if price is None:
        raise Invalid("We do not sell this plan in this currency.", code="unknown_plan")
    if subscribed:
        raise _already_subscribed()
    customer_id = _customer(resources, user_id)
    for _ in range(TRIES):
        with resources.database.transaction() as conn:
            checkout_store.insert(conn, uuid7(), user_id, price.price_key, now, now + OPEN_FOR)
            checkout = checkout_store.select_open(conn, user_id)
        if checkout is None:
            continue
        if session := _session(resources, user_id, checkout, customer_id, price, now):
            metrics.count("payment", "CheckoutOpened", plan=price.plan_id)
            return Checkout(
                checkout_id=checkout.checkout_id,
                url=session.url or "",
                expires_at=checkout.expires_at,
            )
    raise Unavailable("Another purchase of yours is under way.", retry_after=1)


def _session(
    resources: Resources,
    user_id: UUID,
    checkout: OpenCheckout,
    customer_id: str,
    price: Price,
    now: datetime,
) -> Session | None:
    """The open page of a checkout; None when there cannot be one, and the checkout is ended."""
    if checkout.session_id is None and now - checkout.created_at > RESUMABLE:
        # Whoever began it died before Stripe's answer came, so nobody knows of a page.
        _end(resources, checkout, now)
        return None
    session = _at_stripe(resources, checkout, customer_id)
    wanted = checkout.price_key == price.price_key and checkout.expires_at - now > STILL_USEFUL
    if session.status == "open" and not wanted:
        session = resources.provider.expire_session(session.session_id)
    if session.status == "complete":
        _refuse_unless_it_ended(resources, user_id, customer_id, now)
    if session.status == "open":
        return session
    _end(resources, checkout, now)
    return None


def _at_stripe(resources: Resources, checkout: OpenCheckout, customer_id: str) -> Session:
    """The session of a checkout, opened now if it is not yet."""
    if checkout.session_id:
        return resources.provider.session(checkout.session_id)
    with resources.database.transaction() as conn:
        price = checkout_store.select_price(conn, checkout.checkout_id)
    session = resources.provider.create_session(
        checkout.checkout_id,
        customer_id,
        catalogue.provider_id(resources.database, resources.provider, price),
        checkout.expires_at,
        resources.page,
    )
    with resources.database.transaction() as conn:
        checkout_store.update_session(conn, checkout.checkout_id, session.session_id)
    return session


def _end(resources: Resources, checkout: OpenCheckout, now: datetime) -> None:
    with resources.database.transaction() as conn:
        checkout_store.end(conn, checkout.checkout_id, now)


def _customer(resources: Resources, user_id: UUID) -> str:
    with resources.database.transaction() as conn:
        known = store.select_customer(conn, user_id)
    if known:
        return known
    made = resources.provider.create_customer(user_id)
    with resources.database.transaction() as conn:
        store.insert_customer(conn, user_id, made)
        return store.select_customer(conn, user_id) or made


def _refuse_unless_it_ended(
    resources: Resources, user_id: UUID, customer_id: str, now: datetime
) -> None:
    """Look at Stripe: what was bought may not have reached us yet, or be over already."""
    settling.settle(resources, customer_id, now)
    with resources.database.transaction() as conn:
        if store.select_current_subscription(conn, user_id):
            raise _already_subscribed()


def _already_subscribed() -> Conflict:
    return Conflict("You have a subscription already.", code="already_subscribed")

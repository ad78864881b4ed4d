"""The stand-in for Stripe, seen through Stripe's own SDK and nothing else."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
import stripe


@pytest.fixture
def client(stripe_stand_in: Any) -> stripe.StripeClient:
    return stripe.StripeClient(
        "sk_test_local-only",
        base_addresses={"api": stripe_stand_in.url},
        max_network_retries=0,
    )


@pytest.fixture
def make_price(client: stripe.StripeClient) -> Callable[..., stripe.Price]:
    def make(**changes: Any) -> stripe.Price:
        return client.v1.prices.create(
            {
                "currency": "usd",
                "unit_amount": 2_900,
                "recurring": {"interval": "month"},
                "product_data": {"name": "Coaching"},
                **changes,
            }
        )

    return make


@pytest.fixture
def price(make_price: Callable[..., stripe.Price]) -> stripe.Price:
    return make_price()


@pytest.fixture
def customer(client: stripe.StripeClient) -> stripe.Customer:
    return client.v1.customers.create({"metadata": {"user_id": "somebody"}})


@pytest.fixture
def make_session(client: stripe.StripeClient, customer: Any, price: Any) -> Callable[..., Any]:
    def make(**changes: Any) -> stripe.checkout.Session:
        return client.v1.checkout.sessions.create(
            {
                "mode": "subscription",
                "customer": customer.id,
                "line_items": [{"price": price.id, "quantity": 1}],
                "subscription_data": {"metadata": {"order": "7"}},
                "success_url": "https://unlit.example/done?session={CHECKOUT_SESSION_ID}",
                **changes,
            }
        )

    return make


@pytest.fixture
def pay() -> Callable[..., httpx.Response]:
    """Submit the form of a Checkout page, as a browser does."""

    def submit(session: stripe.checkout.Session, card: str = "4242424242424242") -> httpx.Response:
        assert session.url
        return httpx.post(session.url, data={"card": card})

    return submit


@pytest.fixture
def subscribe(client: stripe.StripeClient, make_session: Any, pay: Any) -> Callable[..., Any]:
    """Buy a subscription on the Checkout page."""

    def buy(card: str = "4242424242424242", **changes: Any) -> stripe.Subscription:
        session = make_session(**changes)
        assert pay(session, card).status_code == 303
        bought = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["subscription"]})
        assert isinstance(bought.subscription, stripe.Subscription)
        return bought.subscription

    return buy

"""Stripe, through its SDK: our questions and requests on one side, its objects on the other.

Everything goes out with time limits and a key that makes repeating it harmless.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import stripe

from lambdas.payment import snapshots
from lambdas.payment.rules import Price
from lambdas.payment.snapshots import Snapshot
from shared.models.problem import Unavailable

PATIENCE = (2.0, 5.0)
"""Seconds to connect, and to wait for an answer."""

RETRIES = 2


@dataclass(frozen=True, slots=True)
class Session:
    """A visit to the Checkout page. `url` is there while it is open."""

    session_id: str
    status: str
    url: str | None


@contextmanager
def _answering() -> Iterator[None]:
    """Raises Unavailable when Stripe does not answer, or only with excuses."""
    try:
        yield
    except (stripe.APIConnectionError, stripe.APIError, stripe.RateLimitError) as error:
        raise Unavailable from error


class Provider:
    def __init__(self, api_key: str, url: str | None) -> None:
        self._client = stripe.StripeClient(
            api_key,
            base_addresses={"api": url} if url else {},
            max_network_retries=RETRIES,
            http_client=stripe.RequestsClient(timeout=PATIENCE),
        )

    def create_customer(self, user_id: UUID) -> str:
        """A customer who is only a number to Stripe: it asks for what a receipt takes itself."""
        with _answering():
            return self._client.v1.customers.create(
                {"metadata": {"user_id": str(user_id)}},
                {"idempotency_key": f"customer-{user_id}"},
            ).id

    def delete_customer(self, customer_id: str) -> None:
        """End everything a customer has, and forget them; one who is gone already is no fault."""
        with _answering():
            try:
                self._client.v1.customers.delete(customer_id)
            except stripe.InvalidRequestError as error:
                if error.code != "resource_missing":
                    raise

    def price_id(self, price: Price, name: str) -> str:
        """The id of a price of ours; Stripe is told of it when it is first asked for."""
        with _answering():
            known = self._client.v1.prices.list({"lookup_keys": [price.price_key]}).data
            if known:
                return known[0].id
            return self._client.v1.prices.create(
                {
                    "lookup_key": price.price_key,
                    "currency": price.currency.lower(),
                    "unit_amount": price.amount_minor,
                    "recurring": {"interval": "year" if price.recurs == "year" else "month"},
                    "product_data": {"name": name},
                },
                {"idempotency_key": f"price-{price.price_key}"},
            ).id

    def create_session(
        self, checkout_id: UUID, customer_id: str, price_id: str, expires_at: datetime, page: str
    ) -> Session:
        """Open the Checkout page; for one `checkout_id` always the same one."""
        about = {"checkout_id": str(checkout_id)}
        with _answering():
            session = self._client.v1.checkout.sessions.create(
                {
                    "mode": "subscription",
                    "customer": customer_id,
                    "line_items": [{"price": price_id, "quantity": 1}],
                    "metadata": about,
                    "subscription_data": {"metadata": about},
                    "expires_at": int(expires_at.timestamp()),
                    "success_url": f"{page}?checkout=done",
                    "cancel_url": f"{page}?checkout=left",
                },
                {"idempotency_key": f"checkout-{checkout_id}"},
            )
        return _session(session)

    def session(self, session_id: str) -> Session:
        with _answering():
            return _session(self._client.v1.checkout.sessions.retrieve(session_id))

    def expire_session(self, session_id: str) -> Session:
        """Close the Checkout page; one that is paid already stays so."""
        with _answering():
            try:
                return _session(self._client.v1.checkout.sessions.expire(session_id))
            except stripe.InvalidRequestError:
                return self.session(session_id)

    def portal_url(self, customer_id: str, page: str) -> str:
        with _answering():
            return self._client.v1.billing_portal.sessions.create(
                {"customer": customer_id, "return_url": page}
            ).url

    def set_ending(self, subscription_id: str, *, ending: bool) -> None:
        with _answering():
            self._client.v1.subscriptions.update(subscription_id, {"cancel_at_period_end": ending})

    def end(self, subscription_id: str) -> None:
        with _answering():
            self._client.v1.subscriptions.cancel(subscription_id)

    def customer_of_charge(self, charge_id: str) -> str | None:
        """Whose charge that is; None when Stripe has no such charge."""
        with _answering():
            try:
                charge = self._client.v1.charges.retrieve(charge_id)
            except stripe.InvalidRequestError:
                return None
        return snapshots.id_of(charge.customer)

    def snapshot(self, customer_id: str) -> Snapshot:
        with _answering():
            return snapshots.take(self._client, customer_id)


def _session(session: stripe.checkout.Session) -> Session:
    return Session(session.id, session.status or "expired", session.url)

"""Everything Stripe knows about what a customer bought, in the words of our rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import stripe

from lambdas.payment.rules import Payment, Subscription

MOST = 100
"""What Stripe gives in one page; nobody has as many payments with us."""

Returned = dict[str, tuple[int, str | None]]
"""By payment intent: what was refunded of it, and the status of a dispute about it."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    subscriptions: tuple[Subscription, ...]
    payments: tuple[Payment, ...]

    def payments_of(self, subscription: Subscription) -> list[Payment]:
        wanted = subscription.subscription_id
        return [payment for payment in self.payments if payment.subscription_id == wanted]


def take(client: stripe.StripeClient, customer_id: str) -> Snapshot:
    subscriptions = client.v1.subscriptions.list(
        {"customer": customer_id, "status": "all", "limit": MOST}
    ).data
    invoices = client.v1.invoices.list(
        {
            "customer": customer_id,
            "status": "paid",
            "limit": MOST,
            "expand": ["data.payments"],
        }
    ).data
    returned = _returned(client, customer_id) if invoices else {}
    return Snapshot(
        subscriptions=tuple(_subscription(found) for found in subscriptions),
        payments=tuple(payment for invoice in invoices if (payment := _payment(invoice, returned))),
    )


def id_of(value: object) -> str | None:
    """The id behind a field that Stripe may have expanded."""
    if value is None or isinstance(value, str):
        return value
    return str(value["id"])  # type: ignore[index]  # an object of the SDK


def _returned(client: stripe.StripeClient, customer_id: str) -> Returned:
    found: Returned = {}
    for charge in client.v1.charges.list({"customer": customer_id, "limit": MOST}).data:
        if charge.paid and (intent := id_of(charge.payment_intent)):
            dispute = _dispute(client, charge.id) if charge.disputed else None
            found[intent] = (charge.amount_refunded, dispute)
    return found


def _dispute(client: stripe.StripeClient, charge_id: str) -> str | None:
    """The status of the newest dispute about a charge."""
    disputes = client.v1.disputes.list({"charge": charge_id}).data
    return disputes[0].status if disputes else None


def _subscription(found: stripe.Subscription) -> Subscription:
    items = found["items"].data
    item = items[0]
    recurring = item.price.recurring
    once = recurring is not None and recurring.interval_count == 1
    return Subscription(
        subscription_id=found.id,
        status=found.status,
        livemode=found.livemode,
        items=len(items),
        price_id=item.price.id,
        unit_amount=item.price.unit_amount,
        currency=item.price.currency.upper(),
        recurs=recurring.interval if recurring is not None and once else None,
        quantity=item.quantity,
        current_period_end=_time(item.current_period_end),
        cancel_at_period_end=found.cancel_at_period_end,
    )


def _payment(invoice: stripe.Invoice, returned: Returned) -> Payment | None:
    """A paid invoice of a subscription; None for any other."""
    parent = invoice.parent
    if parent is None or parent.subscription_details is None or not invoice.lines.data:
        return None
    went_back = [returned[intent] for intent in _intents(invoice) if intent in returned]
    return Payment(
        invoice_id=invoice.id,
        subscription_id=id_of(parent.subscription_details.subscription) or "",
        amount_minor=invoice.amount_paid,
        currency=invoice.currency.upper(),
        refunded_minor=sum(refunded for refunded, _ in went_back),
        dispute=next((dispute for _, dispute in went_back if dispute), None),
        period_start=_time(min(line.period.start for line in invoice.lines.data)),
        period_end=_time(max(line.period.end for line in invoice.lines.data)),
        paid_at=_time(invoice.status_transitions.paid_at or invoice.created),
    )


def _intents(invoice: stripe.Invoice) -> Iterator[str]:
    for payment in invoice.payments.data if invoice.payments else []:
        if intent := id_of(payment.payment.payment_intent):
            yield intent


def _time(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)

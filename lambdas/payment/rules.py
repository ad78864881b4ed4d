"""What a subscription unlocks, and until when.

Pure: no clock, no database, no Stripe. What counts is money that arrived: the periods of paid
invoices whose amount is exactly the price's, less what was refunded in full or is disputed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

GRACE = timedelta(days=7)
"""How long a membership goes on while a renewal is late: Stripe keeps trying the card for long
enough, and a lost card is no reason to lose one's coach in the week it matters."""

ENDED = frozenset({"canceled", "incomplete_expired"})
"""Statuses a subscription never leaves."""

ON = frozenset({"active", "past_due"})
"""Statuses in which paid periods count."""

HOLDING_BACK = frozenset({"needs_response", "under_review", "lost"})
"""Statuses of a dispute in which the bank has taken the money back. An inquiry has not."""


@dataclass(frozen=True, slots=True)
class Price:
    price_key: str
    plan_id: str
    currency: str
    amount_minor: int
    recurs: str
    provider_id: str | None


@dataclass(frozen=True, slots=True)
class Subscription:
    """A subscription as Stripe has it. Amounts are in minor units, currencies in capitals."""

    subscription_id: str
    status: str
    livemode: bool
    items: int
    price_id: str
    unit_amount: int | None
    currency: str
    recurs: str | None
    quantity: int | None
    current_period_end: datetime
    cancel_at_period_end: bool


@dataclass(frozen=True, slots=True)
class Payment:
    """A paid invoice, and what became of the money."""

    invoice_id: str
    subscription_id: str
    amount_minor: int
    currency: str
    refunded_minor: int
    dispute: str | None
    period_start: datetime
    period_end: datetime
    paid_at: datetime

    @property
    def is_undone(self) -> bool:
        """Whether the whole of it went back, or the bank holds it."""
        refunded = self.refunded_minor >= self.amount_minor
        return refunded or self.dispute in HOLDING_BACK


@dataclass(frozen=True, slots=True)
class Judgement:
    paid_until: datetime | None
    valid_until: datetime | None
    faults: tuple[str, ...]
    """What does not fit, in order of the alphabet; a person has to look at it."""


def judge(
    subscription: Subscription,
    payments: Sequence[Payment],
    price: Price | None,
    *,
    livemode: bool,
) -> Judgement:
    """What a subscription unlocks. `price` is the one we sell under its price id, if any."""
    faults = set(_mismatches(subscription, price, livemode=livemode))
    good = [payment for payment in payments if price and _pays(payment, price)]
    if price and len(good) < len(payments):
        faults.add("payment")
    if subscription.status in ON and not payments:
        faults.add("unpaid")
    standing = [payment.period_end for payment in good if not payment.is_undone]
    paid_until = max(standing, default=None)
    serious = faults - {"payment"}
    return Judgement(
        paid_until=paid_until,
        valid_until=None if serious else _valid_until(subscription, paid_until),
        faults=tuple(sorted(faults)),
    )


def must_end(subscription: Subscription, payments: Iterable[Payment]) -> bool:
    """Whether to stop charging: the bank decided that somebody never wanted this."""
    lost = any(payment.dispute == "lost" for payment in payments)
    return lost and subscription.status not in ENDED


def _valid_until(subscription: Subscription, paid_until: datetime | None) -> datetime | None:
    if paid_until is None or subscription.status not in ON:
        return None
    if subscription.cancel_at_period_end and subscription.status == "active":
        return paid_until
    return paid_until + GRACE


def _mismatches(
    subscription: Subscription, price: Price | None, *, livemode: bool
) -> Iterable[str]:
    if subscription.livemode != livemode:
        yield "livemode"
    if price is None or subscription.items != 1 or subscription.recurs != price.recurs:
        yield "plan"
    if price and subscription.unit_amount != price.amount_minor:
        yield "amount"
    if price and subscription.currency != price.currency:
        yield "currency"
    if subscription.quantity != 1:
        yield "quantity"


def _pays(payment: Payment, price: Price) -> bool:
    return (payment.amount_minor, payment.currency) == (price.amount_minor, price.currency)

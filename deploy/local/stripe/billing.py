"""What happens to money over time: subscriptions begin, renew, fail, recover and end.

Everything happens at an instant of the customer's clock. `advance` plays what has fallen due, in
order; the steps between a renewal and the end of dunning are those of Stripe's defaults.
"""

from collections.abc import Callable, Iterator
from functools import partial
from operator import itemgetter

from deploy.local.stripe import billing_shapes, payment_shapes
from deploy.local.stripe.billing_shapes import period_end
from deploy.local.stripe.events import record
from deploy.local.stripe.state import Json, State

DRAFT_FOR = 3_600
"""Seconds a renewal's invoice can still be changed before it is charged."""

RETRY_AFTER_DAYS = (3, 5, 7)
"""Days until a failed payment is tried again; after the last one the subscription ends."""

FAILURES = {"0002": "card_declined", "9995": "insufficient_funds", "0341": "card_declined"}
"""How Stripe's test cards fail, by their last digits."""

DISPUTED = "0259"
"""The test card whose payments are disputed as soon as they are made."""

Due = tuple[int, Callable[[int], None]]


def subscribe(
    state: State, buyer: Json, priced: Json, quantity: int, method_id: str | None, metadata: Json
) -> Json:
    """Begin a subscription and try to collect its first payment."""
    now = state.now(buyer)
    subscribed = state.add(
        billing_shapes.subscription(
            now, buyer, priced, quantity, default_payment_method=method_id, metadata=metadata
        )
    )
    invoiced = _draft(state, subscribed, now, "subscription_create")
    record(state, "customer.subscription.created", subscribed)
    _finalize(state, invoiced, now)
    return subscribed


def would_decline(method: Json) -> str | None:
    """Why a card would be declined right now."""
    return FAILURES.get(method["card"]["last4"])


def collect(state: State, invoiced: Json, now: int) -> None:
    """Try to charge an open invoice."""
    subscribed = _subscription_of(state, invoiced)
    method_id = _payment_method(state, subscribed)
    intent = _intent(state, invoiced, method_id, now)
    method = state.find(method_id) if method_id else None
    failure = would_decline(method) if method else "card_declined"
    charged = state.add(payment_shapes.charge(now, intent, method_id, failure))
    intent["latest_charge"] = charged["id"]
    invoiced["attempted"] = True
    invoiced["attempt_count"] += 1
    if failure:
        record(state, "charge.failed", charged)
        _failed(state, invoiced, subscribed, now)
    else:
        _paid(state, invoiced, intent, charged, now)
        _recover(state, subscribed)
        if method and method["card"]["last4"] == DISPUTED:
            dispute(state, charged, now)


def end(state: State, subscribed: Json, now: int) -> None:
    """End a subscription at once."""
    subscribed.update(status="canceled", ended_at=now)
    subscribed["canceled_at"] = subscribed["canceled_at"] or now
    record(state, "customer.subscription.deleted", subscribed)


def dispute(state: State, charged: Json, now: int) -> None:
    charged["disputed"] = True
    disputed = state.add(payment_shapes.dispute(now, charged))
    record(state, "charge.dispute.created", disputed)


def advance(state: State, buyers: set[str], until: int, set_clock: Callable[[int], None]) -> None:
    """Play everything that falls due for these customers up to `until`, in order."""
    while due := [step for step in _agenda(state, buyers) if step[0] <= until]:
        at, happen = min(due, key=itemgetter(0))
        set_clock(at)
        happen(at)


def _agenda(state: State, buyers: set[str]) -> Iterator[Due]:
    """What will happen next to each thing of these customers."""
    for subscribed in _theirs(state, "subscription", buyers):
        if subscribed["status"] in ("active", "past_due"):
            yield _item(subscribed)["current_period_end"], partial(_renew, state, subscribed)
    for invoiced in _theirs(state, "invoice", buyers):
        if _subscription_of(state, invoiced)["status"] == "canceled":
            continue
        if invoiced["status"] == "draft":
            yield invoiced["automatically_finalizes_at"], partial(_finalize, state, invoiced)
        elif invoiced["status"] == "open" and invoiced["next_payment_attempt"]:
            yield invoiced["next_payment_attempt"], partial(collect, state, invoiced)
    for session in _theirs(state, "checkout.session", buyers):
        if session["status"] == "open":
            yield session["expires_at"], partial(expire, state, session)


def expire(state: State, session: Json, _now: int) -> None:
    session.update(status="expired", url=None)
    record(state, "checkout.session.expired", session)


def _renew(state: State, subscribed: Json, now: int) -> None:
    if subscribed["cancel_at_period_end"]:
        return end(state, subscribed, now)
    item = _item(subscribed)
    item["current_period_start"] = item["current_period_end"]
    item["current_period_end"] = period_end(item["current_period_start"], item["price"])
    invoiced = _draft(state, subscribed, now, "subscription_cycle")
    invoiced["automatically_finalizes_at"] = now + DRAFT_FOR
    record(state, "invoice.created", invoiced)
    record(state, "customer.subscription.updated", subscribed)


def _draft(state: State, subscribed: Json, now: int, reason: str) -> Json:
    invoiced = state.add(billing_shapes.invoice(now, subscribed, reason))
    subscribed["latest_invoice"] = invoiced["id"]
    return invoiced


def _finalize(state: State, invoiced: Json, now: int) -> None:
    invoiced.update(status="open", automatically_finalizes_at=None)
    invoiced["status_transitions"]["finalized_at"] = now
    record(state, "invoice.finalized", invoiced)
    collect(state, invoiced, now)


def _intent(state: State, invoiced: Json, method_id: str | None, now: int) -> Json:
    """The one payment intent of an invoice, whatever number of attempts it takes."""
    for payment in invoiced["payments"]["data"]:
        return state.get("payment_intent", payment["payment"]["payment_intent"])
    intent = state.add(payment_shapes.payment_intent(now, invoiced, method_id))
    invoiced["payments"]["data"].append(payment_shapes.invoice_payment(now, invoiced, intent["id"]))
    return intent


def _paid(state: State, invoiced: Json, intent: Json, charged: Json, now: int) -> None:
    amount = invoiced["amount_due"]
    intent.update(status="succeeded", amount_received=amount)
    invoiced.update(
        status="paid", amount_paid=amount, amount_remaining=0, next_payment_attempt=None
    )
    invoiced["status_transitions"]["paid_at"] = now
    (payment,) = invoiced["payments"]["data"]
    payment.update(status="paid", amount_paid=amount)
    payment["status_transitions"]["paid_at"] = now
    record(state, "charge.succeeded", charged)
    record(state, "invoice.paid", invoiced)
    record(state, "invoice.payment_succeeded", invoiced)


def _recover(state: State, subscribed: Json) -> None:
    if subscribed["status"] in ("incomplete", "past_due"):
        subscribed["status"] = "active"
        record(state, "customer.subscription.updated", subscribed)


def _failed(state: State, invoiced: Json, subscribed: Json, now: int) -> None:
    tried = invoiced["attempt_count"]
    renewal = invoiced["billing_reason"] == "subscription_cycle"
    another = renewal and tried <= len(RETRY_AFTER_DAYS)
    pause = RETRY_AFTER_DAYS[tried - 1] * 86_400 if another else 0
    invoiced["next_payment_attempt"] = now + pause if pause else None
    record(state, "invoice.payment_failed", invoiced)
    if renewal and not another:
        end(state, subscribed, now)
    elif renewal and subscribed["status"] == "active":
        subscribed["status"] = "past_due"
        record(state, "customer.subscription.updated", subscribed)


def _payment_method(state: State, subscribed: Json) -> str | None:
    """The subscription's own card, else the customer's."""
    buyer = state.get("customer", subscribed["customer"])
    own: str | None = subscribed["default_payment_method"]
    return own or buyer["invoice_settings"]["default_payment_method"]


def _subscription_of(state: State, invoiced: Json) -> Json:
    return state.get("subscription", invoiced["parent"]["subscription_details"]["subscription"])


def _item(subscribed: Json) -> Json:
    item: Json = subscribed["items"]["data"][0]
    return item


def _theirs(state: State, kind: str, buyers: set[str]) -> list[Json]:
    return [found for found in state.newest(kind) if found["customer"] in buyers]

"""Subscriptions and what happens to the money they bring in."""

from deploy.local.stripe import billing, payment_shapes
from deploy.local.stripe.errors import Declined, Missing, Refused
from deploy.local.stripe.events import record
from deploy.local.stripe.forms import Form, branch, flag, text, whole
from deploy.local.stripe.people import living_customer
from deploy.local.stripe.state import Json, State


def create_subscription(state: State, _: str, form: Form) -> Json:
    buyer = living_customer(state, text(form, "customer"))
    (item,) = form.get("items") or [{}]
    priced = state.get("price", text(item, "price"), param="items[0][price]")
    method = form.get("default_payment_method")
    quantity = int(item.get("quantity", 1))
    return billing.subscribe(state, buyer, priced, quantity, method, branch(form, "metadata"))


def update_subscription(state: State, subscription_id: str, form: Form) -> Json:
    subscribed = _living_subscription(state, subscription_id)
    if "cancel_at_period_end" in form:
        ending = flag(form, "cancel_at_period_end")
        now = state.now(state.get("customer", subscribed["customer"]))
        subscribed.update(
            cancel_at_period_end=ending,
            canceled_at=now if ending else None,
            cancel_at=subscribed["items"]["data"][0]["current_period_end"] if ending else None,
        )
    subscribed["metadata"].update(branch(form, "metadata"))
    record(state, "customer.subscription.updated", subscribed)
    return subscribed


def cancel_subscription(state: State, subscription_id: str, _: Form) -> Json:
    subscribed = _living_subscription(state, subscription_id)
    billing.end(state, subscribed, state.now(state.get("customer", subscribed["customer"])))
    return subscribed


def pay_invoice(state: State, invoice_id: str, _: Form) -> Json:
    invoiced = state.get("invoice", invoice_id)
    if invoiced["status"] != "open":
        raise Refused("Invoice is not open", code="invoice_not_open")
    now = state.now(state.get("customer", invoiced["customer"]))
    billing.collect(state, invoiced, now)
    if invoiced["status"] != "paid":
        raise Declined
    return invoiced


def create_refund(state: State, _: str, form: Form) -> Json:
    if "charge" in form:
        charged = state.get("charge", form["charge"], param="charge")
    else:
        intent = state.get("payment_intent", text(form, "payment_intent"), param="payment_intent")
        charged = state.get("charge", intent["latest_charge"])
    left = charged["amount_captured"] - charged["amount_refunded"]
    amount = whole(form, "amount") if "amount" in form else left
    if left == 0:
        raise Refused("Charge has already been refunded.", code="charge_already_refunded")
    if not 0 < amount <= left:
        raise Refused(f"Refund amount is greater than what is left ({left}).", param="amount")
    charged["amount_refunded"] += amount
    charged["refunded"] = charged["amount_refunded"] == charged["amount_captured"]
    now = state.now(state.get("customer", charged["customer"]))
    made = state.add(payment_shapes.refund(now, charged, amount, reason=form.get("reason")))
    record(state, "refund.created", made)
    record(state, "charge.refunded", charged)
    return made


def update_dispute(state: State, dispute_id: str, form: Form) -> Json:
    """Take evidence; the words Stripe reserves for tests decide at once."""
    disputed = state.get("dispute", dispute_id)
    evidence = branch(form, "evidence").get("uncategorized_text")
    disputed["evidence"]["uncategorized_text"] = evidence
    disputed["evidence_details"].update(has_evidence=True, submission_count=1)
    verdict = {"winning_evidence": "won", "losing_evidence": "lost"}.get(evidence or "")
    return _close(state, disputed, verdict or "under_review")


def close_dispute(state: State, dispute_id: str, _: Form) -> Json:
    return _close(state, state.get("dispute", dispute_id), "lost")


def _close(state: State, disputed: Json, status: str) -> Json:
    disputed["status"] = status
    kind = "charge.dispute.updated" if status == "under_review" else "charge.dispute.closed"
    record(state, kind, disputed)
    return disputed


def _living_subscription(state: State, subscription_id: str) -> Json:
    subscribed = state.get("subscription", subscription_id)
    if subscribed["status"] == "canceled":
        raise Missing("subscription", subscription_id)
    return subscribed

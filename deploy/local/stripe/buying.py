"""What a person does on the pages: pays, is declined, changes a card, cancels, resumes."""

from deploy.local.stripe import billing, paying, shapes
from deploy.local.stripe.errors import Declined, Refused
from deploy.local.stripe.events import record
from deploy.local.stripe.state import Json, State


def pay(state: State, session: Json, card: str) -> Json:
    """Finish a Checkout Session. Raises Declined, and Refused when it is no longer open."""
    if session["status"] != "open":
        raise Refused(f"This Checkout Session is {session['status']}.")
    buyer = state.get("customer", session["customer"])
    now = state.now(buyer)
    method = shapes.payment_method(now, buyer["id"], card[-4:])
    if billing.would_decline(method):
        raise Declined
    state.add(method)
    record(state, "payment_method.attached", method)
    purchase = state.purchases[session["id"]]
    priced = state.get("price", purchase["price"])
    subscribed = billing.subscribe(
        state, buyer, priced, purchase["quantity"], method["id"], purchase["metadata"]
    )
    session.update(
        status="complete",
        payment_status="paid",
        subscription=subscribed["id"],
        invoice=subscribed["latest_invoice"],
        url=None,
    )
    record(state, "checkout.session.completed", session)
    return session


def change_card(state: State, customer_id: str, card: str) -> None:
    """Use another card for every subscription, and try what is still unpaid with it at once."""
    buyer = state.get("customer", customer_id)
    now = state.now(buyer)
    method = state.add(shapes.payment_method(now, customer_id, card[-4:]))
    buyer["invoice_settings"]["default_payment_method"] = method["id"]
    record(state, "customer.updated", buyer)
    for subscribed in state.newest("subscription"):
        if subscribed["customer"] == customer_id and subscribed["status"] != "canceled":
            subscribed["default_payment_method"] = method["id"]
    for invoiced in state.newest("invoice"):
        if invoiced["customer"] == customer_id and invoiced["status"] == "open":
            billing.collect(state, invoiced, now)


def end_or_resume(state: State, customer_id: str, subscription_id: str, *, ending: bool) -> None:
    if state.get("subscription", subscription_id)["customer"] != customer_id:
        raise Refused("That is somebody else's subscription.")
    form = {"cancel_at_period_end": "true" if ending else "false"}
    paying.update_subscription(state, subscription_id, form)

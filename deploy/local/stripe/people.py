"""Customers, their cards, and the test clocks they may live by."""

from deploy.local.stripe import billing, shapes
from deploy.local.stripe.errors import Missing, Refused
from deploy.local.stripe.events import record
from deploy.local.stripe.forms import Form, branch, text, whole
from deploy.local.stripe.state import Json, State

MAGIC_CARDS = {"pm_card_visa": "4242", "pm_card_chargeCustomerFail": "0341"}
"""Payment methods that exist in every test account."""


def create_customer(state: State, _: str, form: Form) -> Json:
    clock = form.get("test_clock")
    now = state.get("test_helpers.test_clock", clock)["frozen_time"] if clock else state.now()
    made = state.add(shapes.customer(now, **form))
    record(state, "customer.created", made)
    return made


def update_customer(state: State, customer_id: str, form: Form) -> Json:
    found = living_customer(state, customer_id)
    settings = branch(form, "invoice_settings")
    if method := settings.get("default_payment_method"):
        state.get("payment_method", method, param="invoice_settings[default_payment_method]")
    found["invoice_settings"].update(settings)
    found["metadata"].update(branch(form, "metadata"))
    record(state, "customer.updated", found)
    return found


def delete_customer(state: State, customer_id: str, _: Form) -> Json:
    found = living_customer(state, customer_id)
    for subscribed in state.newest("subscription"):
        if subscribed["customer"] == customer_id and subscribed["status"] != "canceled":
            billing.end(state, subscribed, state.now(found))
    record(state, "customer.deleted", found)
    return state.add({"id": customer_id, "object": "customer", "deleted": True})


def attach_payment_method(state: State, method_id: str, form: Form) -> Json:
    buyer = living_customer(state, text(form, "customer"))
    if method_id not in MAGIC_CARDS:
        found = state.get("payment_method", method_id)
        found["customer"] = buyer["id"]
        return found
    return state.add(shapes.payment_method(state.now(), buyer["id"], MAGIC_CARDS[method_id]))


def create_test_clock(state: State, _: str, form: Form) -> Json:
    made = shapes.test_clock(
        state.now(), frozen_time=whole(form, "frozen_time"), name=form.get("name")
    )
    return state.add(made)


def advance_test_clock(state: State, clock_id: str, form: Form) -> Json:
    clock = state.get("test_helpers.test_clock", clock_id)
    until = whole(form, "frozen_time")
    if until <= clock["frozen_time"]:
        raise Refused("A test clock only goes forward.", param="frozen_time")
    buyers = {
        buyer["id"] for buyer in state.newest("customer") if buyer.get("test_clock") == clock_id
    }
    billing.advance(state, buyers, until, lambda at: clock.update(frozen_time=at))
    clock["frozen_time"] = until
    return clock


def living_customer(state: State, customer_id: str) -> Json:
    """A customer who was not deleted, as other objects' parameters name them."""
    found = state.get("customer", customer_id, param="customer")
    if found.get("deleted"):
        raise Missing("customer", customer_id, "customer", 400)
    return found

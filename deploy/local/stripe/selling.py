"""What is for sale, and the pages it is sold and looked after on."""

from deploy.local.stripe import billing, shapes
from deploy.local.stripe.errors import Refused
from deploy.local.stripe.forms import Form, branch, text, whole
from deploy.local.stripe.people import living_customer
from deploy.local.stripe.state import Json, State

SOONEST_EXPIRY, LATEST_EXPIRY = 30 * 60, 24 * 3_600


def create_product(state: State, _: str, form: Form) -> Json:
    text(form, "name")
    return state.add(shapes.product(state.now(), **form))


def create_price(state: State, _: str, form: Form) -> Json:
    now = state.now()
    recurring = branch(form, "recurring")
    interval = text(recurring, "interval")
    key = form.get("lookup_key")
    if key and any(priced["lookup_key"] == key for priced in state.newest("price")):
        raise Refused(f"A price already uses the lookup key '{key}'.", param="lookup_key")
    if "product" in form:
        product = state.get("product", form["product"], param="product")
    else:
        product = create_product(state, "", branch(form, "product_data"))
    return state.add(
        shapes.price(
            now,
            interval,
            int(recurring.get("interval_count", 1)),
            whole(form, "unit_amount"),
            currency=text(form, "currency").lower(),
            product=product["id"],
            lookup_key=key,
            metadata=branch(form, "metadata"),
            nickname=form.get("nickname"),
        )
    )


def create_checkout_session(state: State, _: str, form: Form) -> Json:
    buyer = living_customer(state, text(form, "customer"))
    if text(form, "mode") != "subscription":
        raise Refused("Only the mode 'subscription' is played here.", param="mode")
    (line,) = form.get("line_items") or [{}]
    priced = state.get("price", text(line, "price"), param="line_items[0][price]")
    quantity = int(line.get("quantity", 1))
    now = state.now(buyer)
    expires_at = whole(form, "expires_at") if "expires_at" in form else now + LATEST_EXPIRY
    if not SOONEST_EXPIRY <= expires_at - state.now() <= LATEST_EXPIRY + 60:
        raise Refused("`expires_at` must be 30 minutes to 24 hours ahead.", param="expires_at")
    amount = priced["unit_amount"] * quantity
    made = shapes.checkout_session(
        now,
        customer=buyer["id"],
        currency=priced["currency"],
        amount_subtotal=amount,
        amount_total=amount,
        success_url=text(form, "success_url"),
        cancel_url=form.get("cancel_url"),
        client_reference_id=form.get("client_reference_id"),
        expires_at=expires_at,
        locale=form.get("locale"),
        metadata=branch(form, "metadata"),
    )
    made["url"] = f"{state.public_url}/c/pay/{made['id']}"
    state.purchases[made["id"]] = {
        "price": priced["id"],
        "quantity": quantity,
        "metadata": branch(branch(form, "subscription_data"), "metadata"),
    }
    return state.add(made)


def expire_checkout_session(state: State, session_id: str, _: Form) -> Json:
    session = state.get("checkout.session", session_id)
    if session["status"] != "open":
        raise Refused(f"Only open Checkout Sessions can be expired; this is {session['status']}.")
    billing.expire(state, session, state.now())
    return session


def create_portal_session(state: State, _: str, form: Form) -> Json:
    buyer = living_customer(state, text(form, "customer"))
    made = shapes.portal_session(
        state.now(), customer=buyer["id"], return_url=form.get("return_url")
    )
    made["url"] = f"{state.public_url}/p/session/{made['id']}"
    return state.add(made)

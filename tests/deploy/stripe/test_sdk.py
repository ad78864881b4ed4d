"""Stripe's SDK works against the stand-in as it does against Stripe."""

import time
from datetime import UTC, datetime

import httpx
import pytest
import stripe

OBJECTS = {
    "customer": stripe.Customer,
    "price": stripe.Price,
    "product": stripe.Product,
    "payment_method": stripe.PaymentMethod,
    "checkout.session": stripe.checkout.Session,
    "billing_portal.session": stripe.billing_portal.Session,
    "subscription": stripe.Subscription,
    "subscription_item": stripe.SubscriptionItem,
    "invoice": stripe.Invoice,
    "invoice_payment": stripe.InvoicePayment,
    "line_item": stripe.InvoiceLineItem,
    "payment_intent": stripe.PaymentIntent,
    "charge": stripe.Charge,
    "refund": stripe.Refund,
    "dispute": stripe.Dispute,
    "event": stripe.Event,
    "test_helpers.test_clock": stripe.test_helpers.TestClock,
}


def objects_in(value):
    """Every Stripe object inside a document, itself included."""
    if isinstance(value, dict):
        if isinstance(kind := value.get("object"), str) and kind in OBJECTS:
            yield value
        for inner in value.values():
            yield from objects_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from objects_in(inner)


def test_a_customer_buys_a_subscription_on_the_checkout_page(client, make_session, pay):
    session = make_session()

    reply = pay(session)

    assert reply.status_code == 303
    assert reply.headers["location"] == f"https://unlit.example/done?session={session.id}"
    bought = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["subscription"]})
    assert (bought.status, bought.payment_status, bought.url) == ("complete", "paid", None)
    assert bought.subscription.status == "active"
    assert bought.subscription.metadata["order"] == "7"


def test_a_declined_card_leaves_the_session_open(client, make_session, pay):
    session = make_session()

    reply = pay(session, "4000000000000002")

    assert (reply.status_code, "Your card was declined." in reply.text) == (402, True)
    assert client.v1.checkout.sessions.retrieve(session.id).status == "open"
    assert pay(session).status_code == 303


def test_a_session_is_paid_once_and_never_after_it_expired(client, make_session, pay):
    paid, expired = make_session(), make_session()
    address = expired.url
    pay(paid)
    client.v1.checkout.sessions.expire(expired.id)

    again = pay(paid)
    late = httpx.post(address, data={"card": "4242424242424242"})

    assert (again.status_code, late.status_code) == (200, 200)
    assert [sub.id for sub in client.v1.subscriptions.list({"customer": paid.customer}).data] == [
        client.v1.checkout.sessions.retrieve(paid.id).subscription
    ]
    with pytest.raises(stripe.error.InvalidRequestError, match="Only open Checkout"):
        client.v1.checkout.sessions.expire(paid.id)


def test_every_object_has_the_fields_the_sdk_knows_and_no_others(client, subscribe, customer):
    subscribe("4000000000000259")
    (charge,) = client.v1.charges.list({"customer": customer.id}).data
    client.v1.refunds.create({"charge": charge.id, "amount": 100})
    client.v1.billing_portal.sessions.create({"customer": customer.id})
    client.v1.test_helpers.test_clocks.create({"frozen_time": 1_800_000_000})
    lists = [
        client.v1.customers.list(),
        client.v1.prices.list({"expand": ["data.product"]}),
        client.v1.payment_methods.list({"customer": customer.id}),
        client.v1.checkout.sessions.list({"customer": customer.id}),
        client.v1.subscriptions.list({"customer": customer.id}),
        client.v1.invoices.list({"customer": customer.id, "expand": ["data.payments"]}),
        client.v1.payment_intents.list({"customer": customer.id}),
        client.v1.charges.list({"customer": customer.id}),
        client.v1.refunds.list({"charge": charge.id}),
        client.v1.disputes.list({"charge": charge.id}),
        client.v1.events.list({"limit": 3}),
        client.v1.test_helpers.test_clocks.list(),
    ]

    seen = list(objects_in([listed.to_dict() for listed in lists]))

    for found in seen:
        known = OBJECTS[found["object"]].__annotations__
        required = {name for name, kind in known.items() if "Optional" not in str(kind)}
        assert found.keys() <= known.keys(), found["object"]
        assert required - {"OBJECT_NAME"} <= found.keys(), found["object"]
    assert {found["object"] for found in seen} == OBJECTS.keys() - {"billing_portal.session"}


@pytest.mark.parametrize(
    ("currency", "amount", "written"),
    [
        pytest.param("usd", 2_900, "USD 29.00", id="two decimals"),
        pytest.param("jpy", 4_300, "JPY 4,300", id="none"),
        pytest.param("kwd", 9_050, "KWD 9.050", id="three"),
    ],
)
def test_the_page_writes_an_amount_as_its_currency_does(
    make_price, make_session, currency, amount, written
):
    price = make_price(currency=currency, unit_amount=amount)
    session = make_session(line_items=[{"price": price.id, "quantity": 1}])

    page = httpx.get(session.url).text

    assert f"<strong>{written}</strong>" in page
    assert session.amount_total == amount


def test_one_key_makes_one_customer(client):
    key = {"idempotency_key": f"key-{time.time_ns()}"}

    first = client.v1.customers.create({"name": "Mai"}, key)
    again = client.v1.customers.create({"name": "Mai"}, key)

    assert first.id == again.id
    with pytest.raises(stripe.error.IdempotencyError):
        client.v1.customers.create({"name": "Lan"}, key)


@pytest.mark.parametrize(
    ("parameters", "complaint"),
    [
        pytest.param({"nmae": "Mai"}, "unknown parameter: nmae", id="misspelt"),
        pytest.param({"test_clock": "clock_x"}, "No such", id="unknown object"),
    ],
)
def test_a_wrong_request_is_refused_in_stripes_words(client, parameters, complaint):
    with pytest.raises(stripe.error.InvalidRequestError, match=complaint):
        client.v1.customers.create(parameters)


def test_only_test_keys_open_the_door(stripe_stand_in):
    stranger = stripe.StripeClient("pk_test_x", base_addresses={"api": stripe_stand_in.url})

    with pytest.raises(stripe.error.AuthenticationError):
        stranger.v1.customers.list()


def test_lists_come_in_pages_the_newest_first(client, make_session, customer):
    made = [make_session().id for _ in range(5)]

    listed = client.v1.checkout.sessions.list({"customer": customer.id, "limit": 2})

    assert listed.has_more
    assert [session.id for session in listed.auto_paging_iter()] == made[::-1]


def test_webhooks_are_signed_as_the_sdk_expects(stripe_stand_in, subscribe, customer):
    subscribe()

    deliveries = stripe_stand_in.letterbox.wait_for(
        customer.id, "checkout.session.completed", "invoice.paid", "customer.subscription.created"
    )

    for delivery in deliveries:
        event = stripe.Webhook.construct_event(
            delivery.raw, delivery.signature, stripe_stand_in.secret
        )
        assert (event.id, event.type) == (delivery.event["id"], delivery.event["type"])


def test_a_refused_webhook_comes_again(client, stripe_stand_in):
    letterbox = stripe_stand_in.letterbox
    name = f"refused {time.time_ns()}"
    letterbox.refuse = lambda delivery: (
        delivery.event["data"]["object"].get("name") == name
        and delivery.event["id"] not in {refused.event["id"] for refused in letterbox.refused}
    )

    customer = client.v1.customers.create({"name": name})

    (taken,) = letterbox.wait_for(customer.id, "customer.created")
    assert taken.event["id"] in {refused.event["id"] for refused in letterbox.refused}


@pytest.fixture
def clocked(client):
    """A customer who lives by a test clock, from the last of January."""
    start = int(datetime(2027, 1, 31, 12, tzinfo=UTC).timestamp())
    clock = client.v1.test_helpers.test_clocks.create({"frozen_time": start})
    return client.v1.customers.create({"test_clock": clock.id})


@pytest.fixture
def begin(client, clocked, price):
    """Start a subscription of the customer with the clock, with one of the magic cards."""

    def begin(card="pm_card_visa"):
        use(client, clocked, card)
        return client.v1.subscriptions.create(
            {"customer": clocked.id, "items": [{"price": price.id}]}
        )

    return begin


def use(client, customer, card):
    method = client.v1.payment_methods.attach(card, {"customer": customer.id})
    client.v1.customers.update(
        customer.id, {"invoice_settings": {"default_payment_method": method.id}}
    )


def advance(client, customer, *when):
    frozen = int(datetime(*when, tzinfo=UTC).timestamp())
    client.v1.test_helpers.test_clocks.advance(customer.test_clock, {"frozen_time": frozen})


def ends(subscription):
    return datetime.fromtimestamp(subscription["items"].data[0].current_period_end, UTC)


def test_time_renews_a_subscription_and_charges_it(client, clocked, begin):
    subscription = begin()

    advance(client, clocked, 2027, 3, 1)

    renewed = client.v1.subscriptions.retrieve(subscription.id)
    invoices = client.v1.invoices.list({"subscription": subscription.id}).data
    assert ends(subscription) == datetime(2027, 2, 28, 12, tzinfo=UTC)
    assert ends(renewed) == datetime(2027, 3, 28, 12, tzinfo=UTC)
    assert [(invoice.billing_reason, invoice.status) for invoice in invoices] == [
        ("subscription_cycle", "paid"),
        ("subscription_create", "paid"),
    ]


def test_a_card_that_keeps_failing_ends_the_subscription_after_four_tries(client, clocked, begin):
    subscription = begin()
    use(client, clocked, "pm_card_chargeCustomerFail")

    advance(client, clocked, 2027, 3, 1)
    late = client.v1.subscriptions.retrieve(subscription.id)
    advance(client, clocked, 2027, 4, 1)

    ended = client.v1.subscriptions.retrieve(subscription.id, {"expand": ["latest_invoice"]})
    failed = [
        charge
        for charge in client.v1.charges.list({"customer": clocked.id}).data
        if charge.status == "failed"
    ]
    assert (late.status, ended.status, len(failed)) == ("past_due", "canceled", 4)


def test_a_new_card_pays_what_is_owed(client, clocked, begin):
    subscription = begin()
    use(client, clocked, "pm_card_chargeCustomerFail")
    advance(client, clocked, 2027, 3, 1)
    portal = client.v1.billing_portal.sessions.create({"customer": clocked.id})

    httpx.post(portal.url, data={"do": "card", "card": "4242424242424242"})

    assert client.v1.subscriptions.retrieve(subscription.id).status == "active"


def test_a_cancelled_subscription_runs_to_the_end_of_its_period(client, clocked, begin):
    subscription = begin()
    portal = client.v1.billing_portal.sessions.create({"customer": clocked.id})

    httpx.post(portal.url, data={"do": f"cancel:{subscription.id}"})
    ending = client.v1.subscriptions.retrieve(subscription.id)
    advance(client, clocked, 2027, 3, 1)

    ended = client.v1.subscriptions.retrieve(subscription.id)
    assert (ending.status, ending.cancel_at_period_end) == ("active", True)
    assert (ended.status, len(client.v1.invoices.list({"customer": clocked.id}).data)) == (
        "canceled",
        1,
    )
    with pytest.raises(stripe.error.InvalidRequestError, match="No such subscription"):
        client.v1.subscriptions.update(ended.id, {"cancel_at_period_end": False})


def test_a_first_payment_that_fails_leaves_the_subscription_incomplete(client, begin):
    subscription = begin("pm_card_chargeCustomerFail")

    assert client.v1.subscriptions.retrieve(subscription.id).status == "incomplete"


def test_refunds_add_up_and_end_at_what_was_paid(client, subscribe, customer):
    subscribe()
    (charge,) = client.v1.charges.list({"customer": customer.id}).data

    client.v1.refunds.create({"charge": charge.id, "amount": 900})
    some = client.v1.charges.retrieve(charge.id)
    client.v1.refunds.create({"payment_intent": charge.payment_intent})
    everything = client.v1.charges.retrieve(charge.id)

    assert (some.amount_refunded, some.refunded) == (900, False)
    assert (everything.amount_refunded, everything.refunded) == (2_900, True)
    with pytest.raises(stripe.error.InvalidRequestError, match="already been refunded"):
        client.v1.refunds.create({"charge": charge.id})


@pytest.mark.parametrize(
    ("evidence", "verdict"), [("winning_evidence", "won"), ("losing_evidence", "lost")]
)
def test_a_disputed_payment_is_decided_by_the_evidence(
    client, subscribe, customer, evidence, verdict
):
    subscribe("4000000000000259")
    (charge,) = client.v1.charges.list({"customer": customer.id}).data
    (dispute,) = client.v1.disputes.list({"charge": charge.id}).data

    decided = client.v1.disputes.update(dispute.id, {"evidence": {"uncategorized_text": evidence}})

    assert (charge.disputed, dispute.status, decided.status) == (True, "needs_response", verdict)


def test_an_invoice_shows_its_payments_when_asked(client, subscribe, customer):
    subscribe()

    (plain,) = client.v1.invoices.list({"customer": customer.id}).data
    (full,) = client.v1.invoices.list({"customer": customer.id, "expand": ["data.payments"]}).data

    assert "payments" not in plain
    (payment,) = full.payments.data
    assert client.v1.payment_intents.retrieve(payment.payment.payment_intent).status == "succeeded"


def test_a_deleted_customer_is_only_a_memory(client, subscribe, customer):
    subscription = subscribe()

    client.v1.customers.delete(customer.id)

    assert client.v1.customers.retrieve(customer.id).deleted
    assert client.v1.subscriptions.retrieve(subscription.id).status == "canceled"

"""From joining to leaving: cancelling, resuming, failing cards, refunds, disputes, and repair."""

import time
from datetime import UTC, datetime
from types import SimpleNamespace

import httpx
import pytest

from lambdas.payment import catalogue, handler, settling
from lambdas.payment.rules import GRACE

FREE = {"plan_id": "core", "source": "free"}
DAY = 86_400


@pytest.fixture
def settle(payment):
    """Look at Stripe again, as any webhook about the customer makes us do."""
    return lambda customer_id: settling.settle(payment, customer_id, datetime.now(UTC))


@pytest.fixture
def subscription_of(client):
    def find(customer_id):
        listed = client.v1.subscriptions.list({"customer": customer_id, "status": "all"})
        return listed.data[0]

    return find


@pytest.fixture
def charge_of(client):
    return lambda customer_id: client.v1.charges.list({"customer": customer_id}).data[0]


@pytest.fixture
def daily(payment, database, member):
    """The nightly comparison, for a customer nobody has looked at for a day."""

    def run(milliseconds=60_000):
        database.execute(
            "UPDATE billing.customers SET settled_at = now() - interval '1 day' WHERE user_id = %s",
            [member.user_id],
        )
        context = SimpleNamespace(get_remaining_time_in_millis=lambda: milliseconds)
        return handler.on_daily({}, context)

    return run


def moment(text):
    return datetime.fromisoformat(text)


def test_leaving_is_one_call_and_keeps_what_is_paid_for(
    call, subscribe, billing, member, subscription_of
):
    customer_id = subscribe()
    joined = billing()

    reply = call("POST", "/billing/subscription/cancel", **member.headers)

    left = reply.json
    assert reply.status == 200
    assert left["subscription"]["cancel_at_period_end"] is True
    assert left["membership"]["valid_until"] == left["subscription"]["current_period_end"]
    assert moment(joined["membership"]["valid_until"]) - GRACE == moment(
        left["membership"]["valid_until"]
    )
    assert subscription_of(customer_id).cancel_at_period_end


def test_leaving_twice_is_leaving_once(call, subscribe, billing, announced, member):
    subscribe()

    once = call("POST", "/billing/subscription/cancel", **member.headers)
    twice = call("POST", "/billing/subscription/cancel", **member.headers)

    assert once == twice
    assert len(announced(member)) == 2


def test_whoever_stays_after_all_says_so_with_one_call(call, subscribe, billing, member):
    subscribe()
    before = billing()
    call("POST", "/billing/subscription/cancel", **member.headers)

    reply = call("POST", "/billing/subscription/resume", **member.headers)

    assert (reply.status, reply.json) == (200, before)


@pytest.mark.parametrize("what", ["cancel", "resume"])
def test_there_must_be_something_to_leave(call, member, what):
    reply = call("POST", f"/billing/subscription/{what}", **member.headers)

    assert reply.code == (409, "no_subscription")


def test_the_portal_is_for_who_bought_something(call, subscribe, member, make_member):
    subscribe()

    mine = call("POST", "/billing/portal", **member.headers)
    theirs = call("POST", "/billing/portal", **make_member().headers)

    assert mine.status == 201
    assert "Your subscription" in httpx.get(mine.json["url"]).text
    assert theirs.code == (409, "no_customer")


def test_what_is_done_in_the_portal_arrives(
    call, subscribe, billing, member, subscription_of, settle
):
    customer_id = subscribe()
    url = call("POST", "/billing/portal", **member.headers).json["url"]

    httpx.post(url, data={"do": f"cancel:{subscription_of(customer_id).id}"})
    settle(customer_id)

    assert billing()["subscription"]["cancel_at_period_end"] is True


def test_after_the_end_one_may_join_again(client, subscribe, billing, subscription_of, settle):
    customer_id = subscribe()
    client.v1.subscriptions.cancel(subscription_of(customer_id).id)
    settle(customer_id)
    ended = billing()

    subscribe()

    assert ended == {"membership": FREE}
    assert billing()["membership"]["plan_id"] == "coaching_monthly"


@pytest.mark.parametrize(
    ("amount", "kept"),
    [pytest.param(None, False, id="in full"), pytest.param(1_000, True, id="in part")],
)
def test_a_refund_takes_back_what_it_pays_back(
    client, subscribe, webhooks, deliver, billing, charge_of, database, member, amount, kept
):
    customer_id = subscribe()
    charge = charge_of(customer_id)

    client.v1.refunds.create({"charge": charge.id} | ({"amount": amount} if amount else {}))
    for delivery in webhooks(customer_id, "charge.refunded"):
        deliver(delivery)

    (refunded,) = database.execute(
        "SELECT refunded_minor FROM billing.payments WHERE user_id = %s", [member.user_id]
    ).fetchone()
    assert refunded == (amount or 2_900)
    assert (billing()["membership"] != FREE) is kept


def test_a_disputed_payment_unlocks_nothing_until_it_is_won(
    client, subscribe, deliver, signed, billing, charge_of
):
    customer_id = subscribe("4000000000000259")
    disputed = billing()["membership"]
    (dispute,) = client.v1.disputes.list({"charge": charge_of(customer_id).id}).data
    won = client.v1.disputes.update(
        dispute.id, {"evidence": {"uncategorized_text": "winning_evidence"}}
    )

    # A dispute names its charge and not its customer.
    assert deliver(signed("charge.dispute.closed", won.to_dict())).status == 204

    assert disputed == FREE
    assert billing()["membership"]["plan_id"] == "coaching_monthly"


def test_a_lost_dispute_ends_the_subscription(
    client, subscribe, billing, charge_of, subscription_of, settle
):
    customer_id = subscribe("4000000000000259")
    (dispute,) = client.v1.disputes.list({"charge": charge_of(customer_id).id}).data
    client.v1.disputes.close(dispute.id)

    settle(customer_id)
    settle(customer_id)

    assert subscription_of(customer_id).status == "canceled"
    assert billing() == {"membership": FREE}


@pytest.fixture
def joined_earlier(payment, client, database, member):
    """Somebody who joined some days ago by a test clock, with a card that pays or not since."""

    def join(days_ago, *, next_card):
        with payment.database.transaction() as conn:
            price = catalogue.select_offer(conn, "coaching_monthly", "USD")
        price_id = catalogue.provider_id(payment.database, payment.provider, price)
        start = int(time.time()) - days_ago * DAY
        clock = client.v1.test_helpers.test_clocks.create({"frozen_time": start})
        customer = client.v1.customers.create({"test_clock": clock.id})
        database.execute(
            "INSERT INTO billing.customers (user_id, customer_id) VALUES (%s, %s)",
            [member.user_id, customer.id],
        )
        use(client, customer, "pm_card_visa")
        client.v1.subscriptions.create({"customer": customer.id, "items": [{"price": price_id}]})
        use(client, customer, next_card)
        client.v1.test_helpers.test_clocks.advance(clock.id, {"frozen_time": int(time.time())})
        return customer.id

    return join


def use(client, customer, card):
    method = client.v1.payment_methods.attach(card, {"customer": customer.id})
    client.v1.customers.update(
        customer.id, {"invoice_settings": {"default_payment_method": method.id}}
    )


def test_a_renewal_prolongs_the_membership(joined_earlier, settle, billing, database, member):
    settle(joined_earlier(40, next_card="pm_card_visa"))

    seen = billing()
    (paid,) = database.execute(
        "SELECT count(*) FROM billing.payments WHERE user_id = %s", [member.user_id]
    ).fetchone()
    assert (paid, seen["subscription"]["status"]) == (2, "active")
    assert moment(seen["membership"]["valid_until"]) == (
        moment(seen["subscription"]["current_period_end"]) + GRACE
    )


def test_a_failed_renewal_has_a_week_of_grace(joined_earlier, settle, billing):
    settle(joined_earlier(33, next_card="pm_card_chargeCustomerFail"))

    seen = billing()
    assert seen["subscription"]["status"] == "past_due"
    assert seen["membership"]["valid_until"] == seen["subscription"]["grace_until"]
    assert datetime.now(UTC) < moment(seen["membership"]["valid_until"])


def test_after_the_grace_only_what_is_free_is_left(joined_earlier, settle, billing):
    settle(joined_earlier(40, next_card="pm_card_chargeCustomerFail"))

    seen = billing()
    assert (seen["membership"], seen["subscription"]["status"]) == (FREE, "past_due")


def test_a_new_card_brings_the_membership_back(joined_earlier, settle, billing, call, member):
    customer_id = joined_earlier(40, next_card="pm_card_chargeCustomerFail")
    settle(customer_id)
    url = call("POST", "/billing/portal", **member.headers).json["url"]

    httpx.post(url, data={"do": "card", "card": "4242424242424242"})
    settle(customer_id)

    assert billing()["membership"]["plan_id"] == "coaching_monthly"


def test_a_membership_that_runs_out_is_announced_by_the_clock(
    subscribe, database, announced, member
):
    subscribe()
    database.execute(
        "UPDATE billing.subscriptions SET valid_until = now() - interval '1 second'"
        " WHERE user_id = %s",
        [member.user_id],
    )
    database.execute(
        "UPDATE billing.memberships SET valid_until = now() - interval '1 second'"
        " WHERE user_id = %s",
        [member.user_id],
    )

    handler.on_inbox({}, SimpleNamespace())
    handler.on_inbox({}, SimpleNamespace())

    assert [event["plan_id"] for event in announced(member)] == ["coaching_monthly", None]


@pytest.fixture
def bought_otherwise(payment, client, checkout, customer_of, member):
    """A subscription that was not bought at our price on our page."""

    def buy(*, quantity=1, **price):
        checkout()
        customer_id = customer_of(member)
        made = client.v1.prices.create(
            {
                "currency": "usd",
                "unit_amount": 2_900,
                "recurring": {"interval": "month"},
                "product_data": {"name": "Coaching"},
                **price,
            }
        )
        with payment.database.transaction() as conn:
            ours = catalogue.select_offer(conn, "coaching_monthly", "USD").provider_id
        method = client.v1.payment_methods.attach("pm_card_visa", {"customer": customer_id})
        client.v1.subscriptions.create(
            {
                "customer": customer_id,
                "items": [{"price": made.id if price else ours, "quantity": quantity}],
                "default_payment_method": method.id,
            }
        )
        return customer_id

    return buy


@pytest.mark.parametrize(
    ("how", "fault"),
    [
        pytest.param({"unit_amount": 1}, "plan", id="at another price"),
        pytest.param({"currency": "vnd"}, "plan", id="in another currency"),
        pytest.param({"quantity": 2}, "quantity", id="twice"),
    ],
)
def test_what_was_not_bought_from_us_unlocks_nothing_and_raises_an_alarm(
    bought_otherwise, settle, billing, database, member, capsys, caplog, how, fault
):
    customer_id = bought_otherwise(**how)

    settle(customer_id)

    (faults,) = database.execute(
        "SELECT faults FROM billing.subscriptions WHERE user_id = %s", [member.user_id]
    ).fetchone()
    assert fault in faults
    assert billing()["membership"] == FREE
    assert "subscription at fault" in caplog.text
    assert "SubscriptionAtFault" in capsys.readouterr().out


def test_an_unpaid_subscription_unlocks_nothing(
    client, checkout, customer_of, member, billing, settle
):
    checkout()
    customer_id = customer_of(member)
    price = client.v1.prices.list({"lookup_keys": ["coaching_monthly_usd_1"]}).data[0]
    method = client.v1.payment_methods.attach(
        "pm_card_chargeCustomerFail", {"customer": customer_id}
    )
    client.v1.subscriptions.create(
        {
            "customer": customer_id,
            "items": [{"price": price.id}],
            "default_payment_method": method.id,
        }
    )

    settle(customer_id)

    assert billing()["membership"] == FREE


def test_the_nightly_comparison_repairs_what_no_webhook_told_us(
    pay, billing, daily, announced, member
):
    daily()  # for whoever other tests have left unheard
    pay()

    outcome = daily()
    again = daily()

    assert billing()["membership"]["plan_id"] == "coaching_monthly"
    assert (outcome["repaired"], outcome["failed"]) == (1, 0)
    assert again["repaired"] == 0
    assert len(announced(member)) == 1


def test_the_nightly_comparison_ends_what_ended_unheard(
    client, subscribe, billing, daily, subscription_of
):
    client.v1.subscriptions.cancel(subscription_of(subscribe()).id)

    daily()

    assert billing() == {"membership": FREE}


def test_the_nightly_comparison_stops_in_time(pay, daily):
    pay()

    assert daily(milliseconds=1_000)["compared"] == 0


def test_payments_outlive_the_account(subscribe, database, member):
    subscribe()

    database.execute("DELETE FROM account.accounts WHERE user_id = %s", [member.user_id])

    kept = database.execute(
        "SELECT count(*) FROM billing.payments WHERE user_id IS NULL"
    ).fetchone()
    assert kept[0] >= 1

"""Stripe tells us something: late, twice, in any order, or somebody else pretends to."""

import itertools
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from deploy.local.stripe.events import signature
from lambdas.payment import handler, store
from lambdas.payment import webhooks as receiving
from lambdas.payment.provider import Provider

FREE = {"plan_id": "core", "source": "free"}
AWAY = "http://127.0.0.1:9"


@pytest.fixture
def inbox(database):
    """The rows of the inbox about a customer: event ids, and whether they are done with."""

    def look(customer_id):
        rows = database.execute(
            "SELECT event_id, processed_at IS NOT NULL FROM billing.inbox WHERE customer_id = %s",
            [customer_id],
        )
        return dict(rows.fetchall())

    return look


@pytest.fixture
def fall_due(database):
    def fall_due(customer_id, **changes):
        database.execute(
            "UPDATE billing.inbox SET due_at = now() - interval '1 second',"
            "       attempts = COALESCE(%s, attempts) WHERE customer_id = %s",
            [changes.get("attempts"), customer_id],
        )

    return fall_due


def tick():
    return handler.on_inbox({}, SimpleNamespace())


def test_a_webhook_unlocks_what_was_bought(subscribe, billing, announced, member):
    subscribe()

    seen = billing()
    (event,) = announced(member)
    assert seen["membership"]["plan_id"] == "coaching_monthly"
    assert seen["subscription"]["price"] == {"amount_minor": 2_900, "currency": "USD"}
    assert (event["plan_id"], event["source"]) == ("coaching_monthly", "subscription")


def test_a_forged_webhook_is_refused_and_leaves_nothing(deliver, signed, inbox):
    forged = signed("invoice.paid", {"object": "invoice", "customer": "cus_forged"})
    forged.signature = forged.signature[:-1] + ("0" if forged.signature[-1] != "0" else "1")

    reply = deliver(forged)

    assert reply.code == (400, "bad_signature")
    assert inbox("cus_forged") == {}


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda raw: json.dumps(json.loads(raw), indent=1).encode(),
        lambda raw: raw.replace(b"cus_rewritten", b"cus_another"),
        lambda raw: raw + b" ",
        lambda raw: b"\xff" + raw,
    ],
    ids=["written anew", "changed", "longer", "not text"],
)
def test_the_bytes_count_and_not_what_they_mean(deliver, signed, rewrite):
    webhook = signed("invoice.paid", {"object": "invoice", "customer": "cus_rewritten"})
    webhook.raw = rewrite(webhook.raw)

    assert deliver(webhook).status == 400


def test_an_unknown_type_is_taken_and_forgotten(deliver, signed, inbox):
    reply = deliver(signed("weather.changed", {"object": "weather", "customer": "cus_weather"}))

    assert reply.status == 204
    assert inbox("cus_weather") == {}


@pytest.mark.parametrize(
    "subject",
    [
        pytest.param(None, id="null"),
        pytest.param({}, id="empty"),
        pytest.param({"object": "invoice", "customer": None}, id="nobody's"),
        pytest.param({"object": "invoice", "customer": ["cus_1"]}, id="a list for an id"),
        pytest.param({"object": "invoice", "customer": {"id": {"$ne": 1}}}, id="an operator"),
        pytest.param({"object": "invoice", "customer": "'; DROP TABLE x; --"}, id="SQL"),
        pytest.param({"object": "invoice", "customer": "../customers/x"}, id="a path"),
        pytest.param({"object": "invoice", "customer": "x" * 10_000}, id="endless"),
        pytest.param({"object": "invoice", "customer": "cus_stranger"}, id="unknown customer"),
        pytest.param({"object": "dispute", "charge": "ch_unknown"}, id="unknown charge"),
        pytest.param({"object": "customer", "id": 7}, id="a number for an id"),
    ],
)
def test_a_signed_but_odd_webhook_is_taken_and_grants_nothing(deliver, signed, subject, database):
    before = database.execute("SELECT count(*) FROM billing.entitlements").fetchone()

    reply = deliver(signed("invoice.paid", subject))

    assert reply.status == 204
    assert database.execute("SELECT count(*) FROM billing.entitlements").fetchone() == before


@pytest.mark.parametrize(
    "document",
    [b"", b"[]", b"null", b"{", b'{"id": "evt_1"}', b'{"id": 1, "type": "invoice.paid"}', b"\xff"],
    ids=["empty", "list", "null", "cut short", "parts missing", "wrong types", "not text"],
)
def test_what_is_no_event_is_refused(deliver, stripe_stand_in, document):
    now = int(datetime.now(UTC).timestamp())
    webhook = SimpleNamespace(
        raw=document, signature=signature(stripe_stand_in.secret, document, now)
    )

    assert deliver(webhook).status == 400


def test_a_claim_of_somebody_elses_purchase_grants_nothing(
    deliver, signed, checkout, customer_of, member, billing
):
    checkout()
    paid = {
        "object": "checkout.session",
        "customer": customer_of(member),
        "payment_status": "paid",
        "metadata": {"user_id": str(member.user_id), "plan_id": "coaching_monthly"},
    }

    reply = deliver(signed("checkout.session.completed", paid))

    assert (reply.status, billing()["membership"]) == (204, FREE)


def test_money_of_the_other_mode_is_not_ours(
    pay, webhook, deliver, signed, billing, announced, member
):
    customer_id = pay()
    bought = webhook(customer_id, "checkout.session.completed")
    live = signed("checkout.session.completed", bought.event["data"]["object"], livemode=True)

    assert deliver(live).status == 204
    assert (billing()["membership"], announced(member)) == (FREE, [])


def test_a_thousand_times_told_is_once_told(payment, pay, webhook, announced, member, inbox):
    customer_id = pay()
    delivery = webhook(customer_id, "invoice.paid")

    def arrive(_):
        now = datetime.now(UTC)
        receiving.receive(payment, delivery.raw, delivery.signature, now, "r")

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(arrive, range(32)))

    assert inbox(customer_id) == {delivery.event["id"]: True}
    assert len(announced(member)) == 1


def test_another_event_about_the_same_thing_changes_nothing(
    subscribe, deliver, signed, announced, member
):
    customer_id = subscribe()

    for kind in ("invoice.paid", "invoice.payment_succeeded", "checkout.session.completed"):
        assert deliver(signed(kind, {"object": "x", "customer": customer_id})).status == 204

    assert len(announced(member)) == 1


def test_a_replay_after_the_end_brings_nothing_back(
    subscribe, webhooks, deliver, signed, client, billing
):
    customer_id = subscribe()
    (subscription,) = client.v1.subscriptions.list({"customer": customer_id}).data
    client.v1.subscriptions.cancel(subscription.id)
    early = webhooks(customer_id, "customer.subscription.deleted")
    for delivery in early:
        deliver(delivery)

    for delivery in early:
        # As new events, since the old ones would not even be looked at.
        deliver(signed(delivery.event["type"], delivery.event["data"]["object"]))

    assert billing() == {"membership": FREE}


def test_every_order_of_the_news_ends_in_the_same_state(
    pay, webhooks, deliver, client, database, member
):
    customer_id = pay()
    (subscription,) = client.v1.subscriptions.list({"customer": customer_id}).data
    client.v1.subscriptions.update(subscription.id, {"cancel_at_period_end": True})
    kinds = (
        "customer.subscription.created",
        "customer.subscription.updated",
        "invoice.paid",
        "invoice.payment_succeeded",
        "checkout.session.completed",
    )
    arrived = webhooks(customer_id, *kinds)
    news = [next(d for d in reversed(arrived) if d.event["type"] == kind) for kind in kinds]
    orders = list(itertools.permutations(news))[::10]

    endings = set()
    for order in orders:
        for table in ("subscriptions", "payments", "memberships"):
            database.execute(f"DELETE FROM billing.{table} WHERE user_id = %s", [member.user_id])
        database.execute("DELETE FROM billing.inbox WHERE customer_id = %s", [customer_id])
        for delivery in order:
            assert deliver(delivery).status == 204
        endings.add(
            database.execute(
                "SELECT subscriptions.status, cancel_at_period_end, paid_until,"
                "       subscriptions.valid_until, memberships.plan_id, memberships.valid_until"
                "  FROM billing.subscriptions JOIN billing.memberships USING (user_id)"
                " WHERE user_id = %s",
                [member.user_id],
            ).fetchone()
        )

    assert len(orders) == 12
    ((status, ending, paid_until, valid_until, plan, announced_until),) = endings
    assert (status, ending, plan) == ("active", True, "coaching_monthly")
    assert paid_until == valid_until == announced_until


def test_what_was_read_earlier_never_overwrites_what_was_read_later(payment, subscribe):
    customer_id = subscribe()
    now = datetime.now(UTC)

    with payment.database.transaction() as conn:
        earlier = store.next_reading(conn, customer_id)
        later = store.next_reading(conn, customer_id)
        written = store.update_reading(conn, customer_id, later, now)
        overwritten = store.update_reading(conn, customer_id, earlier, now)

    assert written is not None
    assert overwritten is None


def test_without_a_database_stripe_is_asked_to_come_again(environment, signed, deliver):
    environment.setenv("POSTGRES_DSN", "postgresql://nobody@127.0.0.1:9/nowhere")
    webhook = signed("invoice.paid", {"object": "invoice", "customer": "cus_1"})

    assert deliver(webhook).code == (503, "unavailable")


def test_without_stripe_a_webhook_waits_in_the_inbox(
    payment, pay, webhook, inbox, fall_due, billing
):
    customer_id = pay()
    delivery = webhook(customer_id, "checkout.session.completed")
    away = replace(payment, provider=Provider("sk_test_local-only", AWAY))

    receiving.receive(away, delivery.raw, delivery.signature, datetime.now(UTC), "r")
    waiting, before = inbox(customer_id), billing()["membership"]
    fall_due(customer_id)
    tick()

    assert (waiting, before) == ({delivery.event["id"]: False}, FREE)
    assert inbox(customer_id) == {delivery.event["id"]: True}
    assert billing()["membership"]["source"] == "subscription"


def test_a_webhook_waits_longer_each_time_and_is_given_up_loudly(
    payment, pay, webhook, inbox, fall_due, database, caplog
):
    customer_id = pay()
    delivery = webhook(customer_id, "checkout.session.completed")
    away = replace(payment, provider=Provider("sk_test_local-only", AWAY))
    receiving.receive(away, delivery.raw, delivery.signature, datetime.now(UTC), "r")
    pauses = []

    for _ in range(2):
        fall_due(customer_id)
        now = datetime.now(UTC)
        receiving.work_through(away, now)
        (due,) = database.execute(
            "SELECT due_at FROM billing.inbox WHERE customer_id = %s", [customer_id]
        ).fetchone()
        pauses.append(due - now)
    fall_due(customer_id, attempts=10)
    receiving.work_through(payment, datetime.now(UTC))

    assert pauses == [timedelta(minutes=1), timedelta(minutes=2)]
    assert inbox(customer_id) == {delivery.event["id"]: False}
    assert "webhooks given up" in caplog.text
    database.execute("DELETE FROM billing.inbox WHERE customer_id = %s", [customer_id])


def test_several_ticks_at_once_share_the_work(payment, subscribe, database, inbox):
    customer_id = subscribe()
    database.execute(
        "UPDATE billing.inbox SET processed_at = NULL, due_at = now() - interval '1 second'"
        " WHERE customer_id = %s",
        [customer_id],
    )

    with ThreadPoolExecutor(4) as pool:
        done = list(
            pool.map(lambda _: receiving.work_through(payment, datetime.now(UTC)), range(4))
        )

    assert sum(done) == len(inbox(customer_id)) > 1
    assert all(inbox(customer_id).values())


def test_nothing_personal_is_kept_or_logged(subscribe, deliver, signed, database, capsys, caplog):
    customer_id = subscribe()
    canary = "canary@people.example"
    subject = {
        "object": "checkout.session",
        "customer": customer_id,
        "customer_details": {"email": canary, "name": canary},
    }

    deliver(signed("checkout.session.completed", subject))

    kept = database.execute(
        "SELECT inbox::text FROM billing.inbox WHERE customer_id = %s", [customer_id]
    ).fetchall()
    assert kept
    assert canary not in str(kept)
    assert canary not in capsys.readouterr().out + caplog.text


def test_lag_and_outcomes_are_measured(subscribe, deliver, signed, capsys):
    subscribe()
    forged = signed("invoice.paid", {})
    forged.signature = "t=1,v1=0"
    deliver(forged)

    printed = capsys.readouterr().out

    assert {"CheckoutOpened", "WebhookLag", "MembershipChanged", "WebhookRefused"} <= {
        metric["Name"]
        for line in printed.splitlines()
        if '"_aws"' in line
        for metric in json.loads(line)["_aws"]["CloudWatchMetrics"][0]["Metrics"]
    }

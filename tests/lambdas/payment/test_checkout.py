"""Buying, once, at our price, whatever is clicked or sent."""

import re
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from lambdas.payment.models import NewCheckout
from lambdas.payment.provider import Provider
from lambdas.payment.routes import Call, open_checkout
from shared.auth.authenticator import Caller
from shared.auth.roles import Role
from shared.lambdas.operations import Visit
from shared.models.problem import Problem


@pytest.fixture
def click(payment, member):
    """Ask as one of several workers would, each with its own connection."""

    def click(key, resources=payment):
        now = datetime.now(UTC)
        caller = Caller(member.user_id, Role.MEMBER, "s", now + timedelta(minutes=5))
        body = NewCheckout(plan_id="coaching_monthly", currency="USD")
        headers = {"Idempotency-Key": key}
        visit = Visit(now, "203.0.113.7", "tests", "r")
        try:
            return open_checkout(Call(resources, visit, body, caller, {}, headers)).body.url
        except Problem as problem:
            return problem.code

    return click


SERVICES = Path(__file__).parents[3] / "services"


def sessions_of(client, customer_of, member):
    return client.v1.checkout.sessions.list({"customer": customer_of(member)}).data


def test_everybody_sees_the_plans_in_whole_minor_units(call):
    reply = call("GET", "/billing/plans")

    monthly = reply.json["items"][0]
    assert (reply.status, monthly["plan_id"], monthly["recurs"]) == (
        200,
        "coaching_monthly",
        "month",
    )
    assert {"amount_minor": 4_300, "currency": "JPY"} in monthly["prices"]
    assert {"amount_minor": 9_000, "currency": "KWD"} in monthly["prices"]
    assert monthly["name"].keys() == {"en", "vi"}


def test_a_plan_sells_nothing_that_no_service_gives(call):
    sold = {key for plan in call("GET", "/billing/plans").json["items"] for key in plan["includes"]}

    given = {
        key
        for file in SERVICES.rglob("store.py")
        for key in re.findall(r"'(\w+)' = ANY\(plans\.includes\)", file.read_text())
    }

    assert sold == given


@pytest.mark.parametrize(
    ("currency", "amount", "written"),
    [
        pytest.param("USD", 2_900, "USD 29.00", id="two decimals"),
        pytest.param("JPY", 4_300, "JPY 4,300", id="none"),
        pytest.param("VND", 390_000, "VND 390,000", id="none, in dong"),
        pytest.param("KWD", 9_000, "KWD 9.000", id="three"),
    ],
)
def test_the_page_asks_for_exactly_the_plans_price(
    checkout, client, customer_of, member, currency, amount, written
):
    reply = checkout(currency=currency)

    (session,) = sessions_of(client, customer_of, member)
    assert reply.status == 201
    assert (session.amount_total, session.currency) == (amount, currency.lower())
    assert written in httpx.get(reply.json["url"]).text


@pytest.mark.parametrize(
    "addition",
    [
        {"price": "price_1"},
        {"amount_minor": 1},
        {"customer": "cus_somebody"},
        {"user_id": "00000000-0000-0000-0000-000000000000"},
        {"success_url": "https://evil.example"},
        {"quantity": 0},
    ],
    ids=lambda addition: next(iter(addition)),
)
def test_price_customer_and_way_back_are_ours_to_say(checkout, addition):
    reply = checkout(**addition)

    assert reply.code == (422, "invalid")


def test_the_way_back_leads_to_our_own_page(checkout, client, customer_of, member):
    checkout()

    (session,) = sessions_of(client, customer_of, member)
    assert session.success_url == "https://unlit.example/membership?checkout=done"
    assert session.cancel_url == "https://unlit.example/membership?checkout=left"


@pytest.mark.parametrize(
    "wanted", [{"plan_id": "coaching_weekly"}, {"currency": "XXX"}], ids=["plan", "currency"]
)
def test_what_is_not_for_sale_cannot_be_bought(checkout, wanted):
    assert checkout(**wanted).code == (422, "unknown_plan")


def test_nobody_buys_without_signing_in(call):
    body = {"plan_id": "coaching_monthly", "currency": "USD"}

    assert call("POST", "/billing/checkout", body, Idempotency_Key="k").status == 401


def test_a_purchase_needs_a_key(checkout):
    assert checkout(key="").code == (400, "idempotency_key_missing")


@pytest.mark.parametrize("key", ["k" * 256, "schlüssel", "a\tb"], ids=["long", "odd", "tab"])
def test_a_key_is_short_and_plain(checkout, key):
    assert checkout(key=key).status == 400


def test_the_same_key_gives_the_first_answer_again(checkout):
    key = str(uuid.uuid4())

    assert checkout(key) == checkout(key)


def test_the_same_key_with_another_body_is_refused(checkout):
    checkout("one key")

    assert checkout("one key", currency="EUR").code == (422, "idempotency_key_reused")


def test_a_key_belongs_to_one_person(checkout, make_member):
    mine = checkout("shared key")
    theirs = checkout("shared key", who=make_member(), currency="EUR")

    assert (mine.status, theirs.status) == (201, 201)
    assert mine.json["url"] != theirs.json["url"]


def test_a_key_is_good_for_a_day(checkout, database, member):
    checkout("old key")
    database.execute(
        "UPDATE billing.idempotency SET started_at = started_at - interval '25 hours'"
        " WHERE user_id = %s",
        [member.user_id],
    )

    assert checkout("old key", currency="EUR").status == 201


@pytest.mark.parametrize(
    ("age", "outcome"),
    [
        pytest.param("1 second", 409, id="still at work"),
        pytest.param("2 minutes", 201, id="died over it"),
    ],
)
def test_a_request_at_work_holds_its_key_until_it_must_be_dead(
    checkout, database, member, age, outcome
):
    checkout("a key")
    database.execute(
        "UPDATE billing.idempotency SET status = NULL, body = NULL,"
        "       started_at = started_at - %s::interval WHERE user_id = %s",
        [age, member.user_id],
    )

    assert checkout("a key").status == outcome


def test_a_refusal_is_repeated_too(checkout, subscribe, database, member):
    subscribe()
    first = checkout("a key")
    database.execute("DELETE FROM billing.subscriptions WHERE user_id = %s", [member.user_id])

    assert first.code == checkout("a key").code == (409, "already_subscribed")


def test_when_stripe_is_away_the_key_stays_free(click, payment, checkout):
    away = replace(payment, provider=Provider("sk_test_local-only", "http://127.0.0.1:9"))

    first = click("a key", resources=away)

    assert first == "unavailable"
    assert checkout("a key").status == 201


@pytest.mark.parametrize("keys", [1, 2], ids=["same key", "different keys"])
def test_a_double_click_opens_one_page(click, client, customer_of, member, keys):
    clicks = [f"{member.user_id} {number % keys}" for number in range(8)]

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(click, clicks))

    (session,) = sessions_of(client, customer_of, member)
    assert answers - {"in_flight"} == {session.url}


def test_clicking_again_later_leads_to_the_same_page(checkout):
    assert checkout().json == checkout().json


def test_changing_ones_mind_closes_the_first_page(checkout, client, customer_of, member):
    first = checkout()
    second = checkout(currency="EUR")

    assert first.json["url"] != second.json["url"]
    newest, oldest = sessions_of(client, customer_of, member)
    assert (newest.status, oldest.status) == ("open", "expired")


def test_a_page_that_expired_is_replaced(checkout, client, customer_of, member):
    first = checkout()
    (session,) = sessions_of(client, customer_of, member)
    client.v1.checkout.sessions.expire(session.id)

    second = checkout()

    assert (second.status, second.json["url"] == first.json["url"]) == (201, False)


def test_a_purchase_somebody_died_over_is_begun_anew(checkout, database, member):
    first = checkout()
    database.execute(
        "UPDATE billing.checkouts SET session_id = NULL, created_at = now() - interval '1 hour'"
        " WHERE user_id = %s",
        [member.user_id],
    )

    second = checkout()

    assert (second.status, second.json["url"] == first.json["url"]) == (201, False)


def test_nobody_buys_twice(checkout, subscribe):
    subscribe()

    assert checkout().code == (409, "already_subscribed")


def test_nobody_buys_twice_even_before_we_heard_of_the_first_time(checkout, pay, billing):
    pay()

    assert checkout().code == (409, "already_subscribed")
    assert billing()["membership"]["source"] == "subscription"


def test_a_declined_card_unlocks_nothing_and_may_be_tried_again(checkout, billing):
    url = checkout().json["url"]

    declined = httpx.post(url, data={"card": "4000000000000002"})

    assert declined.status_code == 402
    assert billing()["membership"] == {"plan_id": "core", "source": "free"}
    assert checkout().json["url"] == url


def test_coming_back_from_the_page_unlocks_nothing(pay, billing, announced, member):
    pay()

    assert billing() == {"membership": {"plan_id": "core", "source": "free"}}
    assert announced(member) == []


def test_no_personal_data_goes_to_stripe(checkout, client, customer_of, member):
    checkout()

    customer = client.v1.customers.retrieve(customer_of(member))

    assert customer.metadata.to_dict() == {"user_id": str(member.user_id)}
    assert (customer.email, customer.name) == (None, None)

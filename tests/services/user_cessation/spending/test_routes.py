"""What nicotine replacement costs, and what is left of the savings."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

SPENDINGS = "/medication/spendings"


def days_ago(days):
    return datetime.now(UTC) - timedelta(days=days)


def spending(minor=4550, currency="EUR", **changes):
    paid = {"amount_minor": minor, "currency": currency}
    return {"client_id": str(uuid.uuid4()), "product": "patch_24h", "paid": paid, **changes}


@pytest.fixture
def money(api):
    return lambda member: api(member, "GET", "/progress").json["money"]


@pytest.fixture
def pay(api):
    def post(member, *args, **changes):
        reply = api(member, "POST", SPENDINGS, spending(*args, **changes))
        assert reply.status_code == 201, reply.json
        return reply.json

    return post


def test_savings_are_what_is_left_after_it(api, make_member, database, pay, money):
    # domain.md B13: 160.00; minus 3 smoked at 12.00, 158.20; minus 45.50, net 112.70.
    member = make_member(quit_at=days_ago(15), units_per_day="20", price=1000)
    database.execute(
        "INSERT INTO cessation.pack_prices VALUES (%s, %s, 1200, 'EUR')", (member, days_ago(5))
    )
    slip = {"client_id": str(uuid.uuid4()), "smoked_at": days_ago(3).isoformat(), "cigarettes": 3}
    assert api(member, "POST", "/slips", slip).status_code == 201
    pay(member, 3000, paid_at=days_ago(16).isoformat())
    pay(member, 1550, product="gum")

    assert money(member) == {
        "saved": {"amount_minor": 11270, "currency": "EUR"},
        "spent": None,
        "spent_on_slips": {"amount_minor": 180, "currency": "EUR"},
        "spent_on_replacement": {"amount_minor": 4550, "currency": "EUR"},
    }


def test_dearer_than_what_it_saved_is_shown_as_spent(make_member, pay, money):
    member = make_member(quit_at=days_ago(2), units_per_day="20", price=1000)
    pay(member)

    shown = money(member)

    assert shown["saved"] is None
    assert shown["spent"] == {"amount_minor": 2550, "currency": "EUR"}


def test_before_the_quit_date_nothing_is_saved_and_nothing_is_lost(make_member, pay, money):
    member = make_member(quit_at=days_ago(-2), units_per_day="20", price=1000)
    pay(member)

    shown = money(member)

    assert shown["saved"] == {"amount_minor": 0, "currency": "EUR"}
    assert shown["spent_on_replacement"]["amount_minor"] == 4550


def test_what_an_attempt_that_is_over_cost_is_not_held_against_the_next(
    make_member, database, pay, money
):
    member = make_member(quit_at=days_ago(5), units_per_day="20", price=1000)
    pay(member, 9900, paid_at=days_ago(9).isoformat())
    pay(member, 100, paid_at=days_ago(6).isoformat())
    database.execute(
        """
        INSERT INTO cessation.quit_attempts (attempt_id, user_id, quit_at, ended_at)
        VALUES (gen_random_uuid(), %s, %s, %s)
        """,
        (member, days_ago(20), days_ago(7)),
    )

    assert money(member)["spent_on_replacement"]["amount_minor"] == 100


def test_a_savings_goal_is_reached_by_what_is_left(api, make_member, pay):
    member = make_member(quit_at=days_ago(10), units_per_day="20", price=1000)
    target = {"amount_minor": 10_000, "currency": "EUR"}
    goal = {"client_id": str(uuid.uuid4()), "name": "A bicycle", "target": target}
    before = api(member, "POST", "/savings-goals", goal).json

    pay(member)
    after = api(member, "GET", "/savings-goals").json["items"][0]

    assert (before["state"], after["state"]) == ("reached", "saving")
    assert after["saved"]["amount_minor"] == 5450


def test_sent_again_it_is_the_first_one(api, make_member, rows, at_once):
    member, body = make_member(), spending()

    replies = at_once([lambda: api(member, "POST", SPENDINGS, body)] * 4)
    other = api(member, "POST", SPENDINGS, {**body, "product": "gum"})

    assert sorted(reply.status_code for reply in replies) == [200, 200, 200, 201]
    assert (other.status_code, other.json["product"]) == (200, "patch_24h")
    assert len(rows("cessation.nrt_spendings", user_id=member)) == 1


def test_one_sum_is_in_one_currency_whichever_comes_first(api, make_member, pay):
    priced, paying = make_member(units_per_day="20", price=1000), make_member()
    pay(paying, currency="USD")
    price = {"price": {"amount_minor": 1000, "currency": "EUR"}}

    replies = [
        api(priced, "POST", SPENDINGS, spending(currency="USD")),
        api(paying, "POST", SPENDINGS, spending(currency="EUR")),
        api(paying, "POST", "/profile/prices", price),
    ]

    assert [(reply.status_code, reply.json["code"]) for reply in replies] == [
        (409, "currency_mismatch")
    ] * 3


def test_they_are_read_page_by_page_and_taken_out(api, make_member, pay):
    member = make_member()
    made = [pay(member, 100 + day, paid_at=days_ago(day).isoformat()) for day in (2, 1, 3)]

    first = api(member, "GET", f"{SPENDINGS}?limit=2").json
    rest = api(member, "GET", f"{SPENDINGS}?limit=2&after={first['next']}").json
    replies = [api(member, "DELETE", f"{SPENDINGS}/{made[0]['spending_id']}") for _ in range(2)]

    items = first["items"] + rest["items"]
    assert [each["paid"]["amount_minor"] for each in items] == [101, 102, 103]
    assert rest["next"] is None
    assert [reply.status_code for reply in replies] == [204, 404]
    assert len(api(member, "GET", SPENDINGS).json["items"]) == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"paid": {"amount_minor": 0, "currency": "EUR"}}, "paid", id="nothing"),
        pytest.param({"paid": {"amount_minor": 9.5, "currency": "EUR"}}, "paid", id="a fraction"),
        pytest.param({"paid": {"amount_minor": 9, "currency": "XXX"}}, "paid", id="no currency"),
        pytest.param({"product": "cigarette"}, "product", id="no replacement"),
        pytest.param({"paid_at": "1999-01-01T00:00:00Z"}, "paid_at", id="long ago"),
        pytest.param({"paid_at": "9999-01-01T00:00:00Z"}, "paid_at", id="the future"),
        pytest.param({"paid_at": "2026-01-01T00:00:00"}, "paid_at", id="without an offset"),
    ],
)
def test_what_makes_no_sense_is_refused(api, make_member, rows, changes, field):
    member = make_member()

    reply = api(member, "POST", SPENDINGS, spending(**changes))

    assert reply.status_code == 422
    assert reply.json["errors"][0]["field"].startswith(field)
    assert rows("cessation.nrt_spendings", user_id=member) == []


def test_it_needs_a_profile(api, make_person):
    reply = api(make_person(), "POST", SPENDINGS, spending())

    assert (reply.status_code, reply.json["code"]) == (409, "no_profile")

"""Savings goals, from rows to JSON."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from services.user_cessation.goals.rules import MOST_GOALS


def goal(amount_minor=30_000, currency="EUR", **changes):
    return {
        "client_id": str(uuid.uuid4()),
        "name": "Xe đạp mới",
        "target": {"amount_minor": amount_minor, "currency": currency},
        **changes,
    }


@pytest.fixture
def saver(make_member):
    """Ten days, a pack a day at 12.00."""
    quit_at = datetime.now(UTC) - timedelta(days=10)
    return make_member(quit_at=quit_at, units_per_day="20", price=1200)


def test_a_bike_in_fifteen_days(api, saver):
    reply = api(saver, "POST", "/savings-goals", goal())

    assert (reply.status_code, reply.headers["ETag"]) == (201, '"1"')
    assert reply.json["saved"] == {"amount_minor": 12_000, "currency": "EUR"}
    expected = datetime.fromisoformat(reply.json["expected_at"])
    due = datetime.now(UTC) + timedelta(days=15)
    assert abs(expected - due) < timedelta(minutes=1)
    assert api(saver, "GET", "/savings-goals").json["items"][0]["name"] == "Xe đạp mới"


def test_a_slip_puts_it_off(api, saver):
    slip = {
        "client_id": str(uuid.uuid4()),
        "smoked_at": datetime.now(UTC).isoformat(),
        "cigarettes": 20,
    }
    before = api(saver, "POST", "/savings-goals", goal()).json

    api(saver, "POST", "/slips", slip)

    [after] = api(saver, "GET", "/savings-goals").json["items"]
    assert after["saved"]["amount_minor"] == before["saved"]["amount_minor"] - 1200
    later, sooner = (datetime.fromisoformat(each["expected_at"]) for each in (after, before))
    assert abs(later - sooner - timedelta(days=1)) < timedelta(minutes=1)


def test_a_goal_in_another_currency_is_kept_and_not_compared(api, saver):
    reply = api(saver, "POST", "/savings-goals", goal(25_500, "KWD"))

    assert reply.status_code == 201
    assert (reply.json["saved"], reply.json["state"]) == (None, "not_saving")


def test_a_repeated_goal_is_the_first_one(api, saver, rows, at_once):
    body = goal()

    replies = at_once([lambda: api(saver, "POST", "/savings-goals", body)] * 5)

    assert sorted(reply.status_code for reply in replies) == [200] * 4 + [201]
    assert len({reply.json["goal_id"] for reply in replies}) == 1
    assert len(rows("cessation.savings_goals", user_id=saver)) == 1


def test_of_two_devices_that_edit_at_once_one_is_told_so(api, saver, at_once):
    stored = api(saver, "POST", "/savings-goals", goal()).json

    def change(amount):
        body = {"name": "Xe", "target": {"amount_minor": amount, "currency": "EUR"}}
        path = f"/savings-goals/{stored['goal_id']}"
        return lambda: api(saver, "PUT", path, body, If_Match='"1"')

    replies = at_once([change(1), change(99_000)])

    assert sorted(reply.status_code for reply in replies) == [200, 412]


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"name": "a" * 81},
        {"name": "\x00"},
        *(
            {"target": {"amount_minor": wrong, "currency": "EUR"}}
            for wrong in (0, -1, 1.5, "5", True, 10**9 + 1, 2**53 + 1)
        ),
        {"target": {"amount_minor": 5, "currency": "DEM"}},
        {"target": {"amount_minor": 5}},
        {"saved": 100},
    ],
    ids=str,
)
def test_a_goal_that_makes_no_sense_is_refused(api, saver, rows, change):
    reply = api(saver, "POST", "/savings-goals", goal(**change))

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")
    assert rows("cessation.savings_goals", user_id=saver) == []


def test_there_is_an_end_to_wishes(api, saver, rows):
    for _ in range(MOST_GOALS):
        assert api(saver, "POST", "/savings-goals", goal()).status_code == 201

    reply = api(saver, "POST", "/savings-goals", goal())

    assert (reply.status_code, reply.json["code"]) == (409, "too_many_goals")
    assert len(rows("cessation.savings_goals", user_id=saver)) == MOST_GOALS


def test_somebody_elses_goal_is_not_there(api, saver, make_member, rows):
    path = f"/savings-goals/{api(saver, 'POST', '/savings-goals', goal()).json['goal_id']}"
    other = make_member()
    body = {"name": "mine", "target": {"amount_minor": 1, "currency": "EUR"}}

    replies = [api(other, "PUT", path, body), api(other, "DELETE", path)]

    assert [reply.status_code for reply in replies] == [404, 404]
    [kept] = rows("cessation.savings_goals", user_id=saver)
    assert kept["name"] == "Xe đạp mới"
    assert [api(saver, "DELETE", path).status_code for _ in range(2)] == [204, 404]


def test_goals_are_read_page_by_page(api, saver):
    for _ in range(3):
        api(saver, "POST", "/savings-goals", goal())

    first = api(saver, "GET", "/savings-goals?limit=2").json
    second = api(saver, "GET", f"/savings-goals?limit=2&after={first['next']}").json

    seen = {each["goal_id"] for each in first["items"] + second["items"]}
    assert (len(seen), second["next"]) == (3, None)

"""Cutting down over HTTP: today's cap by the member's own day."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

PATH = "/quit-plan/cut-down"


def day(offset=0, zone="UTC"):
    return (datetime.now(ZoneInfo(zone)).date() + timedelta(days=offset)).isoformat()


def plan(**changes):
    return {"mode": "linear", "ends_on": day(10), "start_cap": 20, **changes}


def test_a_plan_shows_todays_cap_every_day_and_what_is_known(api, make_member):
    member = make_member()

    reply = api(member, "PUT", PATH, plan())

    assert (reply.status_code, reply.headers["ETag"]) == (200, '"1"')
    assert (reply.json["today"], reply.json["cap_today"]) == (day(), 20)
    assert [each["cap"] for each in reply.json["days"]] == list(range(20, -1, -2))
    assert reply.json["note"]["source"] == "Hughes et al. 2010"
    assert reply.json["note"]["words"]["vi"]
    assert api(member, "GET", PATH).json == reply.json


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu"])
def test_today_is_the_members_own_day(api, make_member, zone):
    member = make_member(time_zone=zone)

    shown = api(member, "PUT", PATH, plan(starts_on=day(-5, zone), ends_on=day(5, zone))).json

    assert (shown["today"], shown["cap_today"]) == (day(zone=zone), 10)


def test_it_begins_with_what_the_profile_says(api, make_member):
    member = make_member(units_per_day="12.5")
    body = {"mode": "stepped", "ends_on": day(28)}

    assert api(member, "PUT", PATH, body).json["start_cap"] == 13


def test_from_the_quit_day_on_there_is_nothing_left(api, make_member):
    member = make_member(quit_at=datetime.now(UTC) - timedelta(minutes=1))

    shown = api(member, "PUT", PATH, plan()).json

    assert shown["cap_today"] == 0
    assert {each["cap"] for each in shown["days"]} == {0}


def test_a_change_insists_on_the_version_that_was_read(api, make_member):
    member = make_member()
    early = api(member, "PUT", PATH, plan(), If_Match='"1"')
    api(member, "PUT", PATH, plan())

    first = api(member, "PUT", PATH, plan(mode="stepped"), If_Match='"1"')
    late = api(member, "DELETE", PATH, If_Match='"1"')
    stopped = api(member, "DELETE", PATH, If_Match='"2"')

    assert [each.status_code for each in (early, first, late, stopped)] == [412, 200, 412, 204]
    assert api(member, "GET", PATH).status_code == 404
    turns = [each["turn"] for each in api(member, "GET", "/quit-plan/revisions").json["items"]]
    assert turns == ["removed", "changed", "added"]


@pytest.mark.parametrize(
    "change",
    [
        {"mode": "cold"},
        {"mode": None},
        {"ends_on": day(43)},
        {"ends_on": day(0)},
        {"ends_on": "1899-12-31"},
        {"ends_on": "9999-12-31"},
        {"ends_on": "0000-01-01"},
        {"ends_on": "2026-02-30"},
        {"ends_on": 1767225600},
        {"ends_on": "infinity"},
        {"starts_on": "0001-01-01"},
        {"starts_on": "9999-12-31", "ends_on": "9999-12-31"},
        {"start_cap": 0},
        {"start_cap": -3},
        {"start_cap": 201},
        {"start_cap": 1e30},
        {"start_cap": True},
        {"start_cap": "20"},
        {"cap_today": 5},
    ],
    ids=str,
)
def test_a_plan_that_makes_no_sense_is_refused(api, make_member, rows, change):
    member = make_member()

    reply = api(member, "PUT", PATH, plan(**change))

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")
    assert rows("cessation.cut_downs", user_id=member) == []


def test_without_knowing_the_habit_there_is_nothing_to_begin_with(api, make_member):
    reply = api(make_member(), "PUT", PATH, {"mode": "linear", "ends_on": day(10)})

    assert (reply.status_code, reply.json["code"]) == (409, "no_tobacco_profile")

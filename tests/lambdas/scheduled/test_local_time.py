"""Reminders come at the member's own time, whatever clocks there do."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest

MONDAY, SUNDAY = 1, 7


@pytest.fixture
def next_local(database):
    def ask(after, at, zone, *, later_than=None, weekday=None):
        (moment,) = database.execute(
            "SELECT schedule.next_local(%s, %s, %s, %s, %s::smallint)",
            [after, later_than, at, zone, weekday],
        ).fetchone()
        return moment.astimezone(UTC)

    return ask


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "at", "after", "expected"),
    [
        pytest.param(
            "Asia/Ho_Chi_Minh", time(20), "2026-03-01T12:59", "2026-03-01T13:00", id="today"
        ),
        pytest.param(
            "Asia/Ho_Chi_Minh", time(20), "2026-03-01T13:00", "2026-03-02T13:00", id="said today"
        ),
        pytest.param("Asia/Kathmandu", time(9), "2026-03-01T00:00", "2026-03-01T03:15", id="+5:45"),
        pytest.param(
            "Pacific/Kiritimati", time(9), "2026-03-01T12:00", "2026-03-01T19:00", id="+14"
        ),
        pytest.param("Etc/GMT+12", time(9), "2026-03-01T12:00", "2026-03-01T21:00", id="-12"),
        pytest.param(
            "Europe/Madrid", time(2, 30), "2026-03-28T12:00", "2026-03-29T01:30", id="in the gap"
        ),
        pytest.param(
            "Europe/Madrid", time(20), "2026-03-28T20:00", "2026-03-29T18:00", id="after the gap"
        ),
        pytest.param(
            "Europe/Madrid", time(2, 30), "2026-10-24T12:00", "2026-10-25T01:30", id="twice"
        ),
        pytest.param(
            "Europe/Madrid", time(2, 30), "2026-10-25T01:30", "2026-10-26T01:30", id="but once"
        ),
        pytest.param(
            "Pacific/Apia", time(9), "2011-12-29T20:00", "2011-12-30T19:00", id="a day that was not"
        ),
    ],
)
def test_the_next_time_clocks_there_show_it(next_local, zone, at, after, expected):
    assert next_local(utc(after), at, zone) == utc(expected)


def test_a_weekly_one_comes_on_its_day(next_local):
    sunday = next_local(utc("2026-03-02T00:00"), time(10), "UTC", weekday=SUNDAY)
    following = next_local(sunday, time(10), "UTC", weekday=SUNDAY, later_than=sunday.date())

    assert (sunday, following) == (utc("2026-03-08T10:00"), utc("2026-03-15T10:00"))


def test_travelling_west_brings_nothing_twice_on_one_day(next_local):
    in_tokyo = utc("2026-03-02T11:00")  # 20:00 on 2 March

    in_los_angeles = next_local(
        in_tokyo, time(20), "America/Los_Angeles", later_than=date(2026, 3, 2)
    )

    assert in_los_angeles == utc("2026-03-04T04:00")  # 20:00 on 3 March


@pytest.mark.parametrize("zone", ["Asia/Kathmandu", "Pacific/Kiritimati", "Etc/GMT+12"])
def test_every_day_has_one(next_local, zone):
    moment, days = utc("2026-01-01T00:00"), []
    for _ in range(30):
        moment = next_local(moment, time(23, 59), zone)
        days.append(moment)

    assert [later - earlier for earlier, later in pairwise(days)] == [timedelta(days=1)] * 29


def test_moving_moves_what_is_to_come(database, make_member, coming, now):
    member = make_member(now - timedelta(days=30), time_zone="Asia/Ho_Chi_Minh")
    before, _ = coming(member, "check_in")

    database.execute(
        "UPDATE cessation.profiles SET time_zone = 'Asia/Kathmandu' WHERE user_id = %s", [member]
    )

    after, _ = coming(member, "check_in")
    assert (before.hour, before.minute) == (13, 0)
    assert (after.hour, after.minute) == (14, 15)


def test_a_zone_postgresql_does_not_know_counts_as_utc(make_member, coming, now):
    member = make_member(now - timedelta(days=30), time_zone="Mars/Olympus_Mons")

    assert coming(member, "check_in")[0].hour == 20

"""When somebody is asked how it goes: by their calendar, in the morning, wherever clocks change."""

from datetime import UTC, date, datetime

import pytest

from services.user_cessation.followups import rules

QUIT = datetime(2026, 3, 1, 8, tzinfo=UTC)
LONG_BEFORE = datetime(2026, 1, 1, tzinfo=UTC)


def test_the_days_are_those_of_b11():
    days = {each.code: each.local_date for each in rules.schedule(QUIT, "UTC", LONG_BEFORE)}

    assert days == {
        "day_1": date(2026, 3, 2),
        "day_3": date(2026, 3, 4),
        "day_7": date(2026, 3, 8),
        "day_14": date(2026, 3, 15),
        "day_28": date(2026, 3, 29),
        "month_3": date(2026, 6, 1),
        "month_6": date(2026, 9, 1),
        "month_12": date(2027, 3, 1),
    }


@pytest.mark.parametrize(
    ("zone", "day_1", "day_28"),
    [
        pytest.param("UTC", "2026-03-02T09:00Z", "2026-03-29T09:00Z", id="UTC"),
        pytest.param(
            "Europe/Madrid", "2026-03-02T08:00Z", "2026-03-29T07:00Z", id="clocks changed that day"
        ),
        pytest.param(
            "Asia/Ho_Chi_Minh", "2026-03-02T02:00Z", "2026-03-29T02:00Z", id="east of Greenwich"
        ),
        pytest.param(
            "Asia/Kathmandu",
            "2026-03-02T03:15Z",
            "2026-03-29T03:15Z",
            id="three quarters of an hour",
        ),
        pytest.param(
            "Pacific/Kiritimati", "2026-03-01T19:00Z", "2026-03-28T19:00Z", id="14 hours ahead"
        ),
        pytest.param(
            "America/Los_Angeles", "2026-03-02T17:00Z", "2026-03-29T16:00Z", id="west of it"
        ),
    ],
)
def test_each_falls_due_at_nine_where_the_member_lives(zone, day_1, day_28):
    due = {each.code: each.due_at for each in rules.schedule(QUIT, zone, LONG_BEFORE)}

    assert due["day_1"] == datetime.fromisoformat(day_1)
    assert due["day_28"] == datetime.fromisoformat(day_28)


def test_the_quit_day_is_the_members_own_date():
    late = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)

    [first, *_] = rules.schedule(late, "Asia/Ho_Chi_Minh", LONG_BEFORE)

    assert first.local_date == date(2026, 3, 3)


def test_what_lies_behind_is_not_asked_any_more():
    now = datetime(2026, 3, 15, 9, tzinfo=UTC)

    codes = [each.code for each in rules.schedule(QUIT, "UTC", now)]

    assert codes == ["day_28", "month_3", "month_6", "month_12"]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        pytest.param("2026-08-31", 6, "2027-02-28", id="a month that is shorter"),
        pytest.param("2027-08-31", 6, "2028-02-29", id="a leap year"),
        pytest.param("2026-11-30", 3, "2027-02-28", id="over the year's end"),
        pytest.param("2026-09-30", 3, "2026-12-30", id="into December"),
    ],
)
def test_months_are_those_of_the_calendar(day, months, later):
    assert rules.months_later(date.fromisoformat(day), months) == date.fromisoformat(later)

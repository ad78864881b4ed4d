"""Which hour stands out, and when to speak before it."""

from datetime import UTC, datetime, timedelta

import pytest

from services.user_cessation.nudges import rules
from services.user_cessation.nudges.models import Habit

SUNDAY_NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def habit(**changes):
    known = {"time_zone": "UTC", "entries": 5, "weekday": 1, "hour": 8, "count": 2}
    return Habit(**{**known, **changes})


@pytest.mark.parametrize(
    ("changes", "stands_out"),
    [
        pytest.param({}, True, id="two of five"),
        pytest.param({"entries": 4}, False, id="fewer than five entries"),
        pytest.param({"count": 1}, False, id="what happened once"),
        pytest.param({"entries": 0, "weekday": None, "hour": None, "count": 0}, False, id="none"),
    ],
)
def test_an_hour_stands_out_when_there_is_enough_to_see(changes, stands_out):
    assert (rules.cell(habit(**changes)) is not None) == stands_out


@pytest.mark.parametrize(
    ("changes", "now", "start"),
    [
        pytest.param({}, SUNDAY_NOON, datetime(2026, 3, 2, 8, tzinfo=UTC), id="tomorrow"),
        pytest.param(
            {"weekday": 7, "hour": 12},
            SUNDAY_NOON - timedelta(minutes=16),
            SUNDAY_NOON,
            id="today, with a minute to spare",
        ),
        pytest.param(
            {"weekday": 7, "hour": 12},
            SUNDAY_NOON - timedelta(minutes=15),
            SUNDAY_NOON + timedelta(days=7),
            id="today, but no time left to speak before it",
        ),
        pytest.param(
            {"time_zone": "Asia/Ho_Chi_Minh", "hour": 0},
            SUNDAY_NOON,
            datetime(2026, 3, 1, 17, tzinfo=UTC),
            id="midnight where they live",
        ),
        pytest.param(
            {"time_zone": "Europe/Madrid", "weekday": 1},
            datetime(2026, 3, 29, tzinfo=UTC),
            datetime(2026, 3, 30, 6, tzinfo=UTC),
            id="the day after clocks changed",
        ),
    ],
)
def test_it_next_begins_where_they_live(changes, now, start):
    assert rules.next_start(habit(**changes), now) == start


def test_what_stands_out_is_found_out_again_every_day():
    far, near = SUNDAY_NOON + timedelta(days=3), SUNDAY_NOON + timedelta(hours=3)

    assert rules.look_at(None, SUNDAY_NOON) == SUNDAY_NOON + timedelta(days=1)
    assert rules.look_at(far, SUNDAY_NOON) == SUNDAY_NOON + timedelta(days=1)
    assert rules.look_at(near, SUNDAY_NOON) == near - timedelta(minutes=15)


@pytest.mark.parametrize(
    ("minutes", "is_time"), [(-16, False), (-15, True), (-1, True), (0, False), (None, False)]
)
def test_it_is_said_before_the_hour_and_not_in_it(minutes, is_time):
    now = SUNDAY_NOON + timedelta(minutes=minutes or 0)

    assert rules.is_time(SUNDAY_NOON if minutes is not None else None, now) == is_time

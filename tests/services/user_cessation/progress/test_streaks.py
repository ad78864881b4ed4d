"""Days without smoking, by the member's own dates, through slips, new dates and clock changes."""

import random
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from services.user_cessation.progress import streaks
from services.user_cessation.progress.models import Attempt

MADRID = ZoneInfo("Europe/Madrid")
DAY = timedelta(days=1)
FIRST = date(2026, 1, 1)
QUIT = datetime(2026, 1, 1, 8, tzinfo=UTC)
ONE_ATTEMPT = (Attempt(QUIT, None),)


def day(number):
    """The first day is the day of quitting."""
    return FIRST + (number - 1) * DAY


def summary(today, *smoked, attempts=ONE_ATTEMPT):
    days = sorted({day(number) for number in smoked})
    spans = streaks.spans(attempts, UTC, today)
    quit_day = spans[-1].start if attempts[-1].ended_at is None else None
    current = streaks.current(quit_day, max(days, default=None), today)
    return current, streaks.best(spans, days), streaks.recent(spans, days, today)


@pytest.mark.parametrize(
    ("today", "smoked", "expected"),
    [
        pytest.param(day(1), [], (1, 1, (1, 1)), id="the day of quitting is the first"),
        pytest.param(day(10), [], (10, 10, (10, 10)), id="ten days"),
        pytest.param(day(45), [], (45, 45, (30, 30)), id="six weeks"),
        pytest.param(day(10), [10], (0, 9, (9, 10)), id="a slip today"),
        pytest.param(day(11), [10], (1, 9, (10, 11)), id="the day after a slip"),
        pytest.param(day(40), [20], (20, 20, (29, 30)), id="a slip three weeks ago"),
        pytest.param(day(60), [20], (40, 40, (30, 30)), id="a slip two months ago"),
        pytest.param(day(40), [30], (10, 29, (29, 30)), id="the best run was before the slip"),
        pytest.param(day(3), [1, 2, 3], (0, 0, (0, 3)), id="every day"),
        pytest.param(day(5), [3, 3, 3], (2, 2, (4, 5)), id="one day smoked on counts once"),
        pytest.param(day(0), [], (0, 0, (0, 0)), id="the day before"),
        pytest.param(day(5), [-2], (5, 5, (5, 5)), id="smoking before quitting is no slip"),
    ],
)
def test_a_slip_takes_its_own_day_and_nothing_else(today, smoked, expected):
    assert summary(today, *smoked) == expected


def attempt(first, last=None):
    def at(number):
        return QUIT + (number - 1) * DAY

    return Attempt(at(first), at(last) if last else None)


@pytest.mark.parametrize(
    ("attempts", "today", "expected"),
    [
        pytest.param(
            (attempt(1, 20), attempt(20)), 25, (6, 19, (25, 25)), id="begun again the same day"
        ),
        pytest.param(
            (attempt(1, 20), attempt(30)), 25, (0, 19, (19, 25)), id="between two attempts"
        ),
        pytest.param((attempt(1, 20), attempt(30)), 31, (2, 19, (20, 30)), id="begun again later"),
        pytest.param(
            (attempt(10, 20), attempt(1)), 20, (20, 20, (20, 20)), id="it was earlier than thought"
        ),
        pytest.param(
            (attempt(1, 20), attempt(11)), 20, (10, 10, (20, 20)), id="it was later than thought"
        ),
        pytest.param((attempt(1, 20),), 25, (0, 19, (19, 25)), id="given up"),
    ],
)
def test_an_earlier_attempt_keeps_its_best_run(attempts, today, expected):
    assert summary(day(today), attempts=attempts) == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        pytest.param("2026-03-29T00:30:00+00:00", "2026-03-29", id="before clocks go forward"),
        pytest.param("2026-03-29T21:59:59+00:00", "2026-03-29", id="a day of 23 hours ends"),
        pytest.param("2026-03-29T22:00:00+00:00", "2026-03-30", id="an hour earlier than usual"),
        pytest.param("2026-10-24T22:00:00+00:00", "2026-10-25", id="a day of 25 hours begins"),
        pytest.param("2026-10-25T22:59:59+00:00", "2026-10-25", id="and ends"),
    ],
)
def test_a_day_is_the_members_own_across_clock_changes(moment, expected):
    found = streaks.local_date(datetime.fromisoformat(moment), MADRID)

    assert found.isoformat() == expected


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Asia/Kathmandu", "Pacific/Pago_Pago"])
def test_a_streak_grows_by_one_at_every_local_midnight(zone):
    zone = ZoneInfo(zone)
    quit_day = streaks.local_date(QUIT, zone)

    lengths = [
        streaks.current(quit_day, None, streaks.local_date(QUIT + timedelta(hours=hours), zone))
        for hours in range(24 * 400)
    ]

    assert {later - earlier for earlier, later in pairwise(lengths)} == {0, 1}
    assert lengths[-1] in (400, 401)


def test_runs_agree_with_counting_day_by_day():
    chance = random.Random(11)
    for _ in range(200):
        today = day(chance.randrange(1, 80))
        smoked = {chance.randrange(-3, 85) for _ in range(chance.randrange(12))}

        current, best, (smoke_free, of) = summary(today, *smoked)

        free = [day_ not in {day(n) for n in smoked} for day_ in _dates(FIRST, today)]
        runs = "".join("x" if is_free else " " for is_free in free).split(" ")
        # A slip dated after today (a zone was changed) only shortens the run that reaches today.
        if max(smoked, default=0) <= (today - FIRST).days + 1:
            assert current == len(runs[-1])
        assert best == max(len(run) for run in runs) >= current
        assert (smoke_free, of) == (sum(free[-30:]), len(free[-30:]))


def _dates(first, last):
    return [first + number * DAY for number in range((last - first).days + 1)]

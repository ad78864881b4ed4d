"""Which meetings fit into a coach's hours, on ordinary days and when the clocks change."""

from datetime import UTC, date, datetime, timedelta

import pytest

from services.user_cessation.availability import rules
from services.user_cessation.availability.models import (
    AvailabilityIn,
    Schedule,
    SlotsAsked,
    Span,
    Taken,
    Window,
)
from shared.models.problem import Invalid

DAY = date(2026, 3, 4)
NOTHING = Taken([], [], [])


def minutes(count):
    return timedelta(minutes=count)


def at(hour, minute=0, day=DAY):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def wall(text):
    hours, rest = text.split(":")
    return 60 * int(hours) + int(rest)


def schedule(*windows, zone="UTC", day=DAY, **changes):
    """Hours on one day; 30 minutes every 30 minutes unless said otherwise."""
    settings = {
        "session": minutes(30),
        "increment": minutes(30),
        "before": minutes(0),
        "after": minutes(0),
        "notice": minutes(0),
        "horizon": timedelta(days=60),
        **changes,
    }
    read = tuple(Window(wall(starts), wall(ends)) for starts, ends in windows)
    return Schedule(time_zone=zone, weekly={}, overrides={day: read}, **settings)


MIDNIGHT = at(0)


def starts(hours, taken=NOTHING, *, now=MIDNIGHT, day=DAY):
    found = rules.slots(
        hours,
        taken,
        first=at(0, day=day) - timedelta(days=1),
        until=at(0, day=day) + timedelta(days=2),
        now=now,
    )
    return [slot.starts_at for slot in found]


def test_b15_buffers_of_the_existing_and_of_the_new_both_count():
    hours = schedule(("09:00", "12:00"), after=minutes(15), notice=minutes(120))
    booked = Taken([Span(at(10), at(10, 45))], [], [])

    assert starts(hours, booked, now=at(7, 30)) == [at(11), at(11, 30)]


def test_b15_without_buffers_the_end_of_one_is_the_beginning_of_the_next():
    hours = schedule(("09:00", "12:00"), notice=minutes(120))
    booked = Taken([Span(at(10), at(10, 30))], [], [])

    assert starts(hours, booked, now=at(7, 30)) == [at(9, 30), at(10, 30), at(11), at(11, 30)]


def test_a_buffer_before_keeps_its_distance_too():
    hours = schedule(("09:00", "11:00"), before=minutes(10))
    booked = Taken([Span(at(9), at(9, 30))], [], [])

    assert starts(hours, booked) == [at(10), at(10, 30)]


def test_a_buffer_may_reach_beyond_the_hours_and_into_leave():
    hours = schedule(("09:00", "10:00"), after=minutes(15), before=minutes(15))
    away = Taken([], [], [Span(at(9, 30), at(12))])

    assert starts(hours) == [at(9), at(9, 30)]
    assert starts(hours, away) == [at(9)]


def test_what_the_member_has_is_in_the_way_without_any_buffer():
    hours = schedule(("09:00", "11:00"), after=minutes(30))
    busy = Taken([], [Span(at(9, 30), at(10))], [])

    assert starts(hours, busy) == [at(9), at(10), at(10, 30)]


def test_a_meeting_has_to_fit_and_begins_where_the_steps_say():
    hours = schedule(("09:10", "10:30"), session=minutes(45), increment=minutes(15))

    assert starts(hours) == [at(9, 10), at(9, 25), at(9, 40)]


def test_notice_and_horizon_bound_what_is_offered():
    hours = schedule(("09:00", "12:00"), notice=minutes(60), horizon=minutes(120))

    assert starts(hours, now=at(9)) == [at(10), at(10, 30)]


def test_a_date_of_its_own_replaces_the_day_of_the_week():
    week = {3: (Window(wall("09:00"), wall("10:00")),)}
    hours = schedule(("13:00", "14:00"))

    def on(overrides):
        return starts(
            Schedule(
                **{
                    f: getattr(hours, f)
                    for f in hours.__slots__
                    if f not in ("weekly", "overrides")
                },
                weekly=week,
                overrides=overrides,
            )
        )

    assert on({}) == [at(9), at(9, 30)]
    assert on(hours.overrides) == [at(13), at(13, 30)]
    assert on({DAY: ()}) == []


SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


@pytest.mark.parametrize(
    ("window", "day", "expected"),
    [
        # In Madrid 02:00 becomes 03:00 on 29 March (01:00Z): the hour between is not there.
        (("01:00", "04:00"), SPRING, [(0, 0), (1, 0)]),
        (("02:00", "04:00"), SPRING, [(1, 0)]),
        (("02:30", "04:00"), SPRING, [(1, 0)]),
        (("01:00", "02:30"), SPRING, [(0, 0)]),
        (("02:00", "03:00"), SPRING, []),
        (("09:00", "10:00"), SPRING, [(7, 0)]),
        # On 25 October 03:00 becomes 02:00 (01:00Z): the hour before comes twice.
        (("01:00", "04:00"), AUTUMN, [(-1, 0), (0, 0), (1, 0), (2, 0)]),
        (("02:30", "04:00"), AUTUMN, [(1, 30)]),
        (("01:00", "02:30"), AUTUMN, [(-1, 0)]),
        (("02:00", "03:00"), AUTUMN, [(1, 0)]),
        (("09:00", "10:00"), AUTUMN, [(8, 0)]),
    ],
    ids=str,
)
def test_hours_when_the_clocks_change(window, day, expected):
    hours = schedule(
        window, zone="Europe/Madrid", day=day, session=minutes(60), increment=minutes(60)
    )
    midnight = at(0, day=day)

    found = starts(hours, now=midnight - timedelta(days=2), day=day)

    assert found == [midnight + timedelta(hours=h, minutes=m) for h, m in expected]


@pytest.mark.parametrize(
    ("zone", "first"),
    [
        ("Asia/Kathmandu", datetime(2026, 3, 4, 3, 15, tzinfo=UTC)),
        ("Pacific/Kiritimati", datetime(2026, 3, 3, 19, 0, tzinfo=UTC)),
        ("Pacific/Pago_Pago", datetime(2026, 3, 4, 20, 0, tzinfo=UTC)),
    ],
)
def test_hours_are_by_the_coachs_own_clock(zone, first):
    hours = schedule(("09:00", "09:30"), zone=zone)

    assert starts(hours, now=at(0) - timedelta(days=2)) == [first]


def test_a_day_without_midnight_begins_when_the_clocks_go_on():
    """In Beirut the clocks skip from 00:00 to 01:00 on 29 March 2026."""
    query = SlotsAsked(first=SPRING, last=SPRING)

    assert rules.asked(query, "Asia/Beirut") == (
        datetime(2026, 3, 28, 22, 0, tzinfo=UTC),
        datetime(2026, 3, 29, 21, 0, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    "days",
    [("2026-03-05", "2026-03-04"), ("2026-03-01", "2026-04-01"), ("1800-01-01", "1800-01-02")],
)
def test_days_nobody_asks_for(days):
    with pytest.raises(Invalid):
        rules.asked(SlotsAsked(first=days[0], last=days[1]), "UTC")


@pytest.mark.parametrize(
    "weekly",
    [
        [("10:00", "09:00")],
        [("09:00", "09:00")],
        [("09:00", "11:00"), ("10:30", "12:00")],
    ],
    ids=str,
)
def test_hours_that_make_no_sense(weekly):
    windows = [{"starts": starts, "ends": ends} for starts, ends in weekly]
    new = AvailabilityIn.model_validate({"weekly": [{"weekday": 1, "windows": windows}]})

    with pytest.raises(Invalid):
        rules.check_hours(new)


def test_a_day_is_named_once():
    day = {"weekday": 1, "windows": []}

    with pytest.raises(Invalid):
        rules.check_hours(AvailabilityIn.model_validate({"weekly": [day, day]}))

"""When a coach can be met.

Pure: no clock, no database, no web. Callers pass `now`.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from services.user_cessation.availability.models import (
    Availability,
    AvailabilityIn,
    DateHours,
    DayHours,
    HoursWindow,
    Schedule,
    SlotsAsked,
    Span,
    Taken,
    Window,
)
from services.user_cessation.availability.wall_clock import midnight, span_of
from shared.models.problem import Invalid

DAY = timedelta(days=1)
MOST_DAYS = 31


def slots(
    schedule: Schedule, taken: Taken, *, first: datetime, until: datetime, now: datetime
) -> list[Span]:
    """Every meeting that could begin from `first` on and before `until`, in order.

    A meeting lies within the coach's hours and outside of their leave. Its buffers may reach beyond
    these, but never into another meeting or its buffers: both count. Where one ends, the next may
    begin.
    """
    earliest = max(first, now + schedule.notice)
    latest = min(until, now + schedule.horizon)
    return [
        slot
        for window in _windows(schedule, earliest, latest)
        for slot in _within(window, schedule)
        if earliest <= slot.starts_at < latest and _is_free(slot, schedule, taken)
    ]


def schedule_of(stored: Availability) -> Schedule:
    return Schedule(
        time_zone=stored.time_zone,
        weekly={each["weekday"]: _read(each["windows"]) for each in stored.weekly},
        overrides={
            date.fromisoformat(each["local_date"]): _read(each["windows"])
            for each in stored.overrides
        },
        session=timedelta(minutes=stored.session_minutes),
        increment=timedelta(minutes=stored.increment_minutes),
        before=timedelta(minutes=stored.buffer_before_minutes),
        after=timedelta(minutes=stored.buffer_after_minutes),
        notice=timedelta(minutes=stored.notice_minutes),
        horizon=timedelta(days=stored.horizon_days),
    )


def asked(query: SlotsAsked, time_zone: str) -> tuple[datetime, datetime]:
    """The instants between which the days asked for lie."""
    if not query.first <= query.last < query.first + MOST_DAYS * DAY:
        raise _wrong("last", f"must be at most {MOST_DAYS - 1} days after the first")
    if not 1900 <= query.first.year <= query.last.year <= 2200:
        raise _wrong("first", "must be between the years 1900 and 2200")
    zone = ZoneInfo(time_zone)
    return midnight(query.first, zone), midnight(query.last + DAY, zone)


def check_hours(new: AvailabilityIn) -> None:
    """Each day once, and no two windows of a day over one another."""
    _check_days("weekly", [each.weekday for each in new.weekly], new.weekly)
    _check_days("overrides", [each.local_date for each in new.overrides], new.overrides)


def _check_days(
    field: str, days: list[int] | list[date], hours: Iterable[DayHours] | Iterable[DateHours]
) -> None:
    if len(set(days)) < len(days):
        raise _wrong(field, "must name each day once")
    for each in hours:
        windows = sorted(map(_window, each.windows), key=lambda window: window.starts)
        if any(window.starts >= window.ends for window in windows):
            raise _wrong(field, "must end after they start")
        if any(one.ends > following.starts for one, following in pairwise(windows)):
            raise _wrong(field, "must not overlap")


def _windows(schedule: Schedule, first: datetime, until: datetime) -> Iterator[Span]:
    if first >= until:
        return
    zone = ZoneInfo(schedule.time_zone)
    day = first.astimezone(zone).date()
    while midnight(day, zone) < until:
        by_weekday = schedule.weekly.get(day.isoweekday(), ())
        for window in schedule.overrides.get(day, by_weekday):
            span = span_of(window, day, zone)
            if span is not None:
                yield span
        day += DAY


def _within(window: Span, schedule: Schedule) -> Iterator[Span]:
    starts_at = window.starts_at
    while starts_at + schedule.session <= window.ends_at:
        yield Span(starts_at, starts_at + schedule.session)
        starts_at += schedule.increment


def _is_free(slot: Span, schedule: Schedule, taken: Taken) -> bool:
    needed = Span(slot.starts_at - schedule.before, slot.ends_at + schedule.after)
    return not any(map(needed.overlaps, taken.coach)) and not any(
        map(slot.overlaps, (*taken.member, *taken.leave))
    )


def _read(windows: Iterable[dict[str, str]]) -> tuple[Window, ...]:
    read = [_window(HoursWindow.model_validate(window)) for window in windows]
    return tuple(sorted(read, key=lambda window: window.starts))


def _window(hours: HoursWindow) -> Window:
    return Window(_minutes(hours.starts), _minutes(hours.ends))


def _minutes(wall_time: str) -> int:
    hours, minutes = wall_time.split(":")
    return 60 * int(hours) + int(minutes)


def _wrong(field: str, message: str) -> Invalid:
    return Invalid(errors=[{"field": field, "message": message}])

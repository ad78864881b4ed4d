"""Which hour stands out, and when to speak before it.

The whole rule: the hour of the week with the most cravings, once there are five entries and two of
them fell into it; a quarter of an hour before it begins. Nothing about it is hidden or learnt.
Pure: no clock, no database, no web. Callers pass `now`.
"""

from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from services.user_cessation.cravings.rules import ENOUGH
from services.user_cessation.nudges.models import Cell, Habit, Look, NudgeOut

AHEAD = timedelta(minutes=15)
LASTS = timedelta(hours=1)
LOOK_AGAIN = timedelta(days=1)
"""New entries, and members who moved, change which hour comes next."""

TWICE = 2
"""What happened once stands out by chance."""


def cell(habit: Habit) -> Cell | None:
    if habit.weekday is None or habit.hour is None:
        return None
    if habit.entries < ENOUGH or habit.count < TWICE:
        return None
    return Cell(weekday=habit.weekday, hour=habit.hour, count=habit.count)


def next_start(habit: Habit, now: datetime) -> datetime | None:
    """When that hour next begins where they live, with time left to speak before it."""
    found = cell(habit)
    if found is None:
        return None
    zone = ZoneInfo(habit.time_zone)
    today = now.astimezone(zone).date()
    days = (today + timedelta(days=ahead) for ahead in range(9))
    starts = (
        datetime.combine(day, time(found.hour), zone).astimezone(UTC)
        for day in days
        if day.isoweekday() == found.weekday
    )
    return next(start for start in starts if start - AHEAD > now)


def look_at(starts_at: datetime | None, now: datetime) -> datetime:
    """When to speak, or a day from now if that is sooner."""
    again = now + LOOK_AGAIN
    return min(starts_at - AHEAD, again) if starts_at else again


def look(user_id: UUID, habit: Habit, now: datetime) -> Look:
    starts_at = next_start(habit, now)
    return Look(user_id, starts_at, look_at(starts_at, now))


def is_time(starts_at: datetime | None, now: datetime) -> bool:
    """Not before, and not once the hour has begun: it is there to be ready."""
    return starts_at is not None and starts_at - AHEAD <= now < starts_at


def document(habit: Habit, now: datetime, *, enabled: bool) -> NudgeOut:
    starts_at = next_start(habit, now) if enabled else None
    return NudgeOut(
        enabled=enabled,
        entries=habit.entries,
        needs=max(0, ENOUGH - habit.entries),
        cell=cell(habit),
        minutes_before=AHEAD // timedelta(minutes=1),
        next_at=starts_at and starts_at - AHEAD,
    )

"""When each form is worth answering again. Nobody has to, and who is not ready is asked nothing.

Pure: no clock, no database, no web. Callers pass `now`.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.user_cessation.due.models import Answered, Due, DueBecause

WEEK = timedelta(days=7)
DAILY_FOR, WEEKLY_UNTIL = timedelta(days=14), timedelta(days=28)
"""smokefree.gov means its withdrawal form for every day of two weeks; it fades over two to four."""


def due(answered: Answered, now: datetime) -> list[Due]:
    """What comes next of each form, the most urgent first."""
    if answered.ready is False:
        return []
    found = [
        *_dependence(answered, now),
        _rating("CONFIDENCE", answered.confidence_at, answered, now),
        _rating("IMPORTANCE", answered.importance_at, answered, now),
        *_withdrawal(answered, now),
    ]
    return sorted(found, key=lambda each: each.due_at)


def _dependence(answered: Answered, now: datetime) -> Iterator[Due]:
    """Once: what they smoke now is where everything begins."""
    if answered.dependence_at is None:
        yield _due("HSI", now, "first", now)


def _rating(instrument: str, rated_at: datetime | None, answered: Answered, now: datetime) -> Due:
    """Every week, and after every lapse: a fall is what comes before the next one."""
    if rated_at is None:
        return _due(instrument, now, "first", now)
    if answered.slipped_at is not None and answered.slipped_at > rated_at:
        return _due(instrument, answered.slipped_at, "after_slip", now)
    return _due(instrument, rated_at + WEEK, "weekly", now)


def _withdrawal(answered: Answered, now: datetime) -> Iterator[Due]:
    """Before quitting, to compare with; then daily for two weeks and weekly for two more."""
    quit_at, last = answered.quit_at, answered.withdrawal_at
    if quit_at is None:
        return
    if now < quit_at:
        if last is None:
            yield _due("MTWS", now, "baseline", now)
        return
    if now >= quit_at + WEEKLY_UNTIL:
        return
    if last is None or last < quit_at:
        yield _due("MTWS", quit_at, "daily", now)
    elif now < quit_at + DAILY_FOR:
        yield _due("MTWS", _next_day(last, answered.time_zone), "daily", now)
    else:
        yield _due("MTWS", last + WEEK, "weekly", now)


def _next_day(moment: datetime, time_zone: str) -> datetime:
    """When the member's next day begins."""
    zone = ZoneInfo(time_zone)
    day = moment.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _due(instrument: str, due_at: datetime, because: DueBecause, now: datetime) -> Due:
    return Due(instrument=instrument, due_at=due_at, is_due=due_at <= now, because=because)

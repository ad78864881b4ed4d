"""When to ask how it goes.

Arrange, of the five A's: the first contact within a week of the quit date; then as the evidence
has it, at four weeks, three months and six; and once more after twelve, as the Russell Standard has
it (West 2005, RS12). Pure: no clock, no database, no web.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.user_cessation.followups.models import FollowUp, FollowUpCode

AT = time(9)
"""After every quiet night, even that of somebody whose hours we have to guess."""

DAYS: dict[FollowUpCode, int] = {"day_1": 1, "day_3": 3, "day_7": 7, "day_14": 14, "day_28": 28}
MONTHS: dict[FollowUpCode, int] = {"month_3": 3, "month_6": 6, "month_12": 12}


def schedule(quit_at: datetime, time_zone: str, now: datetime) -> list[FollowUp]:
    """Every follow-up still to come, by the member's calendar; none for what lies behind."""
    zone = ZoneInfo(time_zone)
    quit_day = quit_at.astimezone(zone).date()
    found = [
        FollowUp(code, day, datetime.combine(day, AT, zone).astimezone(UTC))
        for code, day in _days(quit_day)
    ]
    return [each for each in found if each.due_at > now]


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or the last one it has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _days(quit_day: date) -> Iterator[tuple[FollowUpCode, date]]:
    for code, days in DAYS.items():
        yield code, quit_day + timedelta(days=days)
    for code, months in MONTHS.items():
        yield code, months_later(quit_day, months)

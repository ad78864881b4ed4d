"""Which day a check-in may be for.

Pure: no clock, no database, no web. Callers pass `now`.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from shared.models.problem import Invalid

LOOK_BACK = timedelta(days=7)


def day_of(local_date: date | None, time_zone: str, now: datetime) -> date:
    """The day meant, in the member's zone: today unless they say so, and at most a week ago."""
    today = now.astimezone(ZoneInfo(time_zone)).date()
    day = local_date or today
    if day > today:
        raise Invalid(errors=[{"field": "local_date", "message": "must not be in the future"}])
    if day < today - LOOK_BACK:
        raise Invalid(errors=[{"field": "local_date", "message": "must be at most 7 days ago"}])
    return day

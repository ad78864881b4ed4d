"""How long a coach may be away at once.

Pure: no clock, no database, no web. Callers pass `now`.
"""

from datetime import datetime, timedelta

from services.user_cessation.leaves.models import LeaveIn
from shared.models.problem import Invalid

LONGEST = timedelta(days=366)


def check(new: LeaveIn, now: datetime) -> None:
    if not new.starts_at < new.ends_at:
        raise _wrong("must be after the start")
    if new.ends_at > new.starts_at + LONGEST:
        raise _wrong("must be at most a year after the start")
    if new.ends_at <= now:
        raise _wrong("must not be in the past")


def _wrong(message: str) -> Invalid:
    return Invalid(errors=[{"field": "ends_at", "message": message}])

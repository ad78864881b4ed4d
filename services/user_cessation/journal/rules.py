"""When an entry may be from.

Pure: no clock, no database, no web. Callers pass `now`.
"""

from datetime import datetime, timedelta

from shared.models.problem import Invalid

CLOCK_SKEW = timedelta(minutes=5)
"""How far a phone's clock may run ahead of ours."""

MOST_A_DAY = 50
"""More than anybody writes, and a bound for whatever writes without a hand."""


def moment_of(written_at: datetime | None, now: datetime) -> datetime:
    """The moment meant: now unless they say so. Any past is fine: it is their own story."""
    moment = written_at or now
    if moment > now + CLOCK_SKEW:
        raise Invalid(errors=[{"field": "written_at", "message": "must not be in the future"}])
    return moment

"""Whom outcomes leave out: who died, and who moved where nobody finds them (West 2005).

Everybody else of whom nothing is known counts as smoking. Pure: no clock, no database, no web.
Callers pass `now`.
"""

from datetime import date, datetime, timedelta

from shared.models.problem import Invalid

FARTHEST_EAST = timedelta(hours=14)
"""Where a day begins first."""


def require_happened(since: date, now: datetime) -> None:
    """Raise Invalid for a day that has begun nowhere yet: nobody is left out beforehand."""
    if since > (now + FARTHEST_EAST).date():
        raise Invalid(errors=[{"field": "since", "message": "must not be in the future"}])

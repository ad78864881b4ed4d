"""Which day a check-in may be for.

Pure: no clock, no database, no web. Callers pass the member's own day.
"""

from datetime import date, timedelta

from shared.models.problem import Invalid

LOOK_BACK = timedelta(days=7)
"""How long ago the day of a check-in may be, at most."""


def refuse_other_days(local_date: date | None, today: date) -> None:
    """Raise Invalid for a day that is neither today nor in the week before."""
    day = local_date or today
    if day > today:
        raise Invalid(errors=[{"field": "local_date", "message": "must not be in the future"}])
    if day < today - LOOK_BACK:
        raise Invalid(errors=[{"field": "local_date", "message": "must be at most 7 days ago"}])

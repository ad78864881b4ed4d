"""Which steps suit how much there is to see.

Pure: no clock, no database, no web. Callers pass `now`.
"""

from datetime import datetime, timedelta

from services.user_cessation.charts.models import ChartStep

MOST_POINTS = {ChartStep.HOUR: 48, ChartStep.DAY: 62, ChartStep.WEEK: 53, ChartStep.MONTH: 120}
"""How far back each kind of step is shown."""

SUITS = (
    (timedelta(days=2), ChartStep.HOUR),
    (timedelta(days=31), ChartStep.DAY),
    (timedelta(days=182), ChartStep.WEEK),
)
"""Up to how much there is, each step shows something worth looking at."""


def step_for(first_at: datetime | None, now: datetime) -> ChartStep:
    """Hours on the first two days, then days for a month, weeks for half a year, months after."""
    told_for = now - (first_at or now)
    return next((step for most, step in SUITS if told_for <= most), ChartStep.MONTH)

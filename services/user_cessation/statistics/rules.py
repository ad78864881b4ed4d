"""What may be said of many people, and when it is time to count.

Pure: no clock, no database, no web. Callers pass `now`.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from services.user_cessation.statistics.models import (
    FOLLOW_UPS,
    Judged,
    OutcomesOut,
    Rate,
    RetentionOut,
    ScopedOut,
    Stayed,
    WeekOut,
)

FEWEST = 10
"""Attempts below which a rate could point at a person, or means nothing."""

WEEK = timedelta(days=7)
SCOPED = ("seven_days", "thirty_days", "continuous", "prolonged")
SCOPES = {"no_combustible": "", "no_tobacco": "_no_tobacco", "no_nicotine_product": "_no_nicotine"}
"""What has to be absent, and how the counts of it end."""

COUNTS = (
    *("answered", "seven_days", "thirty_days", "russell", "continuous", "prolonged"),
    *(f"{name}{ending}" for ending in SCOPES.values() if ending for name in SCOPED),
)
NOTHING = Rate(count=None, percent=None)


def outcomes(judged: Sequence[Judged]) -> list[OutcomesOut]:
    """By month and follow-up, rates only where there are enough attempts."""
    return [_shown(each, each.quit_month) for each in judged]


def overall(judged: Sequence[Judged]) -> list[OutcomesOut]:
    """All months together, one line for each follow-up."""
    return [
        _shown(_together([each for each in judged if each.follow_up_days == days], days), None)
        for days in FOLLOW_UPS
    ]


def retention(stayed: Iterable[Stayed]) -> list[RetentionOut]:
    """Rows ordered by week of registration, then of activity, as one line for each registration."""
    lines = []
    for registered_week, group in groupby(stayed, key=lambda row: row.registered_week):
        rows = list(group)
        lines.append(
            RetentionOut(
                registered_week=registered_week,
                members=rows[0].members,
                weeks=[
                    WeekOut(
                        week=(row.active_week - registered_week) // WEEK,
                        active_members=row.active_members,
                    )
                    for row in rows
                ],
            )
        )
    return lines


def as_csv(judged: Iterable[Judged]) -> str:
    """The anonymous export: a line for each month and follow-up that has enough attempts."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(["quit_month", "follow_up_days", "attempts", *COUNTS])
    for each in judged:
        if each.attempts >= FEWEST:
            counts = [getattr(each, name) for name in COUNTS]
            lines.writerow(
                [f"{each.quit_month:%Y-%m}", each.follow_up_days, each.attempts, *counts]
            )
    return text.getvalue()


def ended_days(counted_until: date | None, now: datetime, *, most: int) -> Iterator[date]:
    """UTC days that are over and not counted yet, the oldest first."""
    today = now.astimezone(UTC).date()
    day = counted_until + timedelta(days=1) if counted_until else today - timedelta(days=1)
    for _ in range(most):
        if day >= today:
            return
        yield day
        day += timedelta(days=1)


def ended_weeks(counted_until: date | None, now: datetime, *, most: int) -> Iterator[date]:
    """Mondays of weeks that are over and not counted yet, the oldest first."""
    this_week = monday(now.astimezone(UTC).date())
    week = counted_until + WEEK if counted_until else this_week - WEEK
    for _ in range(most):
        if week >= this_week:
            return
        yield week
        week += WEEK


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _shown(each: Judged, month: date | None) -> OutcomesOut:
    rates = {name: _rate(getattr(each, name), each.attempts) for name in COUNTS}
    if each.follow_up_days == FOLLOW_UPS[0]:
        rates |= {name: NOTHING for name in COUNTS if name.startswith("thirty_days")}
    return OutcomesOut(
        follow_up_days=each.follow_up_days,
        quit_month=month,
        attempts=each.attempts,
        answered=rates["answered"],
        russell=rates["russell"],
        **{name: rates[name] for name in SCOPED},
        scopes=[
            ScopedOut(scope=scope, **{name: rates[name + ending] for name in SCOPED})
            for scope, ending in SCOPES.items()
        ],
    )


def _rate(count: int, attempts: int) -> Rate:
    if attempts < FEWEST:
        return NOTHING
    percent = Decimal(100 * count) / attempts
    return Rate(count=count, percent=percent.quantize(Decimal("0.1"), ROUND_HALF_UP))


def _together(judged: Sequence[Judged], days: int) -> Judged:
    return Judged(
        quit_month=date.min,
        follow_up_days=days,
        attempts=sum(each.attempts for each in judged),
        **{name: sum(getattr(each, name) for each in judged) for name in COUNTS},
    )

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
    ExcludedOut,
    Judged,
    OutcomesOut,
    Rate,
    RetentionOut,
    ScopedOut,
    Stayed,
    VerifiedOut,
    WeekOut,
)

FEWEST = 10
"""Attempts below which a rate could point at a person, or means nothing."""

WEEK = timedelta(days=7)
SCOPED = ("seven_days", "thirty_days", "continuous", "prolonged")
SCOPES = {"no_combustible": "", "no_tobacco": "_no_tobacco", "no_nicotine_product": "_no_nicotine"}
"""What has to be absent, and how the counts of it end."""

REPORTED = ("four_weeks", "seven_days", "thirty_days", "russell", "continuous", "prolonged")
"""What somebody's word says; and with `_verified`, their breath too."""

COUNTS = (
    *("answered", "seven_days", "thirty_days", "russell", "continuous", "prolonged"),
    *(f"{name}{ending}" for ending in SCOPES.values() if ending for name in SCOPED),
    *("four_weeks", *(f"{name}_verified" for name in REPORTED), "two_weeks_running"),
)
LEFT_OUT = ("died", "untraceable")
NOTHING = Rate(count=None, percent=None)


def outcomes(judged: Sequence[Judged]) -> list[OutcomesOut]:
    """By month and follow-up, rates only where there are enough attempts."""
    return [_shown(each, each.quit_month) for each in judged]


def overall(judged: Sequence[Judged]) -> list[OutcomesOut]:
    """All months together, one line for each follow-up."""
    return [_shown(together(judged, days), None) for days in FOLLOW_UPS]


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
    lines.writerow(["quit_month", "follow_up_days", "attempts", *COUNTS, *LEFT_OUT])
    for each in judged:
        if each.attempts >= FEWEST:
            counts = [getattr(each, name) for name in (*COUNTS, *LEFT_OUT)]
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


def months(first: date | None, last: date | None) -> Iterator[date]:
    """The first day of every month from one day's to another's; none without days."""
    if first is None or last is None:
        return
    for each in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield date(each // 12, each % 12 + 1, 1)


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def rates(each: Judged) -> dict[str, Rate]:
    """Of the attempts that count. Null also for what a follow-up cannot tell: thirty days at four
    weeks, and four weeks at any other.
    """
    is_four_weeks = each.follow_up_days == FOLLOW_UPS[0]
    untold = "thirty_days" if is_four_weeks else "four_weeks"
    return {
        name: NOTHING if name.startswith(untold) else rate(getattr(each, name), each.attempts)
        for name in COUNTS
    }


def rate(count: int, attempts: int) -> Rate:
    if attempts < FEWEST:
        return NOTHING
    percent = Decimal(100 * count) / attempts
    return Rate(count=count, percent=percent.quantize(Decimal("0.1"), ROUND_HALF_UP))


def together(judged: Sequence[Judged], days: int) -> Judged:
    """All months of one follow-up."""
    months = [each for each in judged if each.follow_up_days == days]
    return Judged(
        quit_month=date.min,
        follow_up_days=days,
        **{
            name: sum(getattr(each, name) for each in months)
            for name in ("attempts", *LEFT_OUT, *COUNTS)
        },
    )


def _shown(each: Judged, month: date | None) -> OutcomesOut:
    found = rates(each)
    return OutcomesOut(
        follow_up_days=each.follow_up_days,
        quit_month=month,
        attempts=each.attempts,
        excluded=ExcludedOut(died=each.died, untraceable=each.untraceable),
        answered=found["answered"],
        two_weeks_running=found["two_weeks_running"],
        **{name: found[name] for name in REPORTED},
        verified=VerifiedOut(**{name: found[f"{name}_verified"] for name in REPORTED}),
        scopes=[
            ScopedOut(scope=scope, **{name: found[name + ending] for name in SCOPED})
            for scope, ending in SCOPES.items()
        ],
    )

"""Smoke-free days, counted by the member's own dates.

A day is smoke-free if it belongs to an attempt and nothing was smoked on it: the day of quitting
is the first, and today counts until something is. A slip takes its own day away and nothing else;
the runs before it stay what they were. Pure, like the rules. Callers pass the days on which
something was smoked in order, each once.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from itertools import pairwise

from services.user_cessation.progress.models import Attempt

DAY = timedelta(days=1)
RECENT = 30


@dataclass(frozen=True, slots=True)
class Span:
    """The days of one attempt, from `start` up to and without `end`."""

    start: date
    end: date

    def within(self, start: date, end: date) -> "Span":
        return Span(max(self.start, start), min(self.end, end))

    @property
    def days(self) -> int:
        return max(0, (self.end - self.start).days)


def local_date(moment: datetime, zone: tzinfo) -> date:
    return moment.astimezone(zone).date()


def spans(attempts: Sequence[Attempt], zone: tzinfo, today: date) -> list[Span]:
    """The days of each attempt, oldest first, none of them counted twice.

    Setting another quit date says that they smoked until then, so an attempt ends where the next
    begins, or on the day it was given up if that came first.
    """
    found = []
    next_start = today + DAY
    for attempt in reversed(attempts):
        start = local_date(attempt.quit_at, zone)
        end = local_date(attempt.ended_at, zone) if attempt.ended_at else today + DAY
        found.append(Span(start, min(end, next_start)))
        next_start = min(next_start, start)
    return found[::-1]


def current(quit_day: date | None, last_smoked: date | None, today: date) -> int:
    """Smoke-free days in a row, up to and with today."""
    if quit_day is None:
        return 0
    begin = max(quit_day, last_smoked + DAY) if last_smoked else quit_day
    return Span(begin, today + DAY).days


def best(attempts: Iterable[Span], smoked: Sequence[date]) -> int:
    """The longest run of smoke-free days in any attempt."""
    return max((0, *(_longest_run(span, smoked) for span in attempts)))


def recent(attempts: Sequence[Span], smoked: Sequence[date], today: date) -> tuple[int, int]:
    """Smoke-free days among the last thirty, and how many of those came after first quitting."""
    if not attempts:
        return 0, 0
    start, end = today - (RECENT - 1) * DAY, today + DAY
    windows = [span.within(start, end) for span in attempts]
    smoke_free = sum(window.days - len(_within(window, smoked)) for window in windows)
    first = min(span.start for span in attempts)
    return smoke_free, Span(max(first, start), end).days


def _longest_run(span: Span, smoked: Sequence[date]) -> int:
    bounds = [span.start - DAY, *_within(span, smoked), span.end]
    return max(after - before for before, after in pairwise(bounds)).days - 1


def _within(span: Span, days: Sequence[date]) -> Sequence[date]:
    """Those of some days, in order, that are in a span."""
    return days[bisect_left(days, span.start) : bisect_left(days, span.end)]

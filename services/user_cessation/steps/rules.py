"""When a pack's next step begins. Weeks are the label's own; no dose is worked out.

Pure: no clock, no database, no web. Callers pass `now`.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.user_cessation.medication.models import NrtLabel
from services.user_cessation.replacement.models import CourseOut

FIRST_WEEK = 1


def offsets(labels: Iterable[NrtLabel]) -> Iterator[tuple[str, int]]:
    """Each label, and after how many days each step but its first begins."""
    for label in labels:
        for step in label.steps:
            if step.from_week is not None and step.from_week > FIRST_WEEK:
                yield label.code, (step.from_week - FIRST_WEEK) * timedelta(weeks=1).days


def next_at(
    courses: Iterable[CourseOut], at: time, zone: ZoneInfo, now: datetime
) -> datetime | None:
    """When somebody next hears of a step: at their time of the day on which it begins."""
    moments = [
        datetime.combine(step.from_on, at, zone)
        for course in courses
        for step in course.steps
        if step.from_on is not None and step.from_on > course.started_on
    ]
    return min((moment for moment in moments if moment > now), default=None)

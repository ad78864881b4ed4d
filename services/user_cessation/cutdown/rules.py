"""How many a day, until there are none.

Pure: no clock, no database, no web. Callers pass the date.
"""

import math
from collections.abc import Mapping
from datetime import date, timedelta

from services.user_cessation.cutdown.models import (
    CutDown,
    CutDownDay,
    CutDownIn,
    CutDownOut,
    Habit,
)
from services.user_cessation.cutdown.notes import ABRUPT_WORKS_BETTER
from shared.models.problem import Conflict, Invalid

LONGEST = timedelta(weeks=6)
DAY = timedelta(days=1)
SOONEST, LATEST = timedelta(weeks=6), timedelta(days=30)
"""How long ago it may have begun, and how far ahead it may begin."""

DAYS_A_STEP = 7


def planned(new: CutDownIn, habit: Habit, today: date, version: int) -> CutDown:
    """The plan as it will be stored, or a Problem that says why it may not."""
    starts_on = new.starts_on or today
    if not today - SOONEST <= starts_on <= today + LATEST:
        raise _wrong("starts_on", "must be in the past six weeks or the coming 30 days")
    if not starts_on < new.ends_on <= starts_on + LONGEST:
        raise _wrong("ends_on", "must be after the first day, and at most six weeks after it")
    if new.ends_on <= today:
        raise _wrong("ends_on", "must be after today")
    cap = new.start_cap
    if cap is None:
        if habit.units_per_day is None:
            raise Conflict("Tell us how much you smoke first.", code="no_tobacco_profile")
        cap = math.ceil(habit.units_per_day)
    return CutDown(new.mode, starts_on, new.ends_on, cap, version)


def cap_on(plan: CutDown, day: date, quit_on: date | None = None) -> int | None:
    """The most on one day: None before the plan begins, 0 from its end or the quit day on.

    Linear falls day by day from the whole; stepped falls by one even step at the start of each
    week. A fraction is rounded up, so that 0 comes on the last day and not before.
    """
    if day >= plan.ends_on or (quit_on is not None and day >= quit_on):
        return 0
    if day < plan.starts_on:
        return None
    length, gone = (plan.ends_on - plan.starts_on).days, (day - plan.starts_on).days
    if plan.mode == "linear":
        return _share(plan.start_cap, length - gone, length)
    steps = math.ceil(length / DAYS_A_STEP)
    return _share(plan.start_cap, steps - gone // DAYS_A_STEP, steps + 1)


def document(plan: CutDown, habit: Habit, today: date) -> CutDownOut:
    days = [
        plan.starts_on + number * DAY for number in range((plan.ends_on - plan.starts_on).days + 1)
    ]
    return CutDownOut(
        mode=plan.mode,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        start_cap=plan.start_cap,
        today=today,
        cap_today=cap_on(plan, today, habit.quit_on),
        days=[
            CutDownDay(local_date=day, cap=cap_on(plan, day, habit.quit_on) or 0) for day in days
        ],
        note=ABRUPT_WORKS_BETTER,
        version=plan.version,
    )


def state(plan: CutDown | None) -> Mapping[str, object] | None:
    if plan is None:
        return None
    return {
        "mode": plan.mode,
        "starts_on": plan.starts_on,
        "ends_on": plan.ends_on,
        "start_cap": plan.start_cap,
    }


def _share(whole: int, part: int, parts: int) -> int:
    """Rounded up, in whole numbers."""
    return -(-whole * part // parts)


def _wrong(field: str, message: str) -> Invalid:
    return Invalid(errors=[{"field": field, "message": message}])

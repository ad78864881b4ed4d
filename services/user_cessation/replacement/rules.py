"""When a course goes on to its next strength, and when a day holds more than its pack says.

Dates and limits are read off the label; no dose is worked out. Pure: no clock, no database, no web.
Callers pass the date or `now`.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from services.user_cessation.medication import rules as labels
from services.user_cessation.medication.catalogue import BY_CODE
from services.user_cessation.medication.cautions import TOO_MUCH
from services.user_cessation.medication.models import NrtLabel, NrtProduct, Smoker
from services.user_cessation.replacement.models import (
    Course,
    CourseIn,
    CourseOut,
    Courses,
    CourseStepOut,
)
from services.user_cessation.words import Words
from shared.models.problem import Conflict, Invalid

WEEK = timedelta(weeks=1)
DAY = timedelta(days=1)
EARLIEST, LATEST = timedelta(days=366), timedelta(days=30)
LOOK_BACK = timedelta(days=7)
CLOCK_SKEW = timedelta(minutes=5)
"""How far a phone's clock may run ahead of ours."""


def chosen(smoker: Smoker, product: NrtProduct, new: CourseIn, today: date) -> NrtLabel:
    """The label to follow: one of their country that they may see, begun at a sensible time."""
    if labels.standing(smoker, today) != "information":
        raise Conflict("Talk to a doctor or pharmacist first.", code="ask_a_professional")
    if not today - EARLIEST <= new.started_on <= today + LATEST:
        raise _wrong("started_on", "must be in the past year or the coming 30 days")
    found = [
        label
        for label in labels.offered(smoker)
        if (label.code, label.product) == (new.label_code, product)
    ]
    if not found:
        raise _wrong("label_code", "must be a label of that product in your country")
    return found[0]


def courses(smoker: Smoker, held: Iterable[Course], today: date) -> Courses:
    where = labels.standing(smoker, today)
    offered = labels.offered(smoker)
    items = [
        course(each)
        for each in held
        if each.label_code in BY_CODE and labels.may_follow(smoker, each.product, today)
    ]
    return Courses(standing=where, card=labels.card(where, offered), items=items)


def course(held: Course) -> CourseOut:
    """A course with the dates of its steps; the last day of a week belongs to it."""
    label = BY_CODE[held.label_code]
    steps = [
        CourseStepOut(
            strength=step.strength,
            from_on=step.from_week and held.started_on + (step.from_week - 1) * WEEK,
            until_on=step.until_week and held.started_on + step.until_week * WEEK - DAY,
            use=step.use,
        )
        for step in label.steps
    ]
    return CourseOut(
        product=NrtProduct(held.product),
        label=labels.shown(label),
        started_on=held.started_on,
        steps=steps,
        ends_on=steps[-1].until_on if steps else None,
        version=held.version,
    )


def max_day(smoker: Smoker, product: str, held: Mapping[str, Course], today: date) -> int | None:
    """The most a day: of the pack they follow, else the least any pack of their country gives."""
    if labels.standing(smoker, today) != "information":
        return None
    if product in held and (label := BY_CODE.get(held[product].label_code)):
        return label.max_day
    known = [
        label.max_day
        for label in labels.offered(smoker)
        if label.product == product and label.max_day is not None
    ]
    return min(known, default=None)


def warning(day_total: int, most: int | None) -> Words | None:
    return TOO_MUCH if most is not None and day_total > most else None


def moment_of(used_at: datetime | None, now: datetime) -> datetime:
    """When it was taken: now unless they say so, and at most a week ago."""
    moment = used_at or now
    if moment > now + CLOCK_SKEW:
        raise _wrong("used_at", "must not be in the future")
    if moment < now - LOOK_BACK:
        raise _wrong("used_at", "must be at most 7 days ago")
    return moment


def state(held: Course | None) -> Mapping[str, object] | None:
    if held is None:
        return None
    return {
        "product": held.product,
        "label_code": held.label_code,
        "started_on": held.started_on,
    }


def _wrong(field: str, message: str) -> Invalid:
    return Invalid(errors=[{"field": field, "message": message}])

"""Scores from raw answers, and where an assessment stands in an attempt to quit.

Pure: no clock, no database, no web.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from services.user_cessation.assessment.models import (
    Answer,
    Answers,
    Band,
    Form,
    Item,
    Number,
    Phase,
    Score,
    Scored,
    Total,
)
from shared.models.problem import Invalid


def score(form: Form, answers: Answers) -> Scored:
    """What the answers come to; raise Invalid, naming each one that is missing or wrong."""
    faults = list(_faults(form, answers))
    if faults:
        raise Invalid(
            errors=[{"field": f"answers.{code}", "message": message} for code, message in faults]
        )
    points = {
        item.code: _points(item, answers[item.code]) for item in form.items if item.code in answers
    }
    scores = {total.code: _total(total, points) for total in form.totals}
    banded = scores[form.banded] if form.banded else None
    return Scored(scores, None if banded is None else band(form.bands, banded).code)


def band(bands: Sequence[Band], total: float) -> Band:
    """The first band that reaches that far."""
    return next(each for each in bands if total <= each.up_to)


def phase(taken_at: datetime, quit_at: datetime | None) -> Phase | None:
    if quit_at is None:
        return None
    return "before" if taken_at < quit_at else "after"


def days_since_quit(taken_at: datetime, quit_at: datetime | None, time_zone: str) -> int | None:
    """Midnights between, in the member's zone; below 0 before they quit."""
    if quit_at is None:
        return None
    zone = ZoneInfo(time_zone)
    return (taken_at.astimezone(zone).date() - quit_at.astimezone(zone).date()).days


def _faults(form: Form, answers: Answers) -> Iterator[tuple[str, str]]:
    known = {item.code for item in form.items}
    for code in answers:
        if code not in known:
            yield code, "is not asked by this form"
    for item in form.items:
        if item.code in answers:
            if not _fits(item, answers[item.code]):
                yield item.code, "is not one of the possible answers"
        elif item.required:
            yield item.code, "is missing"


def _fits(item: Item, answer: Answer) -> bool:
    if isinstance(item.asks, Number):
        return isinstance(answer, int) and item.asks.least <= answer <= item.asks.most
    return answer in {choice.value for choice in item.asks}


def _points(item: Item, answer: Answer) -> int:
    if not isinstance(item.asks, Number):
        return next(choice.points for choice in item.asks if choice.value == answer)
    number = int(answer)
    return next((points for up_to, points in item.asks.steps if number <= up_to), number)


def _total(total: Total, points: dict[str, int]) -> Score:
    if not points.keys() >= set(total.items):
        return None
    summed = sum(points[code] for code in total.items)
    return summed if total.divided_by == 1 else summed / total.divided_by

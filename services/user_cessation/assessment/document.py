"""Assessments and forms as the member sees them.

Pure: no clock, no database, no web.
"""

from collections.abc import Sequence
from datetime import datetime

from services.user_cessation.assessment import rules
from services.user_cessation.assessment.catalogue import current
from services.user_cessation.assessment.models import (
    AssessmentOut,
    ChoiceOut,
    Form,
    FormOut,
    Item,
    ItemOut,
    Number,
    Taken,
    WithdrawalOut,
    WithdrawalPoint,
)
from services.user_cessation.helplines.rules import lines_for


def assessment(taken: Taken) -> AssessmentOut:
    """The stored score with the words that go with its band."""
    form = current(taken.instrument, taken.version)
    band = next((band for band in form.bands if band.code == taken.band), None) if form else None
    return AssessmentOut(
        help_lines=list(lines_for(taken.country)) if form and form.help_first else [],
        assessment_id=taken.assessment_id,
        client_id=taken.client_id,
        instrument=taken.instrument,
        version=taken.version,
        locale=taken.locale,
        answers=dict(taken.answers),
        scores=dict(taken.scores),
        band=taken.band,
        meaning=band and band.words,
        offer=band and band.offer,
        taken_at=taken.taken_at,
        phase=rules.phase(taken.taken_at, taken.quit_at),
        days_since_quit=rules.days_since_quit(taken.taken_at, taken.quit_at, taken.time_zone),
    )


def form(form: Form, country: str | None) -> FormOut:
    return FormOut(
        code=form.code,
        version=form.version,
        title=form.title,
        asks=form.asks,
        notice=form.notice,
        help_lines=list(lines_for(country)) if form.help_first else [],
        items=[_item(item) for item in form.items],
        source=form.source,
        reviewed=form.reviewed,
    )


def withdrawal(history: Sequence[Taken], quit_at: datetime | None) -> WithdrawalOut:
    """How it was before quitting against every day since, for this attempt; oldest first."""
    points = [_point(taken, quit_at) for taken in history if quit_at and taken.quit_at == quit_at]
    before = [point for point in points if quit_at and point.taken_at < quit_at]
    return WithdrawalOut(
        quit_at=quit_at,
        baseline=before[-1] if before else None,
        course=points[len(before) :],
    )


def _point(taken: Taken, quit_at: datetime | None) -> WithdrawalPoint:
    return WithdrawalPoint(
        taken_at=taken.taken_at,
        days_since_quit=rules.days_since_quit(taken.taken_at, quit_at, taken.time_zone) or 0,
        scores=dict(taken.scores),
        band=taken.band,
    )


def _item(item: Item) -> ItemOut:
    number = item.asks if isinstance(item.asks, Number) else None
    return ItemOut(
        code=item.code,
        words=item.words,
        required=item.required,
        choices=(
            None
            if isinstance(item.asks, Number)
            else [ChoiceOut(value=each.value, words=each.words) for each in item.asks]
        ),
        least=number and number.least,
        most=number and number.most,
    )

"""Answering a form: scored here, from the raw answers, and stored once."""

from collections.abc import Iterable
from datetime import datetime

from services.user_cessation.assessment import rules, store
from services.user_cessation.assessment.models import Assessment, AssessmentIn, Form, Taken
from services.user_cessation.paging import NEWEST
from shared.models.ids import UserId, uuid7
from shared.models.problem import Conflict, NotFound
from shared.postgres.pool import Connection


def answer_form(
    conn: Connection,
    user_id: UserId,
    new: AssessmentIn,
    *,
    offered: Iterable[Form],
    now: datetime,
) -> tuple[Taken, bool]:
    """The assessment as stored, and whether it is new."""
    situation = store.select_situation(conn, user_id, new.client_id)
    if situation is None:
        raise NotFound

    mine = None
    if not situation.is_repeated:
        form = next((form for form in offered if form.code == new.instrument), None)
        if form is None:
            raise NotFound("There is no such form.")
        scored = rules.score(form, new.answers)
        mine = Assessment(
            assessment_id=uuid7(),
            client_id=new.client_id,
            instrument=form.code,
            version=form.version,
            locale=situation.locale,
            answers=new.answers,
            scores=scored.scores,
            band=scored.band,
            taken_at=now,
        )
        store.insert_assessment(conn, user_id, mine)

    stored = store.select_assessments(conn, user_id, after=NEWEST, most=1, client_id=new.client_id)
    if not stored:
        raise Conflict("This assessment was erased meanwhile.")
    return stored[0], mine is not None and stored[0].assessment_id == mine.assessment_id

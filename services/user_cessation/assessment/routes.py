"""HTTP for forms, their scores, and the course of withdrawal."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, current_app
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.assessment import actions, document, store
from services.user_cessation.assessment.catalogue import offered
from services.user_cessation.assessment.models import (
    FTCD_ENABLED,
    AssessmentIn,
    AssessmentOut,
    Assessments,
    AssessmentsPage,
    Form,
    Forms,
    WithdrawalOut,
)
from services.user_cessation.assessment.reading import tell_assessments, tell_withdrawal
from services.user_cessation.db import autocommit
from services.user_cessation.paging import NEWEST
from shared.auth.guard import caller, require_user
from shared.web import PREFIX, reply

assessment = APIBlueprint(
    "assessment",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="assessments")],
    abp_security=[{"bearer": []}],
)
assessment.before_request(require_user)


@assessment.get("/assessments/instruments", responses={HTTPStatus.OK: Forms})
def list_instruments() -> Response:
    """The forms I can answer, in every language we speak."""
    with autocommit() as conn:
        country = store.select_country(conn, caller().user_id)

    return reply(Forms(items=[document.form(form, country) for form in _offered()]))


@assessment.post(
    "/assessments", responses={HTTPStatus.CREATED: AssessmentOut, HTTPStatus.OK: AssessmentOut}
)
def answer_form(body: AssessmentIn) -> Response:
    """Answer a form; sent again with the same client id, it answers with the first."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        taken, is_new = actions.answer_form(
            conn, caller().user_id, body, offered=_offered(), now=now
        )

    return reply(document.assessment(taken), HTTPStatus.CREATED if is_new else HTTPStatus.OK)


@assessment.get("/assessments", responses={HTTPStatus.OK: Assessments})
def list_assessments(query: AssessmentsPage) -> Response:
    """What I answered and what it came to, the latest first."""
    with autocommit() as conn:
        page = tell_assessments(
            conn,
            caller().user_id,
            after=query.after or NEWEST,
            limit=query.limit,
            instrument=query.instrument,
        )

    return reply(page)


@assessment.get("/insights/withdrawal", responses={HTTPStatus.OK: WithdrawalOut})
def read_withdrawal() -> Response:
    """How I felt before quitting, and every time since, by days since the quit date."""
    with autocommit() as conn:
        course = tell_withdrawal(conn, caller().user_id)

    return reply(course)


def _offered() -> tuple[Form, ...]:
    return offered(ftcd_enabled=current_app.config[FTCD_ENABLED])

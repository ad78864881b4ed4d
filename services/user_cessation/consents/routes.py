"""HTTP for consents: what I agreed to, and whether I still do."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.consents import actions, rules, store
from services.user_cessation.consents.models import (
    Answer,
    ConsentAnswer,
    ConsentAnswerOut,
    ConsentHistory,
    ConsentHistoryPage,
    ConsentOverview,
)
from services.user_cessation.db import autocommit, transaction
from services.user_cessation.paging import NEWEST, Place, cut
from shared.auth.guard import caller, require_user
from shared.models.consents import ConsentPurpose
from shared.web import PREFIX, reply

consents = APIBlueprint(
    "consents",
    __name__,
    url_prefix=f"{PREFIX}/privacy/consents",
    abp_tags=[Tag(name="privacy")],
    abp_security=[{"bearer": []}],
)
consents.before_request(require_user)


@consents.get("", responses={HTTPStatus.OK: ConsentOverview})
def read_consents() -> Response:
    """What I am asked to agree to, in my language, and what I last said to each."""
    with autocommit() as conn:
        latest = store.select_latest(conn, caller().user_id)
        locale = store.select_language(conn, caller().user_id)

    by_purpose = {answer.purpose: answer for answer in latest}
    return reply(ConsentOverview(items=rules.overview(by_purpose, locale or "en")))


@consents.post("", responses={HTTPStatus.OK: ConsentAnswerOut})
def answer_consent(body: ConsentAnswer) -> Response:
    """Agree to one purpose, or withdraw; it holds from this moment."""
    now = datetime.now(UTC)

    with transaction() as conn:
        answer = actions.answer(conn, caller().user_id, body, now=now, request_id=g.request_id)

    return reply(_shown(answer))


@consents.get("/history", responses={HTTPStatus.OK: ConsentHistory})
def list_answers(query: ConsentHistoryPage) -> Response:
    """Everything I ever answered, newest first."""
    with autocommit() as conn:
        rows = store.select_answers(
            conn, caller().user_id, after=query.after or NEWEST, most=query.limit + 1
        )

    shown, following = cut(rows, query.limit, lambda row: Place(row.answered_at, row.consent_id))
    return reply(ConsentHistory(items=[_shown(row) for row in shown], next=following))


def _shown(answer: Answer) -> ConsentAnswerOut:
    return ConsentAnswerOut(
        consent_id=answer.consent_id,
        purpose=ConsentPurpose(answer.purpose),
        granted=answer.granted,
        text_version=answer.text_version,
        text_sha256=answer.text_sha256.hex(),
        locale=answer.locale,
        source=answer.source,
        answered_at=answer.answered_at,
    )

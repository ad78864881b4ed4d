"""HTTP for readiness: the answer, its history, and something to read for those not ready yet."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit
from services.user_cessation.paging import NEWEST, Place, cut
from services.user_cessation.readiness import actions, rules, store
from services.user_cessation.readiness.cards import CARDS, CUT_DOWN
from services.user_cessation.readiness.models import (
    ReadinessCards,
    ReadinessHistory,
    ReadinessIn,
    ReadinessOut,
    ReadinessPage,
)
from shared.auth.guard import caller, require_user
from shared.web import PREFIX, reply

readiness = APIBlueprint(
    "readiness",
    __name__,
    url_prefix=f"{PREFIX}/readiness",
    abp_tags=[Tag(name="readiness")],
    abp_security=[{"bearer": []}],
)
readiness.before_request(require_user)


@readiness.post("", responses={HTTPStatus.CREATED: ReadinessOut, HTTPStatus.OK: ReadinessOut})
def answer_readiness(body: ReadinessIn) -> Response:
    """Say whether I mean to quit within 30 days; sent again, it answers with the first."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        stored, is_new = actions.answer(conn, caller().user_id, body, now=now)

    return reply(rules.document(stored), HTTPStatus.CREATED if is_new else HTTPStatus.OK)


@readiness.get("", responses={HTTPStatus.OK: ReadinessHistory})
def list_readiness(query: ReadinessPage) -> Response:
    """What I said about being ready, the latest first."""
    with autocommit() as conn:
        rows = store.select_answers(
            conn, caller().user_id, after=query.after or NEWEST, most=query.limit + 1
        )

    shown, following = cut(rows, query.limit, lambda row: Place(row.answered_at, row.answer_id))
    return reply(ReadinessHistory(items=[rules.document(row) for row in shown], next=following))


@readiness.get("/cards", responses={HTTPStatus.OK: ReadinessCards})
def list_cards() -> Response:
    """Five things to think over, whenever I like."""
    return reply(ReadinessCards(items=list(CARDS), cut_down=CUT_DOWN))

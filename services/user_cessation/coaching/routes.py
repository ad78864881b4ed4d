"""HTTP for members who choose a coach, or leave one."""

from datetime import UTC, datetime
from http import HTTPStatus
from uuid import UUID

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.coaching import actions, store
from services.user_cessation.coaching.models import (
    CoachChoice,
    Coaches,
    CoachesPage,
    CoachOut,
    MyCoachOut,
)
from services.user_cessation.db import autocommit, transaction
from services.user_cessation.paging import cut
from shared.auth.guard import caller, require_user
from shared.models.problem import NotFound
from shared.web import PREFIX, no_content, reply

FIRST = UUID(int=0)

coaching = APIBlueprint(
    "coaching",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="coaching")],
    abp_security=[{"bearer": []}],
)
coaching.before_request(require_user)


@coaching.get("/coaches", responses={HTTPStatus.OK: Coaches})
def list_coaches(query: CoachesPage) -> Response:
    """Everyone I can choose as my coach."""
    with autocommit() as conn:
        rows = store.select_coaches(conn, after=query.after or FIRST, most=query.limit + 1)

    shown, following = cut(rows, query.limit, lambda row: row.user_id)
    items = [CoachOut.model_validate(row, from_attributes=True) for row in shown]
    return reply(Coaches(items=items, next=following))


@coaching.get("/coaching/coach", responses={HTTPStatus.OK: MyCoachOut})
def read_my_coach() -> Response:
    """Who coaches me, and since when."""
    with autocommit() as conn:
        assignment = store.select_assignment(conn, caller().user_id)
    if assignment is None:
        raise NotFound("You have no coach.")

    return reply(MyCoachOut.model_validate(assignment, from_attributes=True))


@coaching.put("/coaching/coach", responses={HTTPStatus.OK: MyCoachOut})
def choose_coach(body: CoachChoice) -> Response:
    """Choose a coach, or another one."""
    now = datetime.now(UTC)

    with transaction() as conn:
        assignment = actions.choose_coach(
            conn,
            caller().user_id,
            body.coach_id,
            reason=body.reason,
            now=now,
            request_id=g.request_id,
        )

    return reply(MyCoachOut.model_validate(assignment, from_attributes=True))


@coaching.delete("/coaching/coach", responses={HTTPStatus.NO_CONTENT: None})
def leave_coach() -> Response:
    """Go on without a coach."""
    now = datetime.now(UTC)

    with transaction() as conn:
        actions.leave_coach(conn, caller().user_id, now=now, request_id=g.request_id)

    return no_content()

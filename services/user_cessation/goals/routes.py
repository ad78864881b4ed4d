"""HTTP for savings goals."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit
from services.user_cessation.etag import etag, expected_version
from services.user_cessation.goals import actions, rules, store
from services.user_cessation.goals.models import (
    GoalChanges,
    GoalIn,
    GoalOut,
    GoalPath,
    Goals,
    GoalsPage,
)
from services.user_cessation.paging import NEWEST, Place, cut
from services.user_cessation.progress.actions import read_savings
from shared.auth.guard import caller, require_user
from shared.models.problem import NotFound
from shared.web import PREFIX, no_content, reply

goals = APIBlueprint(
    "goals",
    __name__,
    url_prefix=f"{PREFIX}/savings-goals",
    abp_tags=[Tag(name="savings goals")],
    abp_security=[{"bearer": []}],
)
goals.before_request(require_user)


@goals.post("", responses={HTTPStatus.CREATED: GoalOut, HTTPStatus.OK: GoalOut})
def set_goal(body: GoalIn) -> Response:
    """What I save for; sent again, it answers with the first."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        goal, is_new = actions.set_goal(conn, caller().user_id, body, now=now)
        savings = read_savings(conn, caller().user_id, now=now)

    return reply(
        rules.shown(goal, savings, now),
        HTTPStatus.CREATED if is_new else HTTPStatus.OK,
        ETag=etag(goal.version),
    )


@goals.get("", responses={HTTPStatus.OK: Goals})
def list_goals(query: GoalsPage) -> Response:
    """My goals, the latest first, and when I will have saved enough for each."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        rows = store.select_goals(
            conn, caller().user_id, after=query.after or NEWEST, most=query.limit + 1
        )
        savings = read_savings(conn, caller().user_id, now=now)

    shown, following = cut(rows, query.limit, lambda row: Place(row.created_at, row.goal_id))
    return reply(Goals(items=[rules.shown(row, savings, now) for row in shown], next=following))


@goals.put("/<uuid:goal_id>", responses={HTTPStatus.OK: GoalOut})
def change_goal(path: GoalPath, body: GoalChanges) -> Response:
    """Change a goal; with `If-Match`, only the version I read."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        goal = actions.change_goal(
            conn, caller().user_id, path.goal_id, body, version=expected_version()
        )
        savings = read_savings(conn, caller().user_id, now=now)

    return reply(rules.shown(goal, savings, now), ETag=etag(goal.version))


@goals.delete("/<uuid:goal_id>", responses={HTTPStatus.NO_CONTENT: None})
def delete_goal(path: GoalPath) -> Response:
    """Give a goal up, or tick it off."""
    with autocommit() as conn:
        deleted = store.delete_goal(conn, caller().user_id, path.goal_id)
    if not deleted:
        raise NotFound

    return no_content()

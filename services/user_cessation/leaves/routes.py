"""HTTP for a coach's leave."""

from datetime import UTC, datetime
from http import HTTPStatus
from uuid import UUID

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit, transaction
from services.user_cessation.leaves import actions, store
from services.user_cessation.leaves.models import LeaveIn, LeaveOut, LeavePath, Leaves, LeavesPage
from services.user_cessation.paging import cut
from shared.auth.guard import caller, require_role
from shared.auth.roles import Role
from shared.models.problem import NotFound
from shared.web import PREFIX, no_content, reply

FIRST = UUID(int=0)

leaves = APIBlueprint(
    "leaves",
    __name__,
    url_prefix=f"{PREFIX}/coaching/leaves",
    abp_tags=[Tag(name="appointments")],
    abp_security=[{"bearer": []}],
)
leaves.before_request(require_role(Role.COACH))


@leaves.post("", responses={HTTPStatus.CREATED: LeaveOut, HTTPStatus.OK: LeaveOut})
def go_away(body: LeaveIn) -> Response:
    """Be away for a time; meetings in it are called off, and other times offered."""
    now = datetime.now(UTC)

    with transaction() as conn:
        leave, is_new = actions.go_away(
            conn, caller().user_id, body, now=now, request_id=g.request_id
        )

    document = LeaveOut.model_validate(leave, from_attributes=True)
    return reply(document, HTTPStatus.CREATED if is_new else HTTPStatus.OK)


@leaves.get("", responses={HTTPStatus.OK: Leaves})
def list_leaves(query: LeavesPage) -> Response:
    """When I am or was away."""
    with autocommit() as conn:
        rows = store.select_leaves(
            conn, caller().user_id, after=query.after or FIRST, most=query.limit + 1
        )

    shown, following = cut(rows, query.limit, lambda row: row.leave_id)
    items = [LeaveOut.model_validate(row, from_attributes=True) for row in shown]
    return reply(Leaves(items=items, next=following))


@leaves.delete("/<uuid:leave_id>", responses={HTTPStatus.NO_CONTENT: None})
def come_back(path: LeavePath) -> Response:
    """Be there after all; what was called off stays so."""
    with autocommit() as conn:
        is_mine = store.delete_leave(conn, caller().user_id, path.leave_id)
    if not is_mine:
        raise NotFound

    return no_content()

"""HTTP for support, about members who wait for their coach."""

from datetime import UTC, datetime
from http import HTTPStatus
from uuid import UUID

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation import audit
from services.user_cessation.db import transaction
from services.user_cessation.overdue_replies import actions, store
from services.user_cessation.overdue_replies.models import (
    OverdueOut,
    OverduePage,
    OverduePath,
    OverdueReplies,
)
from services.user_cessation.paging import cut
from shared.auth.guard import caller, require_role
from shared.auth.roles import Role
from shared.web import PREFIX, no_content, reply

FIRST = UUID(int=0)

overdue_replies = APIBlueprint(
    "overdue_replies",
    __name__,
    url_prefix=f"{PREFIX}/support/overdue-replies",
    abp_tags=[Tag(name="support")],
    abp_security=[{"bearer": []}],
)
overdue_replies.before_request(require_role(Role.SUPPORT, Role.ADMIN))


@overdue_replies.get("", responses={HTTPStatus.OK: OverdueReplies})
def list_overdue_replies(query: OverduePage) -> Response:
    """Members who wait for their coach for too long, the longest first. On the record."""
    with transaction() as conn:
        rows = store.select_open(conn, after=query.after or FIRST, most=query.limit + 1)
        shown, following = cut(rows, query.limit, lambda row: row.overdue_id)
        people = [row.member_id for row in shown]
        audit.append_listed(conn, "overdue_reply.read", caller().user_id, people, g.request_id)

    items = [OverdueOut.model_validate(row, from_attributes=True) for row in shown]
    return reply(OverdueReplies(items=items, next=following))


@overdue_replies.post("/<uuid:overdue_id>/close", responses={HTTPStatus.NO_CONTENT: None})
def close_overdue_reply(path: OverduePath) -> Response:
    """Say that it has been seen to."""
    now = datetime.now(UTC)

    with transaction() as conn:
        actions.close(conn, caller().user_id, path.overdue_id, now=now, request_id=g.request_id)

    return no_content()

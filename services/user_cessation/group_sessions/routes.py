"""HTTP for meetings of a coach with many."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit, transaction
from services.user_cessation.group_sessions import actions, rules, store
from services.user_cessation.group_sessions.models import (
    GroupSessionIn,
    GroupSessionOut,
    GroupSessionPath,
    GroupSessions,
    GroupSessionsPage,
)
from services.user_cessation.paging import cut
from shared.auth.guard import caller, require_role, require_user
from shared.auth.roles import Role
from shared.web import PREFIX, no_content, reply

group_sessions = APIBlueprint(
    "group_sessions",
    __name__,
    url_prefix=f"{PREFIX}/coaching/group-sessions",
    abp_tags=[Tag(name="appointments")],
    abp_security=[{"bearer": []}],
)
group_sessions.before_request(require_user)

hosting = APIBlueprint(
    "hosting",
    __name__,
    url_prefix=f"{PREFIX}/coaching/hosted-sessions",
    abp_tags=[Tag(name="appointments")],
    abp_security=[{"bearer": []}],
)
hosting.before_request(require_role(Role.COACH))


@group_sessions.get("", responses={HTTPStatus.OK: GroupSessions})
def list_group_sessions(query: GroupSessionsPage) -> Response:
    """Sessions with many that are to come, and whether I have a seat."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        rows = store.select_sessions(
            conn,
            caller().user_id,
            now=now,
            after=query.after or actions.FIRST,
            most=query.limit + 1,
        )

    shown, following = cut(rows, query.limit, lambda row: row.session_id)
    return reply(GroupSessions(items=[rules.shown(row) for row in shown], next=following))


@group_sessions.put("/<uuid:session_id>/seat", responses={HTTPStatus.OK: GroupSessionOut})
def take_seat(path: GroupSessionPath) -> Response:
    """Take a seat; where there is none left, a place in line."""
    now = datetime.now(UTC)

    with transaction() as conn:
        session = actions.come(conn, caller().user_id, path.session_id, now=now)

    return reply(rules.shown(session))


@group_sessions.delete("/<uuid:session_id>/seat", responses={HTTPStatus.NO_CONTENT: None})
def leave_seat(path: GroupSessionPath) -> Response:
    """Give my seat back, or my place in line."""
    now = datetime.now(UTC)

    with transaction() as conn:
        actions.go(conn, caller().user_id, path.session_id, now=now, request_id=g.request_id)

    return no_content()


@hosting.post("", responses={HTTPStatus.CREATED: GroupSessionOut, HTTPStatus.OK: GroupSessionOut})
def plan_group_session(body: GroupSessionIn) -> Response:
    """Plan a session with many; sent again with the same client id, it is the same one."""
    now = datetime.now(UTC)

    with transaction() as conn:
        session, is_new = actions.plan(conn, caller().user_id, body, now=now)

    return reply(rules.shown(session), HTTPStatus.CREATED if is_new else HTTPStatus.OK)


@hosting.delete("/<uuid:session_id>", responses={HTTPStatus.NO_CONTENT: None})
def cancel_group_session(path: GroupSessionPath) -> Response:
    """Call off a session of mine; everybody who meant to come is told."""
    now = datetime.now(UTC)

    with transaction() as conn:
        actions.cancel(conn, caller().user_id, path.session_id, now=now, request_id=g.request_id)

    return no_content()

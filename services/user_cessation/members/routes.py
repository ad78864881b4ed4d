"""HTTP for coaches, about the members they look after."""

from datetime import UTC, datetime
from http import HTTPStatus
from uuid import UUID

from flask import Response, current_app, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation import audit
from services.user_cessation.db import autocommit, transaction
from services.user_cessation.members import actions, rules, store
from services.user_cessation.members.models import MemberPath, Members, MembersPage
from services.user_cessation.paging import cut
from services.user_cessation.progress.models import MINUTES_PER_CIGARETTE, ProgressOut
from shared.auth.guard import caller, require_role
from shared.auth.roles import Role
from shared.web import PREFIX, reply

FIRST = UUID(int=0)

members = APIBlueprint(
    "members",
    __name__,
    url_prefix=f"{PREFIX}/coaching/members",
    abp_tags=[Tag(name="coaching")],
    abp_security=[{"bearer": []}],
)
members.before_request(require_role(Role.COACH))


@members.get("", responses={HTTPStatus.OK: Members})
def list_members(query: MembersPage) -> Response:
    """Everyone I coach; without consent, no more than their name. They can see that I looked."""
    now = datetime.now(UTC)

    with transaction() as conn:
        rows = store.select_members(
            conn, caller().user_id, after=query.after or FIRST, most=query.limit + 1
        )
        shown, following = cut(rows, query.limit, lambda row: row.assignment_id)
        people = [row.user_id for row in shown]
        audit.append_listed(conn, "members.listed", caller().user_id, people, g.request_id)

    return reply(Members(items=[rules.shown_to_coach(row, now) for row in shown], next=following))


@members.get("/<uuid:member_id>/progress", responses={HTTPStatus.OK: ProgressOut})
def read_member_progress(path: MemberPath) -> Response:
    """The progress of someone I coach, if they share it with me; they can see that I looked."""
    now = datetime.now(UTC)
    minutes = current_app.config[MINUTES_PER_CIGARETTE]

    with autocommit() as conn:
        document = actions.look_at_member(
            conn,
            caller().user_id,
            path.member_id,
            now=now,
            minutes_per_cigarette=minutes,
            request_id=g.request_id,
        )

    return reply(document)

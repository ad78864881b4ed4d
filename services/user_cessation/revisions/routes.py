"""HTTP for the history of a plan: for the member, and for a coach who may see it."""

from http import HTTPStatus

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit
from services.user_cessation.members.models import MemberPath
from services.user_cessation.paging import cut
from services.user_cessation.revisions import actions, rules, store
from services.user_cessation.revisions.models import Revisions, RevisionsPage
from shared.auth.guard import caller, require_role, require_user
from shared.auth.roles import Role
from shared.web import PREFIX, reply

LATEST = 2_000_000_000
"""Above every number there is."""

revisions = APIBlueprint(
    "revisions",
    __name__,
    url_prefix=f"{PREFIX}/quit-plan/revisions",
    abp_tags=[Tag(name="quit plan")],
    abp_security=[{"bearer": []}],
)
revisions.before_request(require_user)

members_revisions = APIBlueprint(
    "members_revisions",
    __name__,
    url_prefix=f"{PREFIX}/coaching/members",
    abp_tags=[Tag(name="coaching")],
    abp_security=[{"bearer": []}],
)
members_revisions.before_request(require_role(Role.COACH))


@revisions.get("", responses={HTTPStatus.OK: Revisions})
def list_revisions(query: RevisionsPage) -> Response:
    """Every change I made to my plan, the latest first."""
    with autocommit() as conn:
        rows = store.select_revisions(
            conn, caller().user_id, before=query.after or LATEST, most=query.limit + 1
        )

    shown, following = cut(rows, query.limit, lambda row: row.number)
    return reply(Revisions(items=[rules.shown_to_member(row) for row in shown], next=following))


@members_revisions.get("/<uuid:member_id>/plan-revisions", responses={HTTPStatus.OK: Revisions})
def list_member_revisions(path: MemberPath, query: RevisionsPage) -> Response:
    """How the plan of someone I coach changed, if they share it; they can see that I looked."""
    with autocommit() as conn:
        rows = actions.look_at_revisions(
            conn,
            caller().user_id,
            path.member_id,
            before=query.after or LATEST,
            most=query.limit + 1,
            request_id=g.request_id,
        )

    shown, following = cut(rows, query.limit, lambda row: row.number)
    return reply(Revisions(items=[rules.shown_to_coach(row) for row in shown], next=following))

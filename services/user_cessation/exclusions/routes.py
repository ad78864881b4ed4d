"""HTTP for support: members who cannot be followed up, for the reasons the standard allows."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import transaction
from services.user_cessation.exclusions import actions
from services.user_cessation.exclusions.models import ExclusionIn, ExclusionOut, ExclusionPath
from shared.auth.guard import caller, require_role
from shared.auth.roles import Role
from shared.web import PREFIX, no_content, reply

exclusions = APIBlueprint(
    "exclusions",
    __name__,
    url_prefix=f"{PREFIX}/support/members/<uuid:member_id>/exclusion",
    abp_tags=[Tag(name="support")],
    abp_security=[{"bearer": []}],
)
exclusions.before_request(require_role(Role.SUPPORT, Role.ADMIN))


@exclusions.put("", responses={HTTPStatus.OK: ExclusionOut})
def record_exclusion(path: ExclusionPath, body: ExclusionIn) -> Response:
    """Leave a member out of outcomes, who died or cannot be traced. On the record."""
    now = datetime.now(UTC)

    with transaction() as conn:
        exclusion = actions.record(
            conn, caller().user_id, path.member_id, body, now=now, request_id=g.request_id
        )

    return reply(ExclusionOut.model_validate(exclusion, from_attributes=True))


@exclusions.delete("", responses={HTTPStatus.NO_CONTENT: None})
def withdraw_exclusion(path: ExclusionPath) -> Response:
    """Count a member like everybody else again. On the record."""
    with transaction() as conn:
        actions.withdraw(conn, caller().user_id, path.member_id, request_id=g.request_id)

    return no_content()

"""HTTP for a word before my difficult hour."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit, transaction
from services.user_cessation.nudges import actions
from services.user_cessation.nudges.models import NudgeIn, NudgeOut
from shared.auth.guard import caller, require_user
from shared.web import PREFIX, reply

nudges = APIBlueprint(
    "nudges",
    __name__,
    url_prefix=f"{PREFIX}/insights/nudge",
    abp_tags=[Tag(name="cravings")],
    abp_security=[{"bearer": []}],
)
nudges.before_request(require_user)


@nudges.get("", responses={HTTPStatus.OK: NudgeOut})
def read_nudge() -> Response:
    """Which hour of the week stands out, and whether I hear from the app before it."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        nudge = actions.read_nudge(conn, caller().user_id, now=now)

    return reply(nudge)


@nudges.put("", responses={HTTPStatus.OK: NudgeOut})
def switch_nudge(body: NudgeIn) -> Response:
    """Ask for a word a quarter of an hour before it, or for none any more."""
    now = datetime.now(UTC)

    with transaction() as conn:
        nudge = actions.switch(conn, caller().user_id, enabled=body.enabled, now=now)

    return reply(nudge)

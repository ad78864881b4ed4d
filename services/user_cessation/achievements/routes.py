"""HTTP for achievements."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.achievements import actions
from services.user_cessation.achievements.models import Achievements
from services.user_cessation.db import transaction
from shared.auth.guard import caller, require_user
from shared.web import PREFIX, reply

achievements = APIBlueprint(
    "achievements",
    __name__,
    url_prefix=f"{PREFIX}/achievements",
    abp_tags=[Tag(name="achievements")],
    abp_security=[{"bearer": []}],
)
achievements.before_request(require_user)


@achievements.get("", responses={HTTPStatus.OK: Achievements})
def list_achievements() -> Response:
    """What I earned so far, and how far I am with the rest."""
    now = datetime.now(UTC)

    with transaction() as conn:
        document = actions.award(conn, caller().user_id, now=now, request_id=g.request_id)

    return reply(document)

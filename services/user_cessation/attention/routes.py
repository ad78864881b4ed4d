"""HTTP for a coach's list of whom to look at first."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.attention import actions
from services.user_cessation.attention.models import Attention, AttentionAsked
from services.user_cessation.db import transaction
from shared.auth.guard import caller, require_role
from shared.auth.roles import Role
from shared.web import PREFIX, reply

attention = APIBlueprint(
    "attention",
    __name__,
    url_prefix=f"{PREFIX}/coaching/attention",
    abp_tags=[Tag(name="coaching")],
    abp_security=[{"bearer": []}],
)
attention.before_request(require_role(Role.COACH))


@attention.get("", responses={HTTPStatus.OK: Attention})
def list_attention(query: AttentionAsked) -> Response:
    """Members it is time to look at, the most urgent first, and why; they can see that I looked."""
    now = datetime.now(UTC)

    with transaction() as conn:
        found = actions.look_over(
            conn,
            caller().user_id,
            silence_days=query.silence_days,
            now=now,
            request_id=g.request_id,
        )

    return reply(Attention(items=found))

"""HTTP for the health timeline."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit
from services.user_cessation.timeline import rules, store
from services.user_cessation.timeline.models import Milestones, MilestonesAsked
from shared.auth.guard import caller, require_user
from shared.models.problem import NotFound
from shared.web import PREFIX, reply

timeline = APIBlueprint(
    "timeline",
    __name__,
    url_prefix=f"{PREFIX}/milestones",
    abp_tags=[Tag(name="milestones")],
    abp_security=[{"bearer": []}],
)
timeline.before_request(require_user)


@timeline.get("", responses={HTTPStatus.OK: Milestones})
def list_milestones(query: MilestonesAsked) -> Response:
    """What my body gets back and when, with the source of every line."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        standing = store.select_standing(conn, caller().user_id)

    if standing is None:
        raise NotFound
    evidence = query.evidence or rules.evidence_for(standing.country)
    return reply(rules.timeline(standing, evidence, now))

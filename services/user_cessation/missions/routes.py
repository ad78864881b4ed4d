"""HTTP for missions."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit
from services.user_cessation.missions import actions, rules, store
from services.user_cessation.missions.models import (
    MissionDoneIn,
    MissionOut,
    MissionPath,
    Missions,
)
from shared.auth.guard import caller, require_user
from shared.models.problem import Conflict
from shared.web import PREFIX, reply

missions = APIBlueprint(
    "missions",
    __name__,
    url_prefix=f"{PREFIX}/missions",
    abp_tags=[Tag(name="missions")],
    abp_security=[{"bearer": []}],
)
missions.before_request(require_user)


@missions.get("", responses={HTTPStatus.OK: Missions})
def list_missions() -> Response:
    """Today's small task, and those of the days before."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        standing = store.select_standing(conn, caller().user_id)
    if standing is None:
        raise Conflict("Tell us where you live first.", code="no_profile")

    return reply(rules.missions(standing, now))


@missions.put(
    "/<string:mission>/done", responses={HTTPStatus.CREATED: MissionOut, HTTPStatus.OK: MissionOut}
)
def finish_mission(path: MissionPath, body: MissionDoneIn) -> Response:
    """I did this mission, today or later; told again, it answers with the first time."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        mission, is_new = actions.finish_mission(
            conn, caller().user_id, path.mission, body.client_id, now=now
        )

    return reply(mission, HTTPStatus.CREATED if is_new else HTTPStatus.OK)

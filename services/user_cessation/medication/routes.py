"""HTTP for what packs of nicotine replacement say, and what has to be asked before."""

from datetime import UTC, datetime
from http import HTTPStatus
from zoneinfo import ZoneInfo

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit, transaction
from services.user_cessation.etag import etag, expected_version
from services.user_cessation.medication import actions, rules
from services.user_cessation.medication.models import CautionsIn, CautionsOut, NrtInfoOut
from shared.auth.guard import caller, require_user
from shared.web import PREFIX, reply

medication = APIBlueprint(
    "medication",
    __name__,
    url_prefix=f"{PREFIX}/medication",
    abp_tags=[Tag(name="medication")],
    abp_security=[{"bearer": []}],
)
medication.before_request(require_user)


@medication.get("/cautions", responses={HTTPStatus.OK: CautionsOut})
def read_cautions() -> Response:
    """What to ask me before I see anything about medicines, and what I answered."""
    with autocommit() as conn:
        smoker = actions.read_smoker(conn, caller().user_id)

    return reply(rules.questions(smoker), ETag=etag(smoker.version))


@medication.put("/cautions", responses={HTTPStatus.OK: CautionsOut})
def answer_cautions(body: CautionsIn) -> Response:
    """Say which of them hold; with `If-Match`, only if nobody did meanwhile."""
    version = expected_version()

    with transaction() as conn:
        answered = actions.answer(conn, caller().user_id, body, version=version)

    return reply(answered, ETag=etag(answered.version))


@medication.get("/nicotine-replacement", responses={HTTPStatus.OK: NrtInfoOut})
def read_nicotine_replacement() -> Response:
    """What packs of my country say for somebody who smokes as I do, or where to turn instead."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        smoker = actions.read_smoker(conn, caller().user_id)

    today = now.astimezone(ZoneInfo(smoker.time_zone)).date()
    return reply(rules.information(smoker, today))

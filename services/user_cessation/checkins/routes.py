"""HTTP for check-ins."""

from datetime import UTC, date, datetime
from http import HTTPStatus

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.checkins import actions
from services.user_cessation.checkins.models import CheckInIn, CheckInOut, CheckIns, CheckInsPage
from services.user_cessation.checkins.reading import tell_check_ins
from services.user_cessation.db import autocommit
from shared.auth.guard import caller, require_user
from shared.web import PREFIX, reply

checkins = APIBlueprint(
    "checkins",
    __name__,
    url_prefix=f"{PREFIX}/check-ins",
    abp_tags=[Tag(name="check-ins")],
    abp_security=[{"bearer": []}],
)
checkins.before_request(require_user)


@checkins.post("", responses={HTTPStatus.CREATED: CheckInOut, HTTPStatus.OK: CheckInOut})
def check_in(body: CheckInIn) -> Response:
    """Say how a day went; sent again with the same client id, it answers with the first."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        stored, is_new = actions.check_in(
            conn, caller().user_id, body, now=now, request_id=g.request_id
        )

    document = CheckInOut.model_validate(stored, from_attributes=True)
    return reply(document, HTTPStatus.CREATED if is_new else HTTPStatus.OK)


@checkins.get("", responses={HTTPStatus.OK: CheckIns})
def list_check_ins(query: CheckInsPage) -> Response:
    """My check-ins, the latest day first."""
    with autocommit() as conn:
        page = tell_check_ins(
            conn, caller().user_id, before=query.after or date.max, limit=query.limit
        )

    return reply(page)

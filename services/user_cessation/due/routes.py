"""HTTP for what is worth answering now."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit
from services.user_cessation.due import rules, store
from services.user_cessation.due.models import DueForms
from shared.auth.guard import caller, require_user
from shared.models.problem import NotFound
from shared.web import PREFIX, reply

due = APIBlueprint(
    "due",
    __name__,
    url_prefix=f"{PREFIX}/assessments/due",
    abp_tags=[Tag(name="assessments")],
    abp_security=[{"bearer": []}],
)
due.before_request(require_user)


@due.get("", responses={HTTPStatus.OK: DueForms})
def list_due() -> Response:
    """Which forms are worth answering now, and when the others are again."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        answered = store.select_answered(conn, caller().user_id)
    if answered is None:
        raise NotFound

    return reply(DueForms(items=rules.due(answered, now)))

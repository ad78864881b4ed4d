"""HTTP for getting ready."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.checklist import actions, rules, store
from services.user_cessation.checklist.models import ChecklistIn, ChecklistOut
from services.user_cessation.db import autocommit, transaction
from services.user_cessation.etag import etag, expected_version
from shared.auth.guard import caller, require_user
from shared.web import PREFIX, reply

checklist = APIBlueprint(
    "checklist",
    __name__,
    url_prefix=f"{PREFIX}/quit-plan/checklist",
    abp_tags=[Tag(name="quit plan")],
    abp_security=[{"bearer": []}],
)
checklist.before_request(require_user)


@checklist.get("", responses={HTTPStatus.OK: ChecklistOut})
def read_checklist() -> Response:
    """What gets me ready for the day, and how far I am."""
    with autocommit() as conn:
        ready = store.select_readying(conn, caller().user_id)

    return reply(rules.document(ready), ETag=etag(ready.version))


@checklist.put("", responses={HTTPStatus.OK: ChecklistOut})
def tick_checklist(body: ChecklistIn) -> Response:
    """Tick off what I did; with `If-Match`, only if nobody did meanwhile."""
    now = datetime.now(UTC)
    version = expected_version()

    with transaction() as conn:
        ready = actions.tick(conn, caller().user_id, body, version=version, now=now)

    return reply(rules.document(ready), ETag=etag(ready.version))

"""HTTP for cutting down."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.cutdown import actions
from services.user_cessation.cutdown.models import CutDownIn, CutDownOut
from services.user_cessation.db import autocommit, transaction
from services.user_cessation.etag import etag, expected_version
from shared.auth.guard import caller, require_user
from shared.web import PREFIX, no_content, reply

cut_down = APIBlueprint(
    "cut_down",
    __name__,
    url_prefix=f"{PREFIX}/quit-plan/cut-down",
    abp_tags=[Tag(name="quit plan")],
    abp_security=[{"bearer": []}],
)
cut_down.before_request(require_user)


@cut_down.get("", responses={HTTPStatus.OK: CutDownOut})
def read_cut_down() -> Response:
    """How many today, and how it goes on until there are none."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        document = actions.read_cut_down(conn, caller().user_id, now=now)

    return reply(document, ETag=etag(document.version))


@cut_down.put("", responses={HTTPStatus.OK: CutDownOut})
def plan_cut_down(body: CutDownIn) -> Response:
    """Smoke fewer a day until a date; with `If-Match`, only if nobody changed it meanwhile."""
    now = datetime.now(UTC)
    version = expected_version()

    with transaction() as conn:
        document = actions.cut_down(conn, caller().user_id, body, version=version, now=now)

    return reply(document, ETag=etag(document.version))


@cut_down.delete("", responses={HTTPStatus.NO_CONTENT: None})
def stop_cutting_down() -> Response:
    """Cut down no more; with `If-Match`, only if nobody changed it meanwhile."""
    now = datetime.now(UTC)
    version = expected_version()

    with transaction() as conn:
        actions.stop_cutting_down(conn, caller().user_id, version=version, now=now)

    return no_content()

"""HTTP for what a member's coach may see."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit, transaction
from services.user_cessation.etag import etag, expected_version
from services.user_cessation.sharing import actions, store
from services.user_cessation.sharing.models import SharingIn, SharingOut
from shared.auth.guard import caller, require_user
from shared.web import PREFIX, reply

sharing = APIBlueprint(
    "sharing",
    __name__,
    url_prefix=f"{PREFIX}/coaching/sharing",
    abp_tags=[Tag(name="coaching")],
    abp_security=[{"bearer": []}],
)
sharing.before_request(require_user)


@sharing.get("", responses={HTTPStatus.OK: SharingOut})
def read_sharing() -> Response:
    """What my coach may see of me."""
    with autocommit() as conn:
        mine = store.select_sharing(conn, caller().user_id)

    document = SharingOut.model_validate(mine, from_attributes=True)
    return reply(document, ETag=etag(mine.version))


@sharing.put("", responses={HTTPStatus.OK: SharingOut})
def choose_sharing(body: SharingIn) -> Response:
    """Choose what my coach may see; with `If-Match`, only if nobody did meanwhile."""
    now = datetime.now(UTC)
    version = expected_version()

    with transaction() as conn:
        mine = actions.choose(
            conn, caller().user_id, body, version=version, now=now, request_id=g.request_id
        )

    document = SharingOut.model_validate(mine, from_attributes=True)
    return reply(document, ETag=etag(mine.version))

"""HTTP for the programme of messages."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.coping.actions import pairs_of
from services.user_cessation.db import autocommit
from services.user_cessation.programme import rules, store
from services.user_cessation.programme.models import Programme
from shared.auth.guard import caller, require_user
from shared.web import PREFIX, reply

programme = APIBlueprint(
    "programme",
    __name__,
    url_prefix=f"{PREFIX}/programme",
    abp_tags=[Tag(name="programme")],
    abp_security=[{"bearer": []}],
)
programme.before_request(require_user)


@programme.get("", responses={HTTPStatus.OK: Programme})
def read_programme() -> Response:
    """The messages I have had so far, what each rests on, and when the next comes."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        anchor = store.select_anchor(conn, caller().user_id)
        pairs = pairs_of(conn, caller().user_id) if anchor else []

    return reply(rules.programme(anchor, pairs, now))

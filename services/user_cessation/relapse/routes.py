"""HTTP for the question whether an attempt is over."""

from datetime import UTC, date, datetime
from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit
from services.user_cessation.progress.actions import read_relapse_asked
from services.user_cessation.relapse import actions
from services.user_cessation.relapse.models import WORDS, GoOnIn, RelapseOut
from shared.auth.guard import caller, require_user
from shared.web import PREFIX, reply

relapse = APIBlueprint(
    "relapse",
    __name__,
    url_prefix=f"{PREFIX}/relapse",
    abp_tags=[Tag(name="slips")],
    abp_security=[{"bearer": []}],
)
relapse.before_request(require_user)


@relapse.get("", responses={HTTPStatus.OK: RelapseOut})
def read_question() -> Response:
    """Whether to ask me if this attempt is over. Nothing ends unless I end it in my plan."""
    with autocommit() as conn:
        asked_about = read_relapse_asked(conn, caller().user_id)

    return _reply(asked_about)


@relapse.post("/go-on", responses={HTTPStatus.OK: RelapseOut})
def go_on(body: GoOnIn) -> Response:
    """I go on with this quit date. I am not asked about those days again."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        asked_about = actions.go_on(conn, caller().user_id, body.asked_about, now=now)

    return _reply(asked_about)


def _reply(asked_about: date | None) -> Response:
    return reply(RelapseOut(asked_about=asked_about, words=WORDS if asked_about else None))

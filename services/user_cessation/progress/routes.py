"""HTTP for a member's own progress."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, current_app
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit
from services.user_cessation.progress import actions, store
from services.user_cessation.progress.models import (
    MINUTES_PER_CIGARETTE,
    HiddenFigures,
    HiddenFiguresIn,
    ProgressOut,
)
from shared.auth.guard import caller, require_user
from shared.web import PREFIX, reply

progress = APIBlueprint(
    "progress",
    __name__,
    url_prefix=f"{PREFIX}/progress",
    abp_tags=[Tag(name="progress")],
    abp_security=[{"bearer": []}],
)
progress.before_request(require_user)


@progress.get("", responses={HTTPStatus.OK: ProgressOut})
def read_progress() -> Response:
    """Everything quitting has earned me so far."""
    now = datetime.now(UTC)

    minutes = current_app.config[MINUTES_PER_CIGARETTE]

    with autocommit() as conn:
        document = actions.read_progress(
            conn, caller().user_id, now=now, minutes_per_cigarette=minutes
        )

    return reply(document)


@progress.get("/hidden", responses={HTTPStatus.OK: HiddenFigures})
def read_hidden() -> Response:
    """What I would rather not see among my progress."""
    with autocommit() as conn:
        figures = store.select_hidden(conn, caller().user_id)

    return reply(HiddenFigures(figures=figures))


@progress.put("/hidden", responses={HTTPStatus.OK: HiddenFigures})
def hide(body: HiddenFiguresIn) -> Response:
    """Say what I would rather not see, on all my devices; nothing of it is lost."""
    with autocommit() as conn:
        store.upsert_hidden(conn, caller().user_id, body.figures)

    return reply(HiddenFigures(figures=list(body.figures)))

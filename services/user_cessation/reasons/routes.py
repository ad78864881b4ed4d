"""HTTP for reasons and their picture."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit, transaction
from services.user_cessation.etag import etag, expected_version
from services.user_cessation.reasons import actions, store
from services.user_cessation.reasons.models import (
    NewReasonIn,
    ReasonIn,
    ReasonOut,
    ReasonPath,
    ReasonPhotoIn,
    ReasonPhotoOut,
    ReasonsOut,
)
from shared.auth.guard import caller, require_user
from shared.web import PREFIX, no_content, reply

reasons = APIBlueprint(
    "reasons",
    __name__,
    url_prefix=f"{PREFIX}/quit-plan/reasons",
    abp_tags=[Tag(name="quit plan")],
    abp_security=[{"bearer": []}],
)
reasons.before_request(require_user)


@reasons.get("", responses={HTTPStatus.OK: ReasonsOut})
def list_reasons() -> Response:
    """Why I want to quit, and what it looks like."""
    with autocommit() as conn:
        why = store.select_why(conn, caller().user_id)

    return reply(ReasonsOut.model_validate(why, from_attributes=True))


@reasons.post("", responses={HTTPStatus.CREATED: ReasonOut, HTTPStatus.OK: ReasonOut})
def add_reason(body: NewReasonIn) -> Response:
    """Add a reason; sent again with the same client id, it answers with the first."""
    now = datetime.now(UTC)

    with transaction() as conn:
        reason, is_new = actions.add_reason(conn, caller().user_id, body, now=now)

    document = ReasonOut.model_validate(reason, from_attributes=True)
    status = HTTPStatus.CREATED if is_new else HTTPStatus.OK
    return reply(document, status, ETag=etag(reason.version))


@reasons.put("/photo", responses={HTTPStatus.OK: ReasonPhotoOut})
def choose_photo(body: ReasonPhotoIn) -> Response:
    """Choose the one picture that stands for my reasons."""
    now = datetime.now(UTC)

    with transaction() as conn:
        photo = actions.choose_photo(conn, caller().user_id, body.upload_id, now=now)

    return reply(ReasonPhotoOut.model_validate(photo, from_attributes=True))


@reasons.delete("/photo", responses={HTTPStatus.NO_CONTENT: None})
def drop_photo() -> Response:
    """Have no picture."""
    now = datetime.now(UTC)

    with transaction() as conn:
        actions.drop_photo(conn, caller().user_id, now=now)

    return no_content()


@reasons.put("/<uuid:reason_id>", responses={HTTPStatus.OK: ReasonOut})
def change_reason(path: ReasonPath, body: ReasonIn) -> Response:
    """Say it in other words; with `If-Match`, only if nobody did meanwhile."""
    now = datetime.now(UTC)
    version = expected_version()

    with transaction() as conn:
        reason = actions.change_reason(
            conn, caller().user_id, path.reason_id, body, version=version, now=now
        )

    return reply(ReasonOut.model_validate(reason, from_attributes=True), ETag=etag(reason.version))


@reasons.delete("/<uuid:reason_id>", responses={HTTPStatus.NO_CONTENT: None})
def drop_reason(path: ReasonPath) -> Response:
    """Drop one; with `If-Match`, only if nobody changed it meanwhile."""
    now = datetime.now(UTC)
    version = expected_version()

    with transaction() as conn:
        actions.drop_reason(conn, caller().user_id, path.reason_id, version=version, now=now)

    return no_content()

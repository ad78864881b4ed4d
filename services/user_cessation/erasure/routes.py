"""HTTP for being forgotten. After asking, one has no account: a code by mail stands for it."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import transaction
from services.user_cessation.erasure import actions, rules
from services.user_cessation.erasure.models import (
    Certificate,
    ErasureCode,
    ErasureIn,
    ErasureOut,
)
from shared.auth.guard import allow_anyone, caller, require_user
from shared.web import PREFIX, no_content, reply

erasure = APIBlueprint(
    "erasure",
    __name__,
    url_prefix=f"{PREFIX}/privacy/erasure",
    abp_tags=[Tag(name="privacy")],
    abp_security=[{"bearer": []}],
)
erasure.before_request(require_user)

erasure_by_code = APIBlueprint(
    "erasure_by_code",
    __name__,
    url_prefix=f"{PREFIX}/privacy/erasure",
    abp_tags=[Tag(name="privacy")],
)
erasure_by_code.before_request(allow_anyone)


@erasure.post("", responses={HTTPStatus.ACCEPTED: ErasureOut})
def request_erasure(body: ErasureIn) -> Response:
    """Have everything about me erased in thirty days; I am signed out everywhere at once."""
    now = datetime.now(UTC)

    with transaction() as conn:
        asked = actions.request(conn, caller(), body.posts, now=now, request_id=g.request_id)

    document = ErasureOut(
        erasure_id=asked.erasure_id,
        state=rules.state_of(asked),
        posts=asked.posts,
        requested_at=asked.requested_at,
        due_at=asked.due_at,
    )
    return reply(document, HTTPStatus.ACCEPTED)


@erasure_by_code.post("/undo", responses={HTTPStatus.NO_CONTENT: None})
def undo_erasure(body: ErasureCode) -> Response:
    """Keep my account after all, with the code from the mail."""
    now = datetime.now(UTC)

    with transaction() as conn:
        actions.undo(conn, body.code, now=now, request_id=g.request_id)

    return no_content()


@erasure_by_code.post("/certificate", responses={HTTPStatus.OK: Certificate})
def read_certificate(body: ErasureCode) -> Response:
    """How far my erasure is, with the code from the mail; in the end the proof of it."""
    with transaction() as conn:
        certificate = actions.certify(conn, body.code)

    return reply(certificate)

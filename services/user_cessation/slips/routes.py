"""HTTP for slips."""

from dataclasses import asdict
from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit
from services.user_cessation.etag import etag, expected_version
from services.user_cessation.paging import NEWEST, Place, cut
from services.user_cessation.slips import actions, rules, store
from services.user_cessation.slips.models import (
    Slip,
    SlipChanges,
    SlipIn,
    SlipOut,
    SlipPath,
    Slips,
    SlipsPage,
)
from shared.auth.guard import caller, require_user
from shared.web import PREFIX, no_content, reply

slips = APIBlueprint(
    "slips",
    __name__,
    url_prefix=f"{PREFIX}/slips",
    abp_tags=[Tag(name="slips")],
    abp_security=[{"bearer": []}],
)
slips.before_request(require_user)


@slips.post("", responses={HTTPStatus.CREATED: SlipOut, HTTPStatus.OK: SlipOut})
def record_slip(body: SlipIn) -> Response:
    """Admit cigarettes smoked after quitting; sent again, it answers with the first."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        stored, is_new = actions.record_slip(
            conn, caller().user_id, body, now=now, request_id=g.request_id
        )

    return _reply(stored, HTTPStatus.CREATED if is_new else HTTPStatus.OK)


@slips.get("", responses={HTTPStatus.OK: Slips})
def list_slips(query: SlipsPage) -> Response:
    """My slips, the latest first."""
    with autocommit() as conn:
        rows = store.select_slips(
            conn, caller().user_id, after=query.after or NEWEST, most=query.limit + 1
        )

    shown, following = cut(rows, query.limit, lambda row: Place(row.smoked_at, row.slip_id))
    return reply(Slips(items=[_shown(row) for row in shown], next=following))


@slips.put("/<uuid:slip_id>", responses={HTTPStatus.OK: SlipOut})
def correct_slip(path: SlipPath, body: SlipChanges) -> Response:
    """Correct a slip, or add how sure I am now; with `If-Match`, only the version I read."""
    with autocommit() as conn:
        slip = actions.correct_slip(
            conn, caller().user_id, path.slip_id, body, version=expected_version()
        )

    return _reply(slip, HTTPStatus.OK)


@slips.delete("/<uuid:slip_id>", responses={HTTPStatus.NO_CONTENT: None})
def undo_slip(path: SlipPath) -> Response:
    """Take back a slip I told by mistake, within a day of telling it: nothing was smoked."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        actions.undo_slip(conn, caller().user_id, path.slip_id, now=now)

    return no_content()


def _reply(slip: Slip, status: HTTPStatus) -> Response:
    return reply(_shown(slip), status, ETag=etag(slip.version))


def _shown(slip: Slip) -> SlipOut:
    offers = rules.offers(slip.confidence, slip.confidence_before)
    known = {name: value for name, value in asdict(slip).items() if name != "confidence_before"}
    return SlipOut(
        **known,
        offer="coach" if offers else None,
        offers=offers,
        check_in_by=rules.check_in_by(slip.recorded_at),
    )

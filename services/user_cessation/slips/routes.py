"""HTTP for slips."""

from dataclasses import asdict
from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit
from services.user_cessation.paging import NEWEST, Place, cut
from services.user_cessation.slips import actions, rules, store
from services.user_cessation.slips.models import Slip, SlipIn, SlipOut, Slips, SlipsPage
from shared.auth.guard import caller, require_user
from shared.web import PREFIX, reply

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

    return reply(_shown(stored), HTTPStatus.CREATED if is_new else HTTPStatus.OK)


@slips.get("", responses={HTTPStatus.OK: Slips})
def list_slips(query: SlipsPage) -> Response:
    """My slips, the latest first."""
    with autocommit() as conn:
        rows = store.select_slips(
            conn, caller().user_id, after=query.after or NEWEST, most=query.limit + 1
        )

    shown, following = cut(rows, query.limit, lambda row: Place(row.smoked_at, row.slip_id))
    return reply(Slips(items=[_shown(row) for row in shown], next=following))


def _shown(slip: Slip) -> SlipOut:
    offer = rules.offer(slip.confidence, slip.confidence_before)
    known = {name: value for name, value in asdict(slip).items() if name != "confidence_before"}
    return SlipOut(**known, offer=offer)

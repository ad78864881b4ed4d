"""HTTP for cravings, and for what they show when there are enough of them."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.cravings import actions, rules, store
from services.user_cessation.cravings.document import shown as shown_craving
from services.user_cessation.cravings.models import (
    CravingIn,
    CravingOut,
    Cravings,
    CravingsPage,
    InsightsOut,
)
from services.user_cessation.cravings.reading import tell_cravings
from services.user_cessation.db import autocommit, transaction
from services.user_cessation.paging import NEWEST
from shared.auth.guard import caller, require_user
from shared.web import PREFIX, reply

cravings = APIBlueprint(
    "cravings",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="cravings")],
    abp_security=[{"bearer": []}],
)
cravings.before_request(require_user)


@cravings.post("/cravings", responses={HTTPStatus.CREATED: CravingOut, HTTPStatus.OK: CravingOut})
def log_craving(body: CravingIn) -> Response:
    """Log a craving, and the slip if it ended in one; sent again, it answers with the first."""
    now = datetime.now(UTC)

    with transaction() as conn:
        stored, is_new = actions.log_craving(
            conn, caller().user_id, body, now=now, request_id=g.request_id
        )

    return reply(
        shown_craving(stored, with_geo=True), HTTPStatus.CREATED if is_new else HTTPStatus.OK
    )


@cravings.get("/cravings", responses={HTTPStatus.OK: Cravings})
def list_cravings(query: CravingsPage) -> Response:
    """My cravings, the latest first, and how many I let pass."""
    with autocommit() as conn:
        page = tell_cravings(
            conn, caller().user_id, after=query.after or NEWEST, limit=query.limit, with_geo=True
        )

    return reply(page)


@cravings.get("/insights/cravings", responses={HTTPStatus.OK: InsightsOut})
def read_insights() -> Response:
    """When cravings come, what they come with, and what helps against them."""
    with autocommit() as conn:
        history = store.select_felt(conn, caller().user_id)

    return reply(rules.insights(history))

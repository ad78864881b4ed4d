"""HTTP for what nicotine replacement costs me."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit, transaction
from services.user_cessation.paging import NEWEST, Place, cut
from services.user_cessation.spending import actions, store
from services.user_cessation.spending.models import (
    SpendingIn,
    SpendingOut,
    SpendingPath,
    Spendings,
    SpendingsPage,
    shown,
)
from shared.auth.guard import caller, require_user
from shared.models.problem import NotFound
from shared.web import PREFIX, no_content, reply

spending = APIBlueprint(
    "spending",
    __name__,
    url_prefix=f"{PREFIX}/medication/spendings",
    abp_tags=[Tag(name="medication")],
    abp_security=[{"bearer": []}],
)
spending.before_request(require_user)


@spending.post("", responses={HTTPStatus.CREATED: SpendingOut, HTTPStatus.OK: SpendingOut})
def note_spending(body: SpendingIn) -> Response:
    """Note what I paid, so that my savings are what is left; sent again, it is the first."""
    now = datetime.now(UTC)

    with transaction() as conn:
        stored, is_new = actions.note_spending(conn, caller().user_id, body, now=now)

    return reply(shown(stored), HTTPStatus.CREATED if is_new else HTTPStatus.OK)


@spending.get("", responses={HTTPStatus.OK: Spendings})
def list_spendings(query: SpendingsPage) -> Response:
    """All I paid, the latest first."""
    with autocommit() as conn:
        rows = store.select_spendings(
            conn, caller().user_id, after=query.after or NEWEST, most=query.limit + 1
        )

    kept, following = cut(rows, query.limit, lambda row: Place(row.paid_at, row.spending_id))
    return reply(Spendings(items=[shown(row) for row in kept], next=following))


@spending.delete("/<uuid:spending_id>", responses={HTTPStatus.NO_CONTENT: None})
def delete_spending(path: SpendingPath) -> Response:
    """Take out what I noted by mistake."""
    with autocommit() as conn:
        deleted = store.delete_spending(conn, caller().user_id, path.spending_id)
    if not deleted:
        raise NotFound

    return no_content()

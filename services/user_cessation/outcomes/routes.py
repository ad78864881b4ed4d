"""HTTP for carbon monoxide readings."""

from dataclasses import asdict
from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit
from services.user_cessation.outcomes import actions, rules, store
from services.user_cessation.outcomes.models import (
    Reading,
    ReadingIn,
    ReadingOut,
    Readings,
    ReadingsPage,
)
from services.user_cessation.paging import NEWEST, Place, cut
from shared.auth.guard import caller, require_user
from shared.web import PREFIX, reply

readings = APIBlueprint(
    "readings",
    __name__,
    url_prefix=f"{PREFIX}/co-readings",
    abp_tags=[Tag(name="co-readings")],
    abp_security=[{"bearer": []}],
)
readings.before_request(require_user)


@readings.post("", responses={HTTPStatus.CREATED: ReadingOut, HTTPStatus.OK: ReadingOut})
def record_reading(body: ReadingIn) -> Response:
    """Note what a breath device shows; sent again, it answers with the first."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        stored, is_new = actions.record_reading(conn, caller().user_id, body, now=now)

    return reply(_shown(stored), HTTPStatus.CREATED if is_new else HTTPStatus.OK)


@readings.get("", responses={HTTPStatus.OK: Readings})
def list_readings(query: ReadingsPage) -> Response:
    """My readings, the latest first."""
    with autocommit() as conn:
        rows = store.select_readings(
            conn, caller().user_id, after=query.after or NEWEST, most=query.limit + 1
        )

    shown, following = cut(rows, query.limit, lambda row: Place(row.measured_at, row.reading_id))
    return reply(Readings(items=[_shown(row) for row in shown], next=following))


def _shown(reading: Reading) -> ReadingOut:
    return ReadingOut(**asdict(reading), **asdict(rules.flags(reading.ppm)))

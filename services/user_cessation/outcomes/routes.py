"""HTTP for carbon monoxide readings."""

from dataclasses import asdict
from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.db import autocommit
from services.user_cessation.outcomes import actions, rules, store
from services.user_cessation.outcomes.models import (
    Reading,
    ReadingIn,
    ReadingOfMember,
    ReadingOut,
    ReadingOwner,
    Readings,
    ReadingsPage,
)
from services.user_cessation.paging import NEWEST, Place, cut
from shared.auth.guard import caller, require_role, require_user
from shared.auth.roles import Role
from shared.web import PREFIX, reply

readings = APIBlueprint(
    "readings",
    __name__,
    url_prefix=f"{PREFIX}/co-readings",
    abp_tags=[Tag(name="co-readings")],
    abp_security=[{"bearer": []}],
)
readings.before_request(require_user)

member_readings = APIBlueprint(
    "member_readings",
    __name__,
    url_prefix=f"{PREFIX}/coaching/members/<uuid:member_id>/co-readings",
    abp_tags=[Tag(name="co-readings")],
    abp_security=[{"bearer": []}],
)
member_readings.before_request(require_role(Role.COACH))


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


@member_readings.get("", responses={HTTPStatus.OK: Readings})
def list_member_readings(path: ReadingOwner, query: ReadingsPage) -> Response:
    """The readings of someone I coach, if they share progress with me; they can see I looked."""
    with autocommit() as conn:
        rows = actions.look_at_readings(
            conn,
            caller().user_id,
            path.member_id,
            after=query.after or NEWEST,
            most=query.limit + 1,
            request_id=g.request_id,
        )

    shown, following = cut(rows, query.limit, lambda row: Place(row.measured_at, row.reading_id))
    return reply(Readings(items=[_shown(row) for row in shown], next=following))


@member_readings.put("/<uuid:reading_id>/verification", responses={HTTPStatus.OK: ReadingOut})
def verify_reading(path: ReadingOfMember) -> Response:
    """I saw this reading being taken."""
    return _vouched(path, verified_at=datetime.now(UTC))


@member_readings.delete("/<uuid:reading_id>/verification", responses={HTTPStatus.OK: ReadingOut})
def withdraw_verification(path: ReadingOfMember) -> Response:
    """I no longer vouch for this reading."""
    return _vouched(path, verified_at=None)


def _vouched(path: ReadingOfMember, *, verified_at: datetime | None) -> Response:
    with autocommit() as conn:
        reading = actions.vouch(
            conn,
            caller().user_id,
            path.member_id,
            path.reading_id,
            verified_at=verified_at,
            request_id=g.request_id,
        )

    return reply(_shown(reading))


def _shown(reading: Reading) -> ReadingOut:
    return ReadingOut(
        **asdict(reading),
        **asdict(rules.flags(reading.ppm)),
        vouched_for_by="coach" if reading.verified_at else "member",
    )

"""HTTP for the hours a coach can be met."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation.availability import actions
from services.user_cessation.availability.models import (
    Availability,
    AvailabilityIn,
    AvailabilityOut,
    CoachPath,
    SlotOut,
    Slots,
    SlotsAsked,
)
from services.user_cessation.db import autocommit, transaction
from services.user_cessation.etag import etag, expected_version
from shared.auth.guard import caller, require_role, require_user
from shared.auth.roles import Role
from shared.web import PREFIX, reply

slots = APIBlueprint(
    "slots",
    __name__,
    url_prefix=f"{PREFIX}/coaches/<uuid:coach_id>/slots",
    abp_tags=[Tag(name="appointments")],
    abp_security=[{"bearer": []}],
)
slots.before_request(require_user)

availability = APIBlueprint(
    "availability",
    __name__,
    url_prefix=f"{PREFIX}/coaching/availability",
    abp_tags=[Tag(name="appointments")],
    abp_security=[{"bearer": []}],
)
availability.before_request(require_role(Role.COACH))


@slots.get("", responses={HTTPStatus.OK: Slots})
def list_slots(path: CoachPath, query: SlotsAsked) -> Response:
    """When I could meet this coach, on days of my own calendar."""
    now = datetime.now(UTC)

    with autocommit() as conn:
        hours, free = actions.find_slots(conn, path.coach_id, caller().user_id, query, now=now)

    return reply(
        Slots(
            time_zone=hours.asker_zone,
            coach_time_zone=hours.time_zone,
            items=[SlotOut.model_validate(slot, from_attributes=True) for slot in free],
        )
    )


@availability.get("", responses={HTTPStatus.OK: AvailabilityOut})
def read_availability() -> Response:
    """The hours I can be met."""
    with autocommit() as conn:
        hours = actions.read_hours(conn, caller().user_id, asker_id=caller().user_id)

    return _shown(hours)


@availability.put("", responses={HTTPStatus.OK: AvailabilityOut})
def change_availability(body: AvailabilityIn) -> Response:
    """Change the hours I can be met; with `If-Match`, only if nobody did meanwhile."""
    version = expected_version()

    with transaction() as conn:
        hours = actions.change_hours(conn, caller().user_id, body, version=version)

    return _shown(hours)


def _shown(hours: Availability) -> Response:
    document = AvailabilityOut.model_validate(hours, from_attributes=True)
    return reply(document, ETag=etag(hours.version))

"""HTTP for meetings of members with their coaches."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from services.user_cessation import audit
from services.user_cessation.appointments import actions, reading, store
from services.user_cessation.appointments.models import (
    Appointment,
    AppointmentOut,
    AppointmentPath,
    Appointments,
    AppointmentsPage,
    BookingIn,
    MoveIn,
    RescheduleIn,
)
from services.user_cessation.db import transaction
from services.user_cessation.etag import etag, expected_version
from services.user_cessation.paging import NEWEST, Place, cut
from shared.auth.guard import caller, require_user
from shared.web import PREFIX, reply

appointments = APIBlueprint(
    "appointments",
    __name__,
    url_prefix=f"{PREFIX}/coaching/appointments",
    abp_tags=[Tag(name="appointments")],
    abp_security=[{"bearer": []}],
)
appointments.before_request(require_user)


@appointments.post(
    "", responses={HTTPStatus.CREATED: AppointmentOut, HTTPStatus.OK: AppointmentOut}
)
def book(body: BookingIn) -> Response:
    """Ask my coach for a meeting; sent again with the same client id, it is the same one."""
    now = datetime.now(UTC)

    with transaction() as conn:
        meeting, is_new = actions.book(
            conn, caller().user_id, body, now=now, request_id=g.request_id
        )

    return _shown(meeting, HTTPStatus.CREATED if is_new else HTTPStatus.OK)


@appointments.get("", responses={HTTPStatus.OK: Appointments})
def list_appointments(query: AppointmentsPage) -> Response:
    """My meetings, with my coach and as a coach, the latest first; members see that I looked."""
    me = caller().user_id

    with transaction() as conn:
        rows = store.select_appointments(
            conn,
            me,
            after=query.after or NEWEST,
            most=query.limit + 1,
            appointment_id=None,
        )
        shown, following = cut(
            rows, query.limit, lambda row: Place(row.starts_at, row.appointment_id)
        )
        members = [row.member_id for row in shown if row.member_id != me]
        audit.append_listed(conn, "appointments.listed", me, members, g.request_id)

    items = [AppointmentOut.model_validate(row, from_attributes=True) for row in shown]
    return reply(Appointments(items=items, next=following))


@appointments.get("/<uuid:appointment_id>", responses={HTTPStatus.OK: AppointmentOut})
def read_appointment(path: AppointmentPath) -> Response:
    """One of my meetings; where I am its coach, the member can see that I looked."""
    with transaction() as conn:
        meeting = reading.read_appointment(
            conn, caller().user_id, path.appointment_id, request_id=g.request_id
        )

    return _shown(meeting)


@appointments.patch("/<uuid:appointment_id>", responses={HTTPStatus.OK: AppointmentOut})
def take_step(path: AppointmentPath, body: MoveIn) -> Response:
    """Confirm, begin, complete or call off; with `If-Match`, only if nobody did meanwhile."""
    now = datetime.now(UTC)
    version = expected_version()

    with transaction() as conn:
        meeting = actions.take_step(
            conn,
            caller().user_id,
            path.appointment_id,
            body,
            version=version,
            now=now,
            request_id=g.request_id,
        )

    return _shown(meeting)


@appointments.post(
    "/<uuid:appointment_id>/reschedule",
    responses={HTTPStatus.CREATED: AppointmentOut, HTTPStatus.OK: AppointmentOut},
)
def reschedule(path: AppointmentPath, body: RescheduleIn) -> Response:
    """Move a meeting to another time; the answer is the new one."""
    now = datetime.now(UTC)
    version = expected_version()

    with transaction() as conn:
        meeting, is_new = actions.reschedule(
            conn,
            caller().user_id,
            path.appointment_id,
            body,
            version=version,
            now=now,
            request_id=g.request_id,
        )

    return _shown(meeting, HTTPStatus.CREATED if is_new else HTTPStatus.OK)


def _shown(meeting: Appointment, status: HTTPStatus = HTTPStatus.OK) -> Response:
    document = AppointmentOut.model_validate(meeting, from_attributes=True)
    return reply(document, status, ETag=etag(meeting.version))

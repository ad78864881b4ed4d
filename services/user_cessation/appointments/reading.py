"""Looking at meetings. What a coach sees or does there is on the record of the member."""

from uuid import UUID

from services.user_cessation import audit
from services.user_cessation.appointments import store
from services.user_cessation.appointments.models import Appointment, Move
from services.user_cessation.paging import NEWEST
from shared.models.ids import UserId
from shared.models.problem import NotFound
from shared.postgres.pool import Connection


def read_appointment(
    conn: Connection, user_id: UserId, appointment_id: UUID, *, request_id: str
) -> Appointment:
    """One of somebody's meetings; NotFound where it is not theirs."""
    rows = store.select_appointments(
        conn, user_id, after=NEWEST, most=1, appointment_id=appointment_id
    )
    if not rows:
        raise NotFound
    [meeting] = rows
    if user_id != meeting.member_id:
        entry = audit.Entry("appointment.read", user_id, meeting.member_id, request_id)
        audit.append(conn, entry)
    return meeting


def record_move(
    conn: Connection, user_id: UserId, meeting: Appointment, move: Move, request_id: str
) -> None:
    """A coach took a step, and is shown the meeting."""
    if user_id != meeting.member_id:
        detail = {"move": str(move)}
        audit.append(
            conn,
            audit.Entry("appointment.changed", user_id, meeting.member_id, request_id, detail),
        )

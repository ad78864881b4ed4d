"""Booking a meeting, moving it, and calling it off."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from psycopg.errors import ExclusionViolation

from services.user_cessation.appointments import rules, store
from services.user_cessation.appointments.models import (
    Appointment,
    BookingIn,
    Called,
    Move,
    MoveIn,
    Party,
    RescheduleIn,
    Status,
)
from services.user_cessation.appointments.reading import record_move
from services.user_cessation.availability.actions import slot_at
from services.user_cessation.availability.models import Span
from services.user_cessation.paging import NEWEST
from services.user_cessation.profile.actions import hold_member
from shared.models.events import AppointmentChanged
from shared.models.ids import UserId, uuid7
from shared.models.problem import Conflict, NotFound, PreconditionFailed
from shared.postgres import outbox
from shared.postgres.pool import Connection

EVER = datetime(2300, 1, 1, tzinfo=UTC)


def hold_coach(conn: Connection, coach_id: UUID) -> None:
    """Let nobody else take a coach's time until the transaction ends."""
    store.lock_coach(conn, coach_id)


def book(
    conn: Connection, member_id: UserId, new: BookingIn, *, now: datetime, request_id: str
) -> tuple[Appointment, bool]:
    """The meeting as stored, and whether it is new."""
    hold_member(conn, member_id)
    first = store.select_booked(conn, member_id, new.client_id)
    if first is not None:
        return first, False
    standing = store.select_standing(conn, member_id)
    is_free = rules.check_booking(standing)
    assert standing.coach_id is not None
    meeting = Appointment(
        appointment_id=uuid7(),
        member_id=member_id,
        member_name="",
        coach_id=standing.coach_id,
        coach_name="",
        client_id=new.client_id,
        kind=new.kind,
        starts_at=new.starts_at,
        ends_at=new.starts_at,
        status=Status.REQUESTED,
        is_free=is_free,
        is_late=False,
        reason=None,
        changed_by=member_id,
        changed_at=now,
        replaces=None,
        version=1,
    )
    return _write(conn, meeting, now=now, request_id=request_id), True


def take_step(
    conn: Connection,
    user_id: UserId,
    appointment_id: UUID,
    new: MoveIn,
    *,
    version: int | None,
    now: datetime,
    request_id: str,
) -> Appointment:
    """Confirm, begin, complete or call off a meeting, or say that nobody came."""
    if new.move is Move.RESCHEDULE:
        raise Conflict("Say which time instead, under /reschedule.", code="needs_time")
    meeting = _hold(conn, user_id, appointment_id, version)
    status = rules.after(meeting, new.move, _party(meeting, user_id), now)

    changed = replace(
        meeting,
        status=status,
        is_late=rules.is_late(meeting, status, now),
        reason=new.reason or meeting.reason,
        changed_by=user_id,
        changed_at=now,
        version=meeting.version + 1,
    )
    _update(conn, changed, by=user_id, now=now, request_id=request_id)
    record_move(conn, user_id, meeting, new.move, request_id)
    return changed


def reschedule(
    conn: Connection,
    user_id: UserId,
    appointment_id: UUID,
    new: RescheduleIn,
    *,
    version: int | None,
    now: datetime,
    request_id: str,
) -> tuple[Appointment, bool]:
    """Move a meeting to another time. The one it was stays, and says who moved it and why.

    A time the coach chose is confirmed; one the member chose is for the coach to confirm.
    """
    _hold_coach_of(conn, user_id, appointment_id)
    meeting = _hold(conn, user_id, appointment_id, None)
    record_move(conn, user_id, meeting, Move.RESCHEDULE, request_id)
    first = store.select_booked(conn, meeting.member_id, new.client_id)
    if first is not None and first.replaces == appointment_id:
        return first, False
    if version is not None and version != meeting.version:
        raise PreconditionFailed
    party = _party(meeting, user_id)
    status = rules.after(meeting, Move.RESCHEDULE, party, now)
    former = replace(meeting, status=status, reason=new.reason, changed_by=user_id)

    # Its own time must not be in the way of the new one, so it is given back first.
    _update(conn, former, by=user_id, now=now, request_id=request_id)
    moved = replace(
        meeting,
        appointment_id=uuid7(),
        client_id=new.client_id,
        starts_at=new.starts_at,
        status=Status.REQUESTED if party is Party.MEMBER else Status.CONFIRMED,
        reason=new.reason,
        changed_by=user_id,
        changed_at=now,
        replaces=meeting.appointment_id,
        version=1,
    )
    return _write(conn, moved, now=now, request_id=request_id), True


def call_off(
    conn: Connection,
    *,
    coach_id: UUID,
    by: UUID,
    reason: str,
    now: datetime,
    request_id: str,
    member_id: UUID | None = None,
    first: datetime | None = None,
    until: datetime = EVER,
) -> list[Called]:
    """Call off whatever has not begun: of a coach, or of a coach and one member."""
    by_member = by == member_id
    called = store.update_called_off(
        conn,
        coach_id=coach_id,
        member_id=member_id,
        first=first or now,
        until=until,
        status=Status.CANCELLED_BY_MEMBER if by_member else Status.CANCELLED_BY_COACH,
        reason=reason,
        by=by,
        now=now,
    )
    for each in called:
        outbox.append(
            conn,
            AppointmentChanged(
                occurred_at=now,
                request_id=request_id,
                appointment_id=each.appointment_id,
                member_id=each.member_id,
                coach_id=each.coach_id,
                status=Status.CANCELLED_BY_MEMBER if by_member else Status.CANCELLED_BY_COACH,
                starts_at=each.starts_at,
                changed_by=by,
            ),
        )
    return called


def _hold(
    conn: Connection, user_id: UserId, appointment_id: UUID, version: int | None
) -> Appointment:
    meeting = store.lock_appointment(conn, user_id, appointment_id)
    if meeting is None:
        raise NotFound
    if version is not None and version != meeting.version:
        raise PreconditionFailed
    return meeting


def _hold_coach_of(conn: Connection, user_id: UserId, appointment_id: UUID) -> None:
    """The coach before the meeting, as everybody does who needs both."""
    for meeting in store.select_appointments(
        conn, user_id, after=NEWEST, most=1, appointment_id=appointment_id
    ):
        hold_coach(conn, meeting.coach_id)


def _write(conn: Connection, new: Appointment, *, now: datetime, request_id: str) -> Appointment:
    """Take the time for a meeting, if it is there to be taken."""
    hold_coach(conn, new.coach_id)
    slot, schedule = slot_at(conn, new.coach_id, UserId(new.member_id), new.starts_at, now=now)
    meeting = replace(new, ends_at=slot.ends_at)
    blocked = Span(slot.starts_at - schedule.before, slot.ends_at + schedule.after)
    try:
        store.insert_appointment(conn, meeting, blocked, _event(meeting, now, request_id))
    except ExclusionViolation as error:
        raise Conflict("This time was taken just now.", code="slot_taken") from error
    stored = store.select_booked(conn, meeting.member_id, meeting.client_id)
    assert stored is not None
    return stored


def _update(
    conn: Connection, changed: Appointment, *, by: UserId, now: datetime, request_id: str
) -> None:
    store.update_status(
        conn,
        changed.appointment_id,
        changed.status,
        is_late=changed.is_late,
        reason=changed.reason,
        by=by,
        now=now,
        event=_event(changed, now, request_id),
    )


def _event(meeting: Appointment, now: datetime, request_id: str) -> AppointmentChanged:
    return AppointmentChanged(
        occurred_at=now,
        request_id=request_id,
        appointment_id=meeting.appointment_id,
        member_id=meeting.member_id,
        coach_id=meeting.coach_id,
        status=meeting.status,
        starts_at=meeting.starts_at,
        changed_by=meeting.changed_by,
    )


def _party(meeting: Appointment, user_id: UserId) -> Party:
    return Party.COACH if user_id == meeting.coach_id else Party.MEMBER

"""Planning a session with many, coming to it, and going."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from psycopg.errors import ExclusionViolation, UniqueViolation

from services.user_cessation.appointments.actions import hold_coach
from services.user_cessation.group_sessions import rules, store
from services.user_cessation.group_sessions.models import GroupSession, GroupSessionIn
from shared.models.events import ReminderDue
from shared.models.ids import UserId, uuid7
from shared.models.notices import NotificationCategory
from shared.models.problem import Conflict, NotFound
from shared.postgres import outbox
from shared.postgres.pool import Connection

FIRST = UUID(int=0)
EVER = datetime(2300, 1, 1, tzinfo=UTC)


def plan(
    conn: Connection, coach_id: UserId, new: GroupSessionIn, *, now: datetime
) -> tuple[GroupSession, bool]:
    """The session as stored, and whether it is new."""
    hold_coach(conn, coach_id)
    before = store.select_sessions(
        conn, coach_id, now=now, after=FIRST, most=1, client_id=new.client_id
    )
    if before:
        return before[0], False
    rules.check_start(new.starts_at, now)

    session_id = uuid7()
    try:
        store.insert_session(
            conn,
            session_id=session_id,
            coach_id=coach_id,
            client_id=new.client_id,
            title=new.title,
            language=new.language,
            starts_at=new.starts_at,
            ends_at=new.starts_at + timedelta(minutes=new.minutes),
            seats=new.seats,
            now=now,
        )
    except ExclusionViolation as error:
        raise Conflict("You have something else at that time.", code="slot_taken") from error
    except UniqueViolation as error:  # a session by this client id is no longer seen
        raise Conflict("You called this session off.", code="called_off") from error
    return _read(conn, coach_id, session_id, now), True


def come(conn: Connection, member_id: UserId, session_id: UUID, *, now: datetime) -> GroupSession:
    """Take a seat, or a place in line; who has one keeps it."""
    held = store.lock_session(conn, session_id, now=now)
    if held is None:
        raise NotFound
    if held.coach_id == member_id:
        raise Conflict("It is your own session.")
    try:
        store.insert_seat(conn, held, member_id, uuid7(), now=now)
    except ExclusionViolation as error:
        raise Conflict("You have something else at that time.", code="slot_taken") from error
    return _read(conn, member_id, session_id, now)


def go(
    conn: Connection, member_id: UserId, session_id: UUID, *, now: datetime, request_id: str
) -> None:
    """Give the seat back. Who was first in line gets it, and is told."""
    held = store.lock_session(conn, session_id, now=now)
    if held is None:
        raise NotFound
    order = store.select_order(conn, session_id)
    if member_id not in order:
        return
    position = order.index(member_id) + 1

    store.delete_seat(conn, session_id, member_id)
    if rules.moves_up(position, len(order), held.seats):
        outbox.append(
            conn,
            ReminderDue(
                occurred_at=now,
                request_id=request_id,
                user_id=order[held.seats],
                category=NotificationCategory.APPOINTMENTS,
                key="group_session.seat",
                data={"session_id": str(session_id), "starts_at": held.starts_at.isoformat()},
                expires_at=held.starts_at,
            ),
        )


def cancel(
    conn: Connection, coach_id: UserId, session_id: UUID, *, now: datetime, request_id: str
) -> None:
    if not call_off(conn, coach_id, session_id=session_id, now=now, request_id=request_id):
        raise NotFound


def call_off(
    conn: Connection,
    coach_id: UUID,
    *,
    session_id: UUID | None = None,
    first: datetime | None = None,
    until: datetime = EVER,
    now: datetime,
    request_id: str,
) -> bool:
    """Call off what a coach planned, and tell everybody who meant to come; was there anything?"""
    called = store.update_cancelled(
        conn, coach_id, session_id=session_id, first=first or now, until=until, now=now
    )
    for cancelled_id, member_id, title, starts_at in called:
        if member_id is not None:
            outbox.append(
                conn,
                ReminderDue(
                    occurred_at=now,
                    request_id=request_id,
                    user_id=member_id,
                    category=NotificationCategory.APPOINTMENTS,
                    key="group_session.cancelled",
                    data={
                        "session_id": str(cancelled_id),
                        "title": title,
                        "starts_at": starts_at.isoformat(),
                    },
                    expires_at=starts_at,
                ),
            )
    return bool(called)


def _read(conn: Connection, user_id: UserId, session_id: UUID, now: datetime) -> GroupSession:
    [session] = store.select_sessions(
        conn, user_id, now=now, after=FIRST, most=1, session_id=session_id
    )
    return session

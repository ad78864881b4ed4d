"""Choosing a coach, leaving one, and beginning or ending to be one."""

from datetime import datetime
from uuid import UUID

from services.user_cessation.appointments.actions import call_off
from services.user_cessation.coaching import store
from services.user_cessation.coaching.models import Assignment
from services.user_cessation.group_sessions.actions import call_off as call_off_groups
from services.user_cessation.profile.actions import hold_member
from shared.models.events import CoachAssigned, CoachUnassigned
from shared.models.ids import UserId, uuid7
from shared.models.problem import Conflict, NotFound
from shared.postgres import outbox
from shared.postgres.pool import Connection

CAPACITY = 20
"""How many members someone new to coaching looks after."""


def choose_coach(
    conn: Connection,
    member_id: UserId,
    coach_id: UUID,
    *,
    reason: str | None = None,
    now: datetime,
    request_id: str,
) -> Assignment | None:
    """Begin with a coach who has a place, and leave the one before."""
    if coach_id == member_id:
        raise Conflict("You cannot be your own coach.")
    hold_member(conn, member_id)
    current = store.select_assignment(conn, member_id)
    if current is not None and current.user_id == coach_id:
        return current

    # The lock comes first: what is counted after it stays true until we commit.
    store.lock_coach(conn, coach_id)
    practice = store.select_practice(conn, coach_id)
    if practice is None:
        raise NotFound("Nobody by that id is coaching.")
    if practice.places_left < 1:
        raise Conflict("This coach has no place left.", code="coach_full")

    leave_coach(conn, member_id, reason=reason, now=now, request_id=request_id)
    store.insert_assignment(
        conn, assignment_id=uuid7(), member_id=member_id, coach_id=coach_id, started_at=now
    )
    outbox.append(
        conn,
        CoachAssigned(
            occurred_at=now,
            request_id=request_id,
            member_id=member_id,
            coach_id=coach_id,
            reply_within_hours=practice.reply_within_hours,
        ),
    )
    return store.select_assignment(conn, member_id)


def leave_coach(
    conn: Connection,
    member_id: UserId,
    *,
    reason: str | None = None,
    now: datetime,
    request_id: str,
) -> None:
    """End coaching, if there is any, and what was to come of it."""
    coach_id = store.update_ended(conn, member_id, ended_at=now, reason=reason)
    if coach_id is not None:
        call_off(
            conn,
            coach_id=coach_id,
            member_id=member_id,
            by=member_id,
            reason="The coaching ended.",
            now=now,
            request_id=request_id,
        )
        outbox.append(
            conn,
            CoachUnassigned(
                occurred_at=now, request_id=request_id, member_id=member_id, coach_id=coach_id
            ),
        )


def open_practice(conn: Connection, coach_id: UUID) -> None:
    """Make someone a coach people can choose."""
    store.insert_coach(conn, coach_id, capacity=CAPACITY)


def close_practice(conn: Connection, coach_id: UUID, *, now: datetime, request_id: str) -> None:
    """End whatever someone coaches; they see nothing of their members from now on."""
    store.lock_coach(conn, coach_id)
    for member_id in store.update_all_ended(conn, coach_id, ended_at=now):
        outbox.append(
            conn,
            CoachUnassigned(
                occurred_at=now, request_id=request_id, member_id=member_id, coach_id=coach_id
            ),
        )
    call_off(
        conn,
        coach_id=coach_id,
        by=coach_id,
        reason="The coaching ended.",
        now=now,
        request_id=request_id,
    )
    call_off_groups(conn, coach_id, now=now, request_id=request_id)


def coach_who_sees(conn: Connection, member_id: UserId) -> UUID | None:
    """The coach who may know of this member's progress, for an event to name."""
    return store.select_coach_who_sees(conn, member_id)

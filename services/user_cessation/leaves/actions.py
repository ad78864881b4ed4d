"""Going away, and what becomes of the meetings in that time."""

from datetime import datetime

from services.user_cessation.appointments.actions import call_off, hold_coach
from services.user_cessation.appointments.models import Called
from services.user_cessation.availability.actions import next_slots
from services.user_cessation.group_sessions.actions import call_off as call_off_groups
from services.user_cessation.leaves import rules, store
from services.user_cessation.leaves.models import Leave, LeaveIn
from shared.models.events import ReminderDue
from shared.models.ids import UserId, uuid7
from shared.models.notices import NotificationCategory
from shared.postgres import outbox
from shared.postgres.pool import Connection

OFFERED = 3
"""How many other times a member is offered for a meeting their coach called off."""


def go_away(
    conn: Connection, coach_id: UserId, new: LeaveIn, *, now: datetime, request_id: str
) -> tuple[Leave, bool]:
    """The leave as stored, and whether it is new. Meetings in it are called off, others offered."""
    hold_coach(conn, coach_id)
    first = store.select_leave(conn, coach_id, new.client_id)
    if first is not None:
        return first, False
    rules.check(new, now)
    leave = Leave(uuid7(), new.client_id, new.starts_at, new.ends_at)

    store.insert_leave(conn, coach_id, leave, now=now)
    called = call_off(
        conn,
        coach_id=coach_id,
        by=coach_id,
        first=new.starts_at,
        until=new.ends_at,
        reason="The coach is away.",
        now=now,
        request_id=request_id,
    )
    call_off_groups(
        conn,
        coach_id,
        first=new.starts_at,
        until=new.ends_at,
        now=now,
        request_id=request_id,
    )
    if called:
        _offer_others(conn, coach_id, called, now=now, request_id=request_id)
    return leave, True


def _offer_others(
    conn: Connection, coach_id: UserId, called: list[Called], *, now: datetime, request_id: str
) -> None:
    """Offer each member the next times there are; who answers first has them."""
    earliest = max(now, min(each.starts_at for each in called))
    free = next_slots(conn, coach_id, first=earliest, most=OFFERED * len(called), now=now)
    for each in called:
        times = [slot.starts_at for slot in free if slot.starts_at >= each.starts_at][:OFFERED]
        outbox.append(
            conn,
            ReminderDue(
                occurred_at=now,
                request_id=request_id,
                user_id=each.member_id,
                category=NotificationCategory.APPOINTMENTS,
                key="appointment.offer",
                data={
                    "appointment_id": str(each.appointment_id),
                    "starts_at": each.starts_at.isoformat(),
                    "offered": ",".join(time.isoformat() for time in times),
                },
            ),
        )

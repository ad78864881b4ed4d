"""Setting the day to quit, and setting another."""

from datetime import datetime

from services.user_cessation.coaching.actions import coach_who_sees
from services.user_cessation.plan import rules, store
from services.user_cessation.plan.models import Attempt
from services.user_cessation.plan.rules import Change
from services.user_cessation.profile.actions import hold_member
from shared.models.events import QuitPlanChanged
from shared.models.ids import UserId, uuid7
from shared.postgres import outbox
from shared.postgres.pool import Connection

MOST_SHOWN = 100


def set_quit_date(
    conn: Connection, user_id: UserId, quit_at: datetime, *, now: datetime, request_id: str
) -> list[Attempt]:
    """Plan to quit, or say when it was; return the attempts, newest first."""
    hold_member(conn, user_id)
    attempts = store.select_attempts(conn, user_id, most=1)
    current = attempts[0] if attempts and attempts[0].ended_at is None else None

    change = rules.change(current, quit_at, now)

    if change is not Change.NOTHING:
        _write(conn, user_id, current, change, quit_at, now)
        outbox.append(
            conn,
            QuitPlanChanged(
                occurred_at=now,
                request_id=request_id,
                user_id=user_id,
                coach_id=coach_who_sees(conn, user_id),
                quit_at=quit_at,
            ),
        )
    return store.select_attempts(conn, user_id, most=MOST_SHOWN)


def _write(
    conn: Connection,
    user_id: UserId,
    current: Attempt | None,
    change: Change,
    quit_at: datetime,
    now: datetime,
) -> None:
    if current is not None and change is Change.MOVE:
        store.update_quit_at(conn, current.attempt_id, quit_at)
        return
    if current is not None:
        store.update_ended(conn, current.attempt_id, ended_at=now, reason="new_date")
    store.insert_attempt(conn, user_id, Attempt(uuid7(), quit_at, 1, now, None, None))

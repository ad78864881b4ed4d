"""Setting the day to quit and setting another, keeping the one there is, and ending an attempt."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from services.user_cessation.coaching.actions import coach_who_sees
from services.user_cessation.followups import actions as follow_ups
from services.user_cessation.plan import rules, store
from services.user_cessation.plan.models import Attempt, EndReason
from services.user_cessation.plan.rules import Change
from services.user_cessation.profile.actions import hold_member
from services.user_cessation.readiness.actions import follow_date
from services.user_cessation.revisions import actions as revisions
from services.user_cessation.revisions.models import PlanArea
from shared.models.events import QuitPlanChanged
from shared.models.ids import UserId, uuid7
from shared.models.problem import Conflict
from shared.postgres import outbox
from shared.postgres.pool import Connection

MOST_SHOWN = 100


def set_quit_date(
    conn: Connection,
    user_id: UserId,
    quit_at: datetime,
    *,
    version: int | None,
    now: datetime,
    request_id: str,
) -> list[Attempt]:
    """Plan to quit, or say when it was; return the attempts, newest first."""
    zone = hold_member(conn, user_id).time_zone
    current = _open_attempt(conn, user_id)

    rules.insist(current, version)
    change = rules.change(current, quit_at, now)

    if change is not Change.NOTHING:
        attempt_id = _write(conn, user_id, current, change, quit_at, now)
        follow_ups.arrange(conn, user_id, attempt_id, quit_at, time_zone=zone, now=now)
        follow_date(conn, user_id, quit_at, now=now)
        revisions.record(
            conn,
            user_id,
            PlanArea.QUIT_DATE,
            before=_state(current),
            after={"quit_at": quit_at, "attempt_id": attempt_id},
            now=now,
        )
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


def keep_going(
    conn: Connection, user_id: UserId, client_id: UUID, *, now: datetime
) -> list[Attempt]:
    """Go on after a slip, with the date there is; return the attempts, newest first."""
    hold_member(conn, user_id)
    attempts = store.select_attempts(conn, user_id, most=MOST_SHOWN)

    rules.going_on(_first_open(attempts), now)

    revisions.record_kept(conn, user_id, client_id, now=now)
    return attempts


def end_attempt(
    conn: Connection, user_id: UserId, reason: EndReason, *, version: int | None, now: datetime
) -> Attempt:
    """Say that this attempt is over. It stays, with all that was achieved."""
    hold_member(conn, user_id)
    current = _open_attempt(conn, user_id)

    rules.insist(current, version)
    if current is None:
        raise Conflict("There is no quit date that holds.", code="no_quit_date")

    store.update_ended(conn, current.attempt_id, ended_at=now, reason=reason)
    follow_ups.cancel(conn, current.attempt_id, now=now)
    revisions.record(conn, user_id, PlanArea.QUIT_DATE, before=_state(current), after=None, now=now)
    return store.select_attempts(conn, user_id, most=1)[0]


def _open_attempt(conn: Connection, user_id: UserId) -> Attempt | None:
    return _first_open(store.select_attempts(conn, user_id, most=1))


def _first_open(attempts: list[Attempt]) -> Attempt | None:
    return attempts[0] if attempts and attempts[0].ended_at is None else None


def _state(attempt: Attempt | None) -> Mapping[str, object] | None:
    if attempt is None:
        return None
    return {"quit_at": attempt.quit_at, "attempt_id": attempt.attempt_id}


def _write(
    conn: Connection,
    user_id: UserId,
    current: Attempt | None,
    change: Change,
    quit_at: datetime,
    now: datetime,
) -> UUID:
    """Move the attempt or begin another; return which one holds now."""
    if current is not None and change is Change.MOVE:
        store.update_quit_at(conn, current.attempt_id, quit_at)
        return current.attempt_id
    if current is not None:
        store.update_ended(conn, current.attempt_id, ended_at=now, reason="new_date")
        follow_ups.cancel(conn, current.attempt_id, now=now)
    attempt_id = uuid7()
    store.insert_attempt(conn, user_id, Attempt(attempt_id, quit_at, 1, now, None, None))
    return attempt_id

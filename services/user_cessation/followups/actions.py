"""Keeping follow-ups where the quit date, and the member, are."""

from datetime import datetime
from uuid import UUID

from services.user_cessation.followups import rules, store
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def arrange(
    conn: Connection,
    user_id: UserId,
    attempt_id: UUID,
    quit_at: datetime,
    *,
    time_zone: str,
    now: datetime,
) -> None:
    """Schedule what is still to come after a quit date, in place of what was.

    What already fell due stays, so that nobody is asked the same thing twice.
    """
    store.delete_coming(conn, attempt_id, now=now)
    store.insert_follow_ups(conn, user_id, attempt_id, rules.schedule(quit_at, time_zone, now))


def cancel(conn: Connection, attempt_id: UUID, *, now: datetime) -> None:
    """An attempt is over: nobody asks about it any more."""
    store.delete_coming(conn, attempt_id, now=now)


def follow_member(conn: Connection, user_id: UserId, *, time_zone: str, now: datetime) -> None:
    """The member lives elsewhere now, and so do their mornings."""
    attempt = store.select_open_attempt(conn, user_id)
    if attempt is not None:
        arrange(conn, user_id, *attempt, time_zone=time_zone, now=now)

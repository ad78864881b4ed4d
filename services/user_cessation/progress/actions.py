"""Reading a member's progress, for themselves or for whoever may see it."""

from datetime import date, datetime
from uuid import UUID

from services.user_cessation.progress import document, store
from services.user_cessation.progress.models import ProgressOut, Savings
from shared.models.problem import NotFound
from shared.postgres.pool import Connection


def read_progress(
    conn: Connection, user_id: UUID, *, now: datetime, minutes_per_cigarette: int
) -> ProgressOut:
    journey = store.select_journey(conn, user_id)
    if journey is None:
        raise NotFound
    return document.progress(journey, now, minutes_per_cigarette=minutes_per_cigarette)


def read_savings(conn: Connection, user_id: UUID, *, now: datetime) -> Savings | None:
    """What not smoking has saved; None while habit or price are unknown."""
    journey = store.select_journey(conn, user_id)
    return document.savings(journey, now) if journey else None


def read_relapse_asked(conn: Connection, user_id: UUID) -> date | None:
    """The day to ask a member about, whether their attempt is over; None if there is none."""
    journey = store.select_journey(conn, user_id)
    return document.relapse_asked(journey) if journey else None

"""Reading a member's progress, for themselves or for whoever may see it."""

from datetime import datetime
from uuid import UUID

from services.user_cessation.progress import document, store
from services.user_cessation.progress.models import ProgressOut
from shared.models.problem import NotFound
from shared.postgres.pool import Connection


def read_progress(
    conn: Connection, user_id: UUID, *, now: datetime, minutes_per_cigarette: int
) -> ProgressOut:
    journey = store.select_journey(conn, user_id)
    if journey is None:
        raise NotFound
    return document.progress(journey, now, minutes_per_cigarette=minutes_per_cigarette)

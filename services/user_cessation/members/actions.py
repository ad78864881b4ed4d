"""A coach looking at a member."""

from datetime import datetime
from uuid import UUID

from services.user_cessation.members import store
from services.user_cessation.progress.actions import read_progress
from services.user_cessation.progress.models import ProgressOut
from shared.models.ids import UserId
from shared.models.problem import NotFound
from shared.postgres.pool import Connection


def look_at_member(
    conn: Connection,
    coach_id: UserId,
    member_id: UUID,
    *,
    now: datetime,
    minutes_per_cigarette: int,
    request_id: str,
) -> ProgressOut:
    """Show a coach a member's progress, on the record; else it is as if nobody were there."""
    may_see = store.insert_progress_read(
        conn, coach_id=coach_id, member_id=member_id, request_id=request_id
    )
    if not may_see:
        raise NotFound
    return read_progress(conn, member_id, now=now, minutes_per_cigarette=minutes_per_cigarette)

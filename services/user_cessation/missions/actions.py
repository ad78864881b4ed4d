"""Doing a mission: once in each attempt, however often it is told."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from services.user_cessation.missions import rules, store
from services.user_cessation.missions.models import MissionOut
from shared.models.ids import UserId
from shared.models.problem import Conflict
from shared.postgres.pool import Connection


def finish_mission(
    conn: Connection, user_id: UserId, code: str, client_id: UUID, *, now: datetime
) -> tuple[MissionOut, bool]:
    """The mission with when it was done, and whether that is new."""
    standing = store.select_standing(conn, user_id)
    attempt_id = rules.to_do(standing, code, now)
    assert standing is not None

    is_new = code not in standing.done and store.insert_done(
        conn, user_id, attempt_id=attempt_id, code=code, client_id=client_id, done_at=now
    )
    if is_new:
        standing = replace(standing, done={**standing.done, code: now})
    elif code not in standing.done:
        standing = store.select_standing(conn, user_id) or standing

    mine = next(item for item in rules.missions(standing, now).items if item.code == code)
    if mine.done_at is None:
        raise Conflict("That id names another mission.", code="client_id_taken")
    return mine, is_new

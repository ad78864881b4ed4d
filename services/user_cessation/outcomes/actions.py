"""Storing a reading: once, however often the same one arrives."""

from datetime import datetime

from services.user_cessation.outcomes import rules, store
from services.user_cessation.outcomes.models import Reading, ReadingIn
from shared.models.ids import UserId, uuid7
from shared.models.problem import Conflict
from shared.postgres.pool import Connection


def record_reading(
    conn: Connection, user_id: UserId, new: ReadingIn, *, now: datetime
) -> tuple[Reading, bool]:
    """The reading as stored, and whether it is new."""
    first = store.select_reading(conn, user_id, new.client_id)
    if first is None:
        measured_at = rules.moment_of(new.measured_at, now)
        mine = Reading(uuid7(), new.client_id, new.ppm, measured_at, now)
        if store.insert_reading(conn, user_id, mine):
            return mine, True
        first = store.select_reading(conn, user_id, new.client_id)
    if first is None:
        raise Conflict("This reading was erased meanwhile.")
    return first, False

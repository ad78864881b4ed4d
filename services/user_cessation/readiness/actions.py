"""Saying whether one is ready, or showing it by the date one sets."""

from datetime import datetime

from services.user_cessation.readiness import rules, store
from services.user_cessation.readiness.models import Readiness, ReadinessIn
from shared.models.ids import UserId, uuid7
from shared.models.problem import Conflict
from shared.postgres.pool import Connection


def answer(
    conn: Connection, user_id: UserId, new: ReadinessIn, *, now: datetime
) -> tuple[Readiness, bool]:
    """The answer as stored, and whether it is new."""
    mine = Readiness(uuid7(), new.client_id, new.ready, "asked", now)
    if store.insert_answer(conn, user_id, mine):
        return mine, True
    first = store.select_answer(conn, user_id, new.client_id)
    if first is None:
        raise Conflict("This answer was erased meanwhile.")
    return first, False


def follow_date(conn: Connection, user_id: UserId, quit_at: datetime, *, now: datetime) -> None:
    """Note what a quit date says about readiness, where it says something new."""
    answer_id = uuid7()
    ready = rules.is_ready(quit_at, now)
    store.insert_if_new(conn, user_id, Readiness(answer_id, answer_id, ready, "quit_date", now))

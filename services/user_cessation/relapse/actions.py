"""Asking whether an attempt is over, and going on with it.

Seven days of smoking in a row call for the question (rule A). Nothing here ends an attempt: that is
for the member to do, in their plan.
"""

from datetime import date, datetime

from services.user_cessation.progress.actions import read_relapse_asked
from services.user_cessation.relapse import store
from shared.models.ids import UserId
from shared.models.problem import Conflict
from shared.postgres.pool import Connection


def go_on(conn: Connection, user_id: UserId, asked_about: date, *, now: datetime) -> date | None:
    """Answer the question that is open; return the next one, if there is any."""
    open_question = read_relapse_asked(conn, user_id)
    if open_question is None or open_question > asked_about:
        return open_question
    if open_question < asked_about:
        raise Conflict("That was not asked.", code="not_asked")

    store.insert_answer(conn, user_id, asked_about=asked_about, answered_at=now)
    return read_relapse_asked(conn, user_id)

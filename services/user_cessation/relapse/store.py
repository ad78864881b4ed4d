"""Answers about relapse, in PostgreSQL. The function takes the caller's connection."""

from datetime import date, datetime

from shared.models.ids import UserId
from shared.postgres.pool import Connection


def insert_answer(
    conn: Connection, user_id: UserId, *, asked_about: date, answered_at: datetime
) -> None:
    """Note that a member goes on with the attempt that is open, if they have not said so."""
    conn.execute(
        """
        INSERT INTO cessation.relapse_answers (attempt_id, asked_about, user_id, answered_at)
        SELECT attempt_id, %(asked_about)s, user_id, %(answered_at)s
          FROM cessation.quit_attempts
         WHERE user_id = %(user_id)s
           AND ended_at IS NULL
            ON CONFLICT DO NOTHING
        """,
        {"user_id": user_id, "asked_about": asked_about, "answered_at": answered_at},
    )

"""Lessons done, in PostgreSQL. Every function takes the caller's connection; none commits."""

from datetime import datetime

from services.user_cessation.lessons.models import DoneAt
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def select_done(conn: Connection, user_id: UserId) -> DoneAt:
    """When each lesson was done, by its code."""
    return dict(
        conn.execute(
            """
            SELECT code, done_at
              FROM cessation.lessons_done
             WHERE user_id = %(user_id)s
            """,
            {"user_id": user_id},
        ).fetchall()
    )


def insert_done(conn: Connection, user_id: UserId, code: str, done_at: datetime) -> bool:
    """Note that a lesson is done; the first time counts."""
    return (
        conn.execute(
            """
            INSERT INTO cessation.lessons_done (user_id, code, done_at)
            VALUES (%(user_id)s, %(code)s, %(done_at)s)
                ON CONFLICT DO NOTHING
            """,
            {"user_id": user_id, "code": code, "done_at": done_at},
        ).rowcount
        == 1
    )

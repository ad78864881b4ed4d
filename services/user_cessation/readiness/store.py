"""Readiness in PostgreSQL. Every function takes the caller's connection; none commits."""

from dataclasses import asdict
from uuid import UUID

from psycopg.rows import class_row

from services.user_cessation.paging import Place
from services.user_cessation.readiness.models import Readiness
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def insert_answer(conn: Connection, user_id: UserId, answer: Readiness) -> bool:
    """Write an answer, unless its client id is taken."""
    return (
        conn.execute(
            """
            INSERT INTO cessation.readiness_answers
                   (answer_id, user_id, client_id, ready, source, answered_at)
            VALUES (%(answer_id)s, %(user_id)s, %(client_id)s, %(ready)s, %(source)s,
                    %(answered_at)s)
                ON CONFLICT DO NOTHING
            """,
            {"user_id": user_id, **asdict(answer)},
        ).rowcount
        == 1
    )


def insert_if_new(conn: Connection, user_id: UserId, answer: Readiness) -> None:
    """Write an answer, unless it is what already holds."""
    conn.execute(
        """
        INSERT INTO cessation.readiness_answers
               (answer_id, user_id, client_id, ready, source, answered_at)
        SELECT %(answer_id)s, %(user_id)s, %(client_id)s, %(ready)s, %(source)s, %(answered_at)s
         WHERE %(ready)s IS DISTINCT FROM (SELECT ready
                                             FROM cessation.readiness
                                            WHERE user_id = %(user_id)s)
        """,
        {"user_id": user_id, **asdict(answer)},
    )


def select_answer(conn: Connection, user_id: UserId, client_id: UUID) -> Readiness | None:
    with conn.cursor(row_factory=class_row(Readiness)) as cursor:
        return cursor.execute(
            """
            SELECT answer_id, client_id, ready, source, answered_at
              FROM cessation.readiness_answers
             WHERE user_id = %(user_id)s
               AND client_id = %(client_id)s
            """,
            {"user_id": user_id, "client_id": client_id},
        ).fetchone()


def select_answers(
    conn: Connection, user_id: UserId, *, after: Place, most: int
) -> list[Readiness]:
    """A member's answers, the latest first."""
    with conn.cursor(row_factory=class_row(Readiness)) as cursor:
        return cursor.execute(
            """
            SELECT answer_id, client_id, ready, source, answered_at
              FROM cessation.readiness_answers
             WHERE user_id = %(user_id)s
               AND (answered_at, answer_id) < (%(at)s, %(id)s)
             ORDER BY answered_at DESC, answer_id DESC
             LIMIT %(most)s
            """,
            {"user_id": user_id, "at": after.at, "id": after.id, "most": most},
        ).fetchall()

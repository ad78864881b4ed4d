"""Preparations in PostgreSQL. Every function takes the caller's connection; none commits."""

from dataclasses import asdict
from uuid import UUID

from psycopg.rows import class_row

from services.user_cessation.checklist.models import Preparation, Readying
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def select_readying(conn: Connection, user_id: UserId) -> Readying:
    """The list for the attempt that is open; an empty one where there is none."""
    with conn.cursor(row_factory=class_row(Readying)) as cursor:
        return cursor.execute(
            """
            SELECT coalesce(preparations.told, '{}') AS told,
                   coalesce(preparations.tell_skipped, false) AS tell_skipped,
                   coalesce(preparations.home, 'todo') AS home,
                   coalesce(preparations.car, 'todo') AS car,
                   coalesce(preparations.work, 'todo') AS work,
                   coalesce(preparations.version, 1) AS version,
                   attempts.attempt_id,
                   attempts.quit_at,
                   (SELECT count(*)
                      FROM cessation.coping_pairs
                     WHERE coping_pairs.user_id = %(user_id)s) AS pairs
              FROM (SELECT) AS one
              LEFT JOIN cessation.quit_attempts AS attempts
                     ON attempts.user_id = %(user_id)s
                    AND attempts.ended_at IS NULL
              LEFT JOIN cessation.preparations USING (attempt_id)
            """,
            {"user_id": user_id},
        ).fetchall()[0]


def upsert_preparation(
    conn: Connection, user_id: UserId, attempt_id: UUID, mine: Preparation
) -> None:
    conn.execute(
        """
        INSERT INTO cessation.preparations
               (attempt_id, user_id, told, tell_skipped, home, car, work, version)
        VALUES (%(attempt_id)s, %(user_id)s, %(told)s, %(tell_skipped)s, %(home)s, %(car)s,
                %(work)s, %(version)s)
            ON CONFLICT (attempt_id) DO UPDATE
           SET told = excluded.told,
               tell_skipped = excluded.tell_skipped,
               home = excluded.home,
               car = excluded.car,
               work = excluded.work,
               version = excluded.version
        """,
        {"attempt_id": attempt_id, "user_id": user_id, **asdict(mine)},
    )

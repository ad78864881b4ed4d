"""Leaves in PostgreSQL. Every function takes the caller's connection; none commits."""

from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row

from services.user_cessation.leaves.models import Leave
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def select_leave(conn: Connection, coach_id: UserId, client_id: UUID) -> Leave | None:
    with conn.cursor(row_factory=class_row(Leave)) as cursor:
        return cursor.execute(
            """
            SELECT leave_id, client_id, starts_at, ends_at
              FROM coaching.leaves
             WHERE coach_id = %(coach_id)s
               AND client_id = %(client_id)s
            """,
            {"coach_id": coach_id, "client_id": client_id},
        ).fetchone()


def insert_leave(conn: Connection, coach_id: UserId, leave: Leave, *, now: datetime) -> None:
    conn.execute(
        """
        INSERT INTO coaching.leaves
               (leave_id, coach_id, client_id, starts_at, ends_at, created_at)
        VALUES (%(leave_id)s, %(coach_id)s, %(client_id)s, %(starts_at)s, %(ends_at)s, %(now)s)
        """,
        {
            "coach_id": coach_id,
            "leave_id": leave.leave_id,
            "client_id": leave.client_id,
            "starts_at": leave.starts_at,
            "ends_at": leave.ends_at,
            "now": now,
        },
    )


def select_leaves(conn: Connection, coach_id: UserId, *, after: UUID, most: int) -> list[Leave]:
    """A coach's leaves, in the order they were entered."""
    with conn.cursor(row_factory=class_row(Leave)) as cursor:
        return cursor.execute(
            """
            SELECT leave_id, client_id, starts_at, ends_at
              FROM coaching.leaves
             WHERE coach_id = %(coach_id)s
               AND leave_id > %(after)s
             ORDER BY leave_id
             LIMIT %(most)s
            """,
            {"coach_id": coach_id, "after": after, "most": most},
        ).fetchall()


def delete_leave(conn: Connection, coach_id: UserId, leave_id: UUID) -> bool:
    return (
        conn.execute(
            """
            DELETE FROM coaching.leaves
             WHERE coach_id = %(coach_id)s
               AND leave_id = %(leave_id)s
            """,
            {"coach_id": coach_id, "leave_id": leave_id},
        ).rowcount
        == 1
    )

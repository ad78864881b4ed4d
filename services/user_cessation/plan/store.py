"""Quit attempts in PostgreSQL. Every function takes the caller's connection; none commits."""

from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row

from services.user_cessation.paging import NEWEST, Place
from services.user_cessation.plan.models import Attempt, EndReason
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def select_attempts(conn: Connection, user_id: UserId, *, most: int) -> list[Attempt]:
    """A member's attempts, the open one first, then the latest to end."""
    with conn.cursor(row_factory=class_row(Attempt)) as cursor:
        return cursor.execute(
            """
            SELECT attempt_id, quit_at, version, created_at, ended_at, end_reason
              FROM cessation.quit_attempts
             WHERE user_id = %(user_id)s
             ORDER BY ended_at DESC NULLS FIRST, attempt_id DESC
             LIMIT %(most)s
            """,
            {"user_id": user_id, "most": most},
        ).fetchall()


def select_attempts_after(
    conn: Connection, user_id: UserId, *, after: Place, most: int
) -> list[Attempt]:
    """A page of a member's attempts, in the same order. An open one has the latest end there is."""
    with conn.cursor(row_factory=class_row(Attempt)) as cursor:
        return cursor.execute(
            """
            SELECT attempt_id, quit_at, version, created_at, ended_at, end_reason
              FROM cessation.quit_attempts
             WHERE user_id = %(user_id)s
               AND (coalesce(ended_at, %(latest)s), attempt_id) < (%(at)s, %(id)s)
             ORDER BY ended_at DESC NULLS FIRST, attempt_id DESC
             LIMIT %(most)s
            """,
            {
                "user_id": user_id,
                "latest": NEWEST.at,
                "at": after.at,
                "id": after.id,
                "most": most,
            },
        ).fetchall()


def insert_attempt(conn: Connection, user_id: UserId, attempt: Attempt) -> None:
    conn.execute(
        """
        INSERT INTO cessation.quit_attempts (attempt_id, user_id, quit_at, created_at)
        VALUES (%(attempt_id)s, %(user_id)s, %(quit_at)s, %(created_at)s)
        """,
        {
            "attempt_id": attempt.attempt_id,
            "user_id": user_id,
            "quit_at": attempt.quit_at,
            "created_at": attempt.created_at,
        },
    )


def update_quit_at(conn: Connection, attempt_id: UUID, quit_at: datetime) -> None:
    conn.execute(
        """
        UPDATE cessation.quit_attempts
           SET quit_at = %(quit_at)s,
               version = version + 1
         WHERE attempt_id = %(attempt_id)s
        """,
        {"attempt_id": attempt_id, "quit_at": quit_at},
    )


def update_ended(
    conn: Connection, attempt_id: UUID, *, ended_at: datetime, reason: EndReason
) -> None:
    conn.execute(
        """
        UPDATE cessation.quit_attempts
           SET ended_at = %(ended_at)s,
               end_reason = %(reason)s,
               version = version + 1
         WHERE attempt_id = %(attempt_id)s
        """,
        {"attempt_id": attempt_id, "ended_at": ended_at, "reason": reason},
    )

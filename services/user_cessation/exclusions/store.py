"""Exclusions in PostgreSQL. Every function takes the caller's connection; none commits."""

from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row

from services.user_cessation.exclusions.models import Exclusion, ExclusionIn
from shared.postgres.pool import Connection


def upsert_exclusion(
    conn: Connection, member_id: UUID, new: ExclusionIn, *, now: datetime
) -> Exclusion | None:
    """None where there is no such member."""
    with conn.cursor(row_factory=class_row(Exclusion)) as cursor:
        return cursor.execute(
            """
            INSERT INTO statistics.exclusions (user_id, reason, since, recorded_at)
            SELECT user_id, %(reason)s, %(since)s, %(now)s
              FROM account.people
             WHERE user_id = %(member_id)s
               AND role = 'member'
                ON CONFLICT (user_id) DO UPDATE
               SET reason = excluded.reason,
                   since = excluded.since,
                   recorded_at = excluded.recorded_at
            RETURNING user_id AS member_id, reason, since, recorded_at
            """,
            {"member_id": member_id, "reason": new.reason, "since": new.since, "now": now},
        ).fetchone()


def delete_exclusion(conn: Connection, member_id: UUID) -> bool:
    """Whether there was one."""
    return (
        conn.execute(
            """
            DELETE FROM statistics.exclusions
             WHERE user_id = %(member_id)s
            """,
            {"member_id": member_id},
        ).rowcount
        == 1
    )

"""Readings as a coach may see and vouch for them, in PostgreSQL: never without leaving a trace."""

from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row

from services.user_cessation.outcomes.models import Reading
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def insert_readings_read(
    conn: Connection, *, coach_id: UserId, member_id: UUID, request_id: str
) -> bool:
    """Record that a coach looks at a member's readings, if they may; return whether they may."""
    return (
        conn.execute(
            """
            INSERT INTO account.audit_log (actor_id, subject_id, action, outcome, request_id)
            SELECT coach_id, member_id, 'co_readings.read', 'done', %(request_id)s
              FROM coaching.shared_progress
             WHERE coach_id = %(coach_id)s
               AND member_id = %(member_id)s
            """,
            {"coach_id": coach_id, "member_id": member_id, "request_id": request_id},
        ).rowcount
        == 1
    )


def update_verified(
    conn: Connection,
    *,
    coach_id: UserId,
    member_id: UUID,
    reading_id: UUID,
    verified_at: datetime | None,
    request_id: str,
) -> Reading | None:
    """Vouch for a reading, or take that back with None, on the record; the first time counts."""
    with conn.cursor(row_factory=class_row(Reading)) as cursor:
        return cursor.execute(
            """
            WITH vouched AS (
                UPDATE cessation.co_readings AS readings
                   SET verified_at = CASE
                           WHEN %(verified_at)s::timestamptz IS NOT NULL
                           THEN coalesce(readings.verified_at, %(verified_at)s)
                       END
                  FROM coaching.shared_progress AS shared
                 WHERE shared.coach_id = %(coach_id)s
                   AND shared.member_id = %(member_id)s
                   AND readings.user_id = shared.member_id
                   AND readings.reading_id = %(reading_id)s
                RETURNING readings.*
            ), recorded AS (
                INSERT INTO account.audit_log
                       (actor_id, subject_id, action, outcome, request_id, detail)
                SELECT %(coach_id)s, user_id, 'co_reading.verification', 'done', %(request_id)s,
                       jsonb_build_object('reading_id', reading_id,
                                          'verified', verified_at IS NOT NULL)
                  FROM vouched
            )
            SELECT reading_id, client_id, ppm, measured_at, recorded_at, photo_id, verified_at
              FROM vouched
            """,
            {
                "coach_id": coach_id,
                "member_id": member_id,
                "reading_id": reading_id,
                "verified_at": verified_at,
                "request_id": request_id,
            },
        ).fetchone()

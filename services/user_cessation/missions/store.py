"""Missions done, in PostgreSQL. Every function takes the caller's connection; none commits."""

from datetime import datetime
from uuid import UUID

from pydantic import TypeAdapter

from services.user_cessation.missions.models import Standing
from shared.models.ids import UserId
from shared.postgres.pool import Connection

_standing = TypeAdapter(Standing)


def select_standing(conn: Connection, user_id: UserId) -> Standing | None:
    """The attempt that is open and the missions done in it, in one round trip."""
    row = conn.execute(
        """
        SELECT row_to_json(standing)::text
          FROM (
            SELECT profiles.time_zone,
                   attempts.attempt_id,
                   attempts.quit_at,
                   (SELECT coalesce(json_object_agg(code, done_at), '{}')
                      FROM cessation.missions_done
                     WHERE missions_done.attempt_id = attempts.attempt_id) AS done
              FROM cessation.profiles
              LEFT JOIN cessation.quit_attempts AS attempts
                     ON attempts.user_id = profiles.user_id
                    AND attempts.ended_at IS NULL
             WHERE profiles.user_id = %(user_id)s
          ) AS standing
        """,
        {"user_id": user_id},
    ).fetchone()
    return _standing.validate_json(row[0]) if row else None


def insert_done(
    conn: Connection,
    user_id: UserId,
    *,
    attempt_id: UUID,
    code: str,
    client_id: UUID,
    done_at: datetime,
) -> bool:
    """Note that a mission is done, unless it was or its client id is taken."""
    return (
        conn.execute(
            """
            INSERT INTO cessation.missions_done (attempt_id, code, user_id, client_id, done_at)
            VALUES (%(attempt_id)s, %(code)s, %(user_id)s, %(client_id)s, %(done_at)s)
                ON CONFLICT DO NOTHING
            """,
            {
                "attempt_id": attempt_id,
                "code": code,
                "user_id": user_id,
                "client_id": client_id,
                "done_at": done_at,
            },
        ).rowcount
        == 1
    )

"""Waves in PostgreSQL. Every function takes the caller's connection; none commits."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row
from pydantic import TypeAdapter

from services.user_cessation.paging import Place
from services.user_cessation.waves.models import Standing, Wave
from shared.models.ids import UserId
from shared.postgres.pool import Connection

_standing = TypeAdapter(Standing)


def select_standing(
    conn: Connection, user_id: UserId, *, enough: int, most: int
) -> Standing | None:
    """What is a member's own, whom they may write to, and what helped in their latest cravings."""
    row = conn.execute(
        """
        SELECT json_build_object(
               'coach_id', coach.user_id,
               'coach_name', coach.display_name,
               'helped', ARRAY(
                   SELECT strategy
                     FROM (SELECT unnest(strategy) AS strategy, smoked
                             FROM (SELECT strategy, smoked
                                     FROM cessation.cravings
                                    WHERE user_id = %(user_id)s
                                    ORDER BY occurred_at DESC, craving_id DESC
                                    LIMIT %(most)s) AS latest) AS tried
                    GROUP BY strategy
                   HAVING count(*) >= %(enough)s
                      AND count(*) FILTER (WHERE NOT smoked) > 0
                    ORDER BY avg((NOT smoked)::integer) DESC, strategy),
               'reasons', ARRAY(
                   SELECT row_to_json(reason)
                     FROM (SELECT reason_id, client_id, words, version, created_at
                             FROM cessation.reasons
                            WHERE user_id = %(user_id)s
                            ORDER BY reason_id) AS reason),
               'photo', (
                   SELECT row_to_json(photo)
                     FROM (SELECT ready.upload_id, ready.width, ready.height, ready.blurhash
                             FROM cessation.reason_photos
                             JOIN media.reason_photos AS ready USING (upload_id, user_id)
                            WHERE user_id = %(user_id)s) AS photo),
               'pairs', ARRAY(
                   SELECT row_to_json(pair)
                     FROM (SELECT pair_id, client_id, trigger, response, strategy, version,
                                  created_at
                             FROM cessation.coping_pairs
                            WHERE user_id = %(user_id)s
                            ORDER BY position, pair_id) AS pair))::text
          FROM account.people AS member
          LEFT JOIN coaching.assignments
                 ON assignments.member_id = member.user_id
                AND assignments.ended_at IS NULL
          LEFT JOIN account.people AS coach ON coach.user_id = assignments.coach_id
         WHERE member.user_id = %(user_id)s
        """,
        {"user_id": user_id, "enough": enough, "most": most},
    ).fetchone()
    return _standing.validate_json(row[0]) if row else None


def insert_wave(conn: Connection, user_id: UserId, wave: Wave) -> bool:
    """Begin a wave, unless its client id is taken."""
    return (
        conn.execute(
            """
            INSERT INTO cessation.waves
                   (wave_id, user_id, client_id, started_at, minutes, intensity, trigger)
            VALUES (%(wave_id)s, %(user_id)s, %(client_id)s, %(started_at)s, %(minutes)s,
                    %(intensity)s, %(trigger)s)
                ON CONFLICT DO NOTHING
            """,
            {"user_id": user_id, **asdict(wave)},
        ).rowcount
        == 1
    )


def select_wave(conn: Connection, user_id: UserId, client_id: UUID) -> Wave | None:
    with conn.cursor(row_factory=class_row(Wave)) as cursor:
        return cursor.execute(
            """
            SELECT wave_id, client_id, started_at, minutes, intensity, trigger, ended_at, craving_id
              FROM cessation.waves
             WHERE user_id = %(user_id)s
               AND client_id = %(client_id)s
            """,
            {"user_id": user_id, "client_id": client_id},
        ).fetchone()


def select_waves(conn: Connection, user_id: UserId, *, after: Place, most: int) -> list[Wave]:
    """A member's waves, the latest first."""
    with conn.cursor(row_factory=class_row(Wave)) as cursor:
        return cursor.execute(
            """
            SELECT wave_id, client_id, started_at, minutes, intensity, trigger, ended_at, craving_id
              FROM cessation.waves
             WHERE user_id = %(user_id)s
               AND (started_at, wave_id) < (%(at)s, %(id)s)
             ORDER BY started_at DESC, wave_id DESC
             LIMIT %(most)s
            """,
            {"user_id": user_id, "at": after.at, "id": after.id, "most": most},
        ).fetchall()


def update_ended(conn: Connection, wave_id: UUID, craving_id: UUID, ended_at: datetime) -> None:
    """Settle a wave, unless it was settled before."""
    conn.execute(
        """
        UPDATE cessation.waves
           SET ended_at = %(ended_at)s,
               craving_id = %(craving_id)s
         WHERE wave_id = %(wave_id)s
           AND ended_at IS NULL
        """,
        {"wave_id": wave_id, "craving_id": craving_id, "ended_at": ended_at},
    )

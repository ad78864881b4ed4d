"""Readings in PostgreSQL. Every function takes the caller's connection; none commits."""

from dataclasses import asdict
from uuid import UUID

from psycopg.rows import class_row, scalar_row

from services.user_cessation.outcomes.models import Reading
from services.user_cessation.paging import Place
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def insert_reading(conn: Connection, user_id: UserId, reading: Reading) -> bool:
    """Write a reading, unless its client id is taken."""
    return (
        conn.execute(
            """
            INSERT INTO cessation.co_readings
                   (reading_id, user_id, client_id, ppm, measured_at, recorded_at, photo_id)
            VALUES (%(reading_id)s, %(user_id)s, %(client_id)s, %(ppm)s, %(measured_at)s,
                    %(recorded_at)s, %(photo_id)s)
                ON CONFLICT DO NOTHING
            """,
            {"user_id": user_id, **asdict(reading)},
        ).rowcount
        == 1
    )


def select_reading(conn: Connection, user_id: UserId, client_id: UUID) -> Reading | None:
    with conn.cursor(row_factory=class_row(Reading)) as cursor:
        return cursor.execute(
            """
            SELECT reading_id, client_id, ppm, measured_at, recorded_at, photo_id, verified_at
              FROM cessation.co_readings
             WHERE user_id = %(user_id)s
               AND client_id = %(client_id)s
            """,
            {"user_id": user_id, "client_id": client_id},
        ).fetchone()


def select_readings(conn: Connection, user_id: UUID, *, after: Place, most: int) -> list[Reading]:
    """A member's readings, the latest first."""
    with conn.cursor(row_factory=class_row(Reading)) as cursor:
        return cursor.execute(
            """
            SELECT reading_id, client_id, ppm, measured_at, recorded_at, photo_id, verified_at
              FROM cessation.co_readings
             WHERE user_id = %(user_id)s
               AND (measured_at, reading_id) < (%(at)s, %(id)s)
             ORDER BY measured_at DESC, reading_id DESC
             LIMIT %(most)s
            """,
            {"user_id": user_id, "at": after.at, "id": after.id, "most": most},
        ).fetchall()


def is_own_photo(conn: Connection, user_id: UserId, upload_id: UUID) -> bool:
    """Whether a member uploaded that picture for a reading, and it was taken."""
    with conn.cursor(row_factory=scalar_row) as cursor:
        [found] = cursor.execute(
            """
            SELECT EXISTS (SELECT
                             FROM media.co_photos
                            WHERE user_id = %(user_id)s
                              AND upload_id = %(upload_id)s)
            """,
            {"user_id": user_id, "upload_id": upload_id},
        ).fetchall()
        return bool(found)

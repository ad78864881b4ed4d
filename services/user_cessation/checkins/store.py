"""Check-ins in PostgreSQL. Every function takes the caller's connection; none commits."""

from dataclasses import asdict
from datetime import date
from uuid import UUID

from psycopg.rows import class_row

from services.user_cessation.checkins.models import CheckIn, Situation
from shared.models.events import Event
from shared.models.ids import UserId
from shared.postgres import outbox
from shared.postgres.pool import Connection


def select_situation(conn: Connection, user_id: UserId, client_id: UUID) -> Situation | None:
    with conn.cursor(row_factory=class_row(Situation)) as cursor:
        return cursor.execute(
            """
            SELECT profiles.time_zone,
                   shared.coach_id,
                   EXISTS (SELECT
                             FROM cessation.check_ins
                            WHERE user_id = %(user_id)s
                              AND client_id = %(client_id)s) AS is_repeated
              FROM cessation.profiles
              LEFT JOIN coaching.shared_progress AS shared
                     ON shared.member_id = profiles.user_id
             WHERE profiles.user_id = %(user_id)s
            """,
            {"user_id": user_id, "client_id": client_id},
        ).fetchone()


def insert_check_in(conn: Connection, user_id: UserId, check_in: CheckIn, event: Event) -> bool:
    """Write a check-in and announce it, unless its client id or its day is taken."""
    return (
        conn.execute(
            """
            WITH fresh AS (
                INSERT INTO cessation.check_ins
                       (check_in_id, user_id, client_id, local_date, smoke_free, mood, craving,
                        note, recorded_at)
                VALUES (%(check_in_id)s, %(user_id)s, %(client_id)s, %(local_date)s,
                        %(smoke_free)s, %(mood)s, %(craving)s, %(note)s, %(recorded_at)s)
                    ON CONFLICT DO NOTHING
                RETURNING check_in_id
            )
            INSERT INTO messaging.outbox (event_id, type, payload)
            SELECT %(event_id)s, %(event_type)s, %(event)s
              FROM fresh
            """,
            {"user_id": user_id, **asdict(check_in), **outbox.row(event)},
        ).rowcount
        == 1
    )


def select_check_in(conn: Connection, user_id: UserId, client_id: UUID) -> CheckIn | None:
    with conn.cursor(row_factory=class_row(CheckIn)) as cursor:
        return cursor.execute(
            """
            SELECT check_in_id, client_id, local_date, smoke_free, mood, craving, note, recorded_at
              FROM cessation.check_ins
             WHERE user_id = %(user_id)s
               AND client_id = %(client_id)s
            """,
            {"user_id": user_id, "client_id": client_id},
        ).fetchone()


def select_check_ins(
    conn: Connection, user_id: UserId, *, before: date, most: int
) -> list[CheckIn]:
    """A member's check-ins, the latest day first."""
    with conn.cursor(row_factory=class_row(CheckIn)) as cursor:
        return cursor.execute(
            """
            SELECT check_in_id, client_id, local_date, smoke_free, mood, craving, note, recorded_at
              FROM cessation.check_ins
             WHERE user_id = %(user_id)s
               AND local_date < %(before)s
             ORDER BY local_date DESC
             LIMIT %(most)s
            """,
            {"user_id": user_id, "before": before, "most": most},
        ).fetchall()

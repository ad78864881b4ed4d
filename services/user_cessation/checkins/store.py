"""Check-ins in PostgreSQL. Every function takes the caller's connection; none commits."""

from datetime import date, datetime, timedelta
from uuid import UUID

from psycopg.rows import class_row

from services.user_cessation.checkins.models import CheckIn, CheckInIn, Written
from shared.models.events import Event
from shared.models.ids import UserId
from shared.postgres import outbox
from shared.postgres.pool import Connection


def insert_check_in(
    conn: Connection,
    user_id: UserId,
    check_in_id: UUID,
    new: CheckInIn,
    event: Event,
    *,
    now: datetime,
    look_back: timedelta,
) -> Written | None:
    """Write a check-in for today, or a day in the time before, and announce it; one round trip.

    None for someone without a profile. Nothing is written for another day, or when the client id
    or the day is taken.
    """
    with conn.cursor(row_factory=class_row(Written)) as cursor:
        return cursor.execute(
            """
            WITH member AS (
                SELECT shared.coach_id,
                       (%(now)s AT TIME ZONE profiles.time_zone)::date AS today
                  FROM cessation.profiles
                  LEFT JOIN coaching.shared_progress AS shared
                         ON shared.member_id = profiles.user_id
                 WHERE profiles.user_id = %(user_id)s
            ), fresh AS (
                INSERT INTO cessation.check_ins
                       (check_in_id, user_id, client_id, local_date, smoke_free, mood, craving,
                        note, recorded_at)
                SELECT %(check_in_id)s, %(user_id)s, %(client_id)s,
                       coalesce(%(local_date)s, today), %(smoke_free)s, %(mood)s, %(craving)s,
                       %(note)s, %(now)s
                  FROM member
                 WHERE coalesce(%(local_date)s, today) BETWEEN today - %(look_back)s AND today
                    ON CONFLICT DO NOTHING
                RETURNING local_date
            ), announced AS (
                INSERT INTO messaging.outbox (event_id, type, payload)
                SELECT %(event_id)s, %(event_type)s,
                       %(event)s::jsonb || jsonb_build_object('coach_id', member.coach_id,
                                                              'local_date', fresh.local_date)
                  FROM fresh, member
            )
            SELECT member.today, fresh.local_date
              FROM member
              LEFT JOIN fresh ON true
            """,
            {
                "user_id": user_id,
                "check_in_id": check_in_id,
                "now": now,
                "look_back": look_back.days,
                **new.model_dump(),
                **outbox.row(event),
            },
        ).fetchone()


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

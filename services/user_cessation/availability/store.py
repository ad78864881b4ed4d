"""Coaches' time in PostgreSQL. Every function takes the caller's connection; none commits."""

from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from services.user_cessation.availability.models import (
    Availability,
    AvailabilityIn,
    Span,
    Taken,
)
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def select_availability(
    conn: Connection, coach_id: UUID, *, asker_id: UserId
) -> Availability | None:
    """A coach's hours, and where the asker lives; None for someone who does not coach now."""
    with conn.cursor(row_factory=class_row(Availability)) as cursor:
        return cursor.execute(
            """
            SELECT coalesce(hours.weekly, '[]') AS weekly,
                   coalesce(hours.overrides, '[]') AS overrides,
                   coalesce(hours.session_minutes, 30) AS session_minutes,
                   coalesce(hours.increment_minutes, 30) AS increment_minutes,
                   coalesce(hours.buffer_before_minutes, 0) AS buffer_before_minutes,
                   coalesce(hours.buffer_after_minutes, 15) AS buffer_after_minutes,
                   coalesce(hours.notice_minutes, 120) AS notice_minutes,
                   coalesce(hours.horizon_days, 60) AS horizon_days,
                   coalesce(hours.version, 1) AS version,
                   coaches.time_zone,
                   coalesce((SELECT profiles.time_zone
                               FROM cessation.profiles
                              WHERE profiles.user_id = %(asker_id)s), 'UTC') AS asker_zone
              FROM coaching.coaches
              JOIN account.people USING (user_id)
              LEFT JOIN coaching.availability AS hours ON hours.coach_id = coaches.user_id
             WHERE coaches.user_id = %(coach_id)s
               AND people.role = 'coach'
               AND people.status = 'active'
            """,
            {"coach_id": coach_id, "asker_id": asker_id},
        ).fetchone()


def upsert_availability(
    conn: Connection, coach_id: UserId, new: AvailabilityIn, *, version: int | None
) -> bool:
    """Write the hours; with a version, only if they still have it. Before any it was 1."""
    hours = new.model_dump(mode="json")
    return (
        conn.execute(
            """
            INSERT INTO coaching.availability AS mine
                   (coach_id, weekly, overrides, session_minutes, increment_minutes,
                    buffer_before_minutes, buffer_after_minutes, notice_minutes, horizon_days,
                    version)
            SELECT %(coach_id)s, %(weekly)s, %(overrides)s, %(session_minutes)s,
                   %(increment_minutes)s, %(buffer_before_minutes)s, %(buffer_after_minutes)s,
                   %(notice_minutes)s, %(horizon_days)s, 2
             WHERE coalesce(%(version)s::integer, 1) = 1
                OR EXISTS (SELECT
                             FROM coaching.availability
                            WHERE coach_id = %(coach_id)s
                              AND version = %(version)s)
                ON CONFLICT (coach_id) DO UPDATE
               SET weekly = excluded.weekly,
                   overrides = excluded.overrides,
                   session_minutes = excluded.session_minutes,
                   increment_minutes = excluded.increment_minutes,
                   buffer_before_minutes = excluded.buffer_before_minutes,
                   buffer_after_minutes = excluded.buffer_after_minutes,
                   notice_minutes = excluded.notice_minutes,
                   horizon_days = excluded.horizon_days,
                   version = mine.version + 1
             WHERE %(version)s::integer IS NULL
                OR mine.version = %(version)s
            """,
            {
                **hours,
                "weekly": Jsonb(hours["weekly"]),
                "overrides": Jsonb(hours["overrides"]),
                "coach_id": coach_id,
                "version": version,
            },
        ).rowcount
        == 1
    )


def select_taken(
    conn: Connection, coach_id: UUID, member_id: UUID, *, first: datetime, until: datetime
) -> Taken:
    """What a coach and a member have between two instants."""
    rows = conn.execute(
        """
        SELECT CASE WHEN as_coach THEN 'coach' ELSE 'member' END, lower(during), upper(during)
          FROM coaching.commitments
         WHERE ((person_id = %(coach_id)s AND as_coach)
                OR (person_id = %(member_id)s AND NOT as_coach))
           AND upper(during) > %(first)s
           AND lower(during) < %(until)s
         UNION ALL
        SELECT 'leave', starts_at, ends_at
          FROM coaching.leaves
         WHERE coach_id = %(coach_id)s
           AND ends_at > %(first)s
           AND starts_at < %(until)s
        """,
        {"coach_id": coach_id, "member_id": member_id, "first": first, "until": until},
    ).fetchall()
    spans: dict[str, list[Span]] = {"coach": [], "member": [], "leave": []}
    for whose, starts_at, ends_at in rows:
        spans[whose].append(Span(starts_at, ends_at))
    return Taken(**spans)

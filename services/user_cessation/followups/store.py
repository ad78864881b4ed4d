"""Follow-ups in PostgreSQL. Every function takes the caller's connection; none commits."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row
from pydantic import TypeAdapter

from services.user_cessation.followups.models import FollowUp, Schedule
from shared.models.ids import UserId
from shared.postgres.pool import Connection

_schedule = TypeAdapter(Schedule)


def delete_coming(conn: Connection, attempt_id: UUID, *, now: datetime) -> None:
    """Take back what has not fallen due yet."""
    conn.execute(
        """
        DELETE FROM cessation.follow_ups
         WHERE attempt_id = %(attempt_id)s
           AND due_at > %(now)s
        """,
        {"attempt_id": attempt_id, "now": now},
    )


def insert_follow_ups(
    conn: Connection, user_id: UserId, attempt_id: UUID, follow_ups: Sequence[FollowUp]
) -> None:
    """Add follow-ups, except those the attempt has."""
    conn.execute(
        """
        INSERT INTO cessation.follow_ups (attempt_id, code, user_id, local_date, due_at)
        SELECT %(attempt_id)s, code, %(user_id)s, local_date, due_at
          FROM unnest(%(codes)s::text[], %(local_dates)s::date[], %(due_ats)s::timestamptz[])
               AS coming (code, local_date, due_at)
            ON CONFLICT DO NOTHING
        """,
        {
            "attempt_id": attempt_id,
            "user_id": user_id,
            "codes": [each.code for each in follow_ups],
            "local_dates": [each.local_date for each in follow_ups],
            "due_ats": [each.due_at for each in follow_ups],
        },
    )


def select_open_attempt(conn: Connection, user_id: UserId) -> tuple[UUID, datetime] | None:
    """The attempt that is open, and its quit date."""
    row = conn.execute(
        """
        SELECT attempt_id, quit_at
          FROM cessation.quit_attempts
         WHERE user_id = %(user_id)s
           AND ended_at IS NULL
        """,
        {"user_id": user_id},
    ).fetchone()
    return (row[0], row[1]) if row else None


def select_follow_ups(conn: Connection, user_id: UserId) -> list[FollowUp]:
    """The follow-ups of the attempt that is open, the first one first."""
    with conn.cursor(row_factory=class_row(FollowUp)) as cursor:
        return cursor.execute(
            """
            SELECT code, local_date, due_at
              FROM cessation.follow_ups_due
             WHERE user_id = %(user_id)s
             ORDER BY due_at
            """,
            {"user_id": user_id},
        ).fetchall()


def select_schedule(conn: Connection, user_id: UserId) -> Schedule | None:
    """All a calendar needs, in one round trip; None without a plan."""
    row = conn.execute(
        """
        SELECT row_to_json(schedule)::text
          FROM (
            SELECT attempts.attempt_id, attempts.quit_at, attempts.version,
                   coalesce(profiles.time_zone, 'UTC') AS time_zone,
                   languages.locale,
                   (SELECT coalesce(json_agg(follow_up), '[]')
                      FROM (SELECT code, local_date, due_at
                              FROM cessation.follow_ups
                             WHERE follow_ups.attempt_id = attempts.attempt_id
                             ORDER BY due_at) AS follow_up) AS follow_ups
              FROM cessation.quit_attempts AS attempts
              JOIN account.languages USING (user_id)
              LEFT JOIN cessation.profiles USING (user_id)
             WHERE attempts.user_id = %(user_id)s
               AND attempts.ended_at IS NULL
          ) AS schedule
        """,
        {"user_id": user_id},
    ).fetchone()
    return _schedule.validate_json(row[0]) if row else None

"""What is due, in PostgreSQL. Every function takes the caller's connection; none commits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row

from lambdas.scheduled.models import Due, Kind
from shared.postgres.pool import Connection

DUE = """
SELECT user_id, kind, next_at
  FROM schedule.reminders
 WHERE next_at <= %(slot)s
 ORDER BY next_at
 LIMIT %(most)s
   FOR UPDATE SKIP LOCKED
"""

DETAILS = """
SELECT reminders.user_id,
       reminders.kind,
       reminders.next_at AS due_at,
       reminders.code,
       kinds.patience,
       causes.attempt_id,
       people.status = 'active' AS is_active,
       coalesce(causes.last_check_in
                >= (reminders.next_at AT TIME ZONE causes.zone)::date, false)
           AS has_checked_in
  FROM unnest(%(user_ids)s::uuid[], %(kinds)s::text[]) AS held (user_id, kind)
  JOIN schedule.reminders USING (user_id, kind)
  JOIN schedule.kinds USING (kind)
  JOIN account.people USING (user_id)
  LEFT JOIN schedule.causes USING (user_id)
"""

ADVANCE = """
UPDATE schedule.reminders
   SET next_at = coming.next_at,
       code = coming.code,
       last_on = coming.today
  FROM (SELECT held.user_id, held.kind, following.next_at, following.code, days.today
          FROM unnest(%(user_ids)s::uuid[], %(kinds)s::text[], %(next_ats)s::timestamptz[])
               AS held (user_id, kind, next_at)
          JOIN schedule.kinds USING (kind)
          LEFT JOIN schedule.causes USING (user_id)
         CROSS JOIN LATERAL (
               SELECT (held.next_at AT TIME ZONE coalesce(causes.zone, 'UTC'))::date
                      AS today) AS days
          LEFT JOIN LATERAL schedule.next_of(
                        held.user_id, held.kind,
                        CASE WHEN kinds.catches_up THEN held.next_at
                             ELSE greatest(held.next_at, %(slot)s) END,
                        days.today) AS following ON true) AS coming
 WHERE reminders.user_id = coming.user_id
   AND reminders.kind = coming.kind
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    user_id: UUID
    kind: Kind
    next_at: datetime


def lock_due(conn: Connection, slot: datetime, *, most: int) -> list[Waiting]:
    """Hold what is due and nobody else has, the longest due first."""
    with conn.cursor(row_factory=class_row(Waiting)) as cursor:
        return cursor.execute(
            DUE,
            {"slot": slot, "most": most},
        ).fetchall()


def select_due(conn: Connection, held: Sequence[Waiting]) -> list[Due]:
    """What decides whether to say it, as it is now that nobody can change it."""
    with conn.cursor(row_factory=class_row(Due)) as cursor:
        return cursor.execute(
            DETAILS,
            _named(held),
        ).fetchall()


def update_next(conn: Connection, held: Sequence[Waiting], slot: datetime) -> None:
    """Set each to what comes next: after this one where all are made good, else after the slot."""
    conn.execute(
        ADVANCE,
        {**_named(held), "next_ats": [each.next_at for each in held], "slot": slot},
    )


def insert_milestones(conn: Connection, reached: Sequence[Due]) -> None:
    conn.execute(
        """
        INSERT INTO schedule.milestones (attempt_id, code, reached_at)
        SELECT attempt_id, code, reached_at
          FROM unnest(%(attempt_ids)s::uuid[], %(codes)s::text[], %(reached_ats)s::timestamptz[])
               AS reached (attempt_id, code, reached_at)
            ON CONFLICT DO NOTHING
        """,
        {
            "attempt_ids": [due.attempt_id for due in reached],
            "codes": [due.code for due in reached],
            "reached_ats": [due.due_at for due in reached],
        },
    )


def _named(held: Sequence[Waiting]) -> dict[str, list[object]]:
    return {
        "user_ids": [each.user_id for each in held],
        "kinds": [each.kind for each in held],
    }

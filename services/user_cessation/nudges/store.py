"""Nudges in PostgreSQL. Every function takes the caller's connection; none commits."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row

from services.user_cessation.nudges.models import Habit, Look, Waiting
from shared.postgres.pool import Connection


def select_habit(conn: Connection, user_id: UUID) -> Habit:
    return select_habits(conn, [user_id])[user_id]


def select_habits(conn: Connection, user_ids: Sequence[UUID]) -> dict[UUID, Habit]:
    """For each of them the hour of the week with the most cravings; of several, the first."""
    rows = conn.execute(
        """
        WITH zones AS MATERIALIZED (
            -- Looking a zone up is slow, and there are few of them.
            SELECT time_zone, schedule.zone_of(time_zone) AS zone
              FROM (SELECT DISTINCT time_zone
                      FROM cessation.cravings
                     WHERE user_id = ANY(%(user_ids)s)) AS known
        ), cells AS (
            SELECT cravings.user_id,
                   extract(isodow FROM there.moment)::integer AS weekday,
                   extract(hour FROM there.moment)::integer AS hour,
                   count(*) AS count
              FROM cessation.cravings
              JOIN zones USING (time_zone)
             CROSS JOIN LATERAL (SELECT occurred_at AT TIME ZONE zone AS moment) AS there
             WHERE cravings.user_id = ANY(%(user_ids)s)
             GROUP BY 1, 2, 3
        ), tops AS (
            SELECT DISTINCT ON (user_id)
                   user_id, weekday, hour, count,
                   sum(count) OVER (PARTITION BY user_id)::integer AS entries
              FROM cells
             ORDER BY user_id, count DESC, weekday, hour
        )
        SELECT user_id,
               coalesce(profiles.time_zone, 'UTC'),
               coalesce(tops.entries, 0),
               tops.weekday,
               tops.hour,
               coalesce(tops.count, 0)
          FROM unnest(%(user_ids)s::uuid[]) AS asked (user_id)
          LEFT JOIN cessation.profiles USING (user_id)
          LEFT JOIN tops USING (user_id)
        """,
        {"user_ids": list(user_ids)},
    ).fetchall()
    return {user_id: Habit(*habit) for user_id, *habit in rows}


def is_enabled(conn: Connection, user_id: UUID) -> bool:
    row = conn.execute(
        "SELECT 1 FROM cessation.nudges WHERE user_id = %(user_id)s", {"user_id": user_id}
    ).fetchone()
    return row is not None


def upsert_nudge(conn: Connection, look: Look) -> None:
    conn.execute(
        """
        INSERT INTO cessation.nudges (user_id, starts_at, look_at)
        VALUES (%(user_id)s, %(starts_at)s, %(look_at)s)
            ON CONFLICT (user_id) DO UPDATE
           SET starts_at = excluded.starts_at, look_at = excluded.look_at
        """,
        asdict(look),
    )


def update_looked_at(conn: Connection, looks: Sequence[Look]) -> None:
    """Write down what was found about many, and when to look again."""
    conn.execute(
        """
        UPDATE cessation.nudges
           SET starts_at = looks.starts_at, look_at = looks.look_at
          FROM unnest(%(user_ids)s::uuid[], %(starts_at)s::timestamptz[],
                      %(look_at)s::timestamptz[]) AS looks (user_id, starts_at, look_at)
         WHERE nudges.user_id = looks.user_id
        """,
        {
            "user_ids": [look.user_id for look in looks],
            "starts_at": [look.starts_at for look in looks],
            "look_at": [look.look_at for look in looks],
        },
    )


def delete_nudge(conn: Connection, user_id: UUID) -> None:
    conn.execute("DELETE FROM cessation.nudges WHERE user_id = %(user_id)s", {"user_id": user_id})


def lock_waiting(conn: Connection, *, now: datetime, most: int) -> list[Waiting]:
    """Hold what is to be looked at and nobody else has, the longest waiting first."""
    with conn.cursor(row_factory=class_row(Waiting)) as cursor:
        return cursor.execute(
            """
            SELECT nudges.user_id,
                   nudges.starts_at,
                   people.status = 'active'
                   AND NOT EXISTS (SELECT 1
                                     FROM account.health_data_withdrawn AS withdrawn
                                    WHERE withdrawn.user_id = nudges.user_id) AS may_be_told
              FROM cessation.nudges
              JOIN account.people USING (user_id)
             WHERE nudges.look_at <= %(now)s
             ORDER BY nudges.look_at
             LIMIT %(most)s
               FOR UPDATE OF nudges SKIP LOCKED
            """,
            {"now": now, "most": most},
        ).fetchall()

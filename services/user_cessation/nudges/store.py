"""Nudges in PostgreSQL. Every function takes the caller's connection; none commits."""

from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row

from services.user_cessation.nudges.models import Habit, Waiting
from shared.postgres.pool import Connection


def select_habit(conn: Connection, user_id: UUID) -> Habit:
    """The hour of the week with the most cravings; of several, the first of the week."""
    with conn.cursor(row_factory=class_row(Habit)) as cursor:
        return cursor.execute(
            """
            WITH zones AS MATERIALIZED (
                -- Looking a zone up is slow, and there are few of them.
                SELECT time_zone, schedule.zone_of(time_zone) AS zone
                  FROM (SELECT DISTINCT time_zone
                          FROM cessation.cravings
                         WHERE user_id = %(user_id)s) AS known
            ), cells AS (
                SELECT extract(isodow FROM there.moment)::integer AS weekday,
                       extract(hour FROM there.moment)::integer AS hour,
                       count(*) AS count
                  FROM cessation.cravings
                  JOIN zones USING (time_zone)
                 CROSS JOIN LATERAL (SELECT occurred_at AT TIME ZONE zone AS moment) AS there
                 WHERE user_id = %(user_id)s
                 GROUP BY 1, 2
            )
            SELECT coalesce((SELECT time_zone
                               FROM cessation.profiles
                              WHERE user_id = %(user_id)s), 'UTC') AS time_zone,
                   coalesce((SELECT sum(count) FROM cells), 0)::integer AS entries,
                   top.weekday,
                   top.hour,
                   coalesce(top.count, 0) AS count
              FROM (VALUES (true)) AS one
              LEFT JOIN (SELECT weekday, hour, count
                           FROM cells
                          ORDER BY count DESC, weekday, hour
                          LIMIT 1) AS top ON true
            """,
            {"user_id": user_id},
        ).fetchall()[0]


def is_enabled(conn: Connection, user_id: UUID) -> bool:
    row = conn.execute(
        "SELECT 1 FROM cessation.nudges WHERE user_id = %(user_id)s", {"user_id": user_id}
    ).fetchone()
    return row is not None


def upsert_nudge(
    conn: Connection, user_id: UUID, *, starts_at: datetime | None, look_at: datetime
) -> None:
    conn.execute(
        """
        INSERT INTO cessation.nudges (user_id, starts_at, look_at)
        VALUES (%(user_id)s, %(starts_at)s, %(look_at)s)
            ON CONFLICT (user_id) DO UPDATE
           SET starts_at = excluded.starts_at, look_at = excluded.look_at
        """,
        {"user_id": user_id, "starts_at": starts_at, "look_at": look_at},
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

"""Statistics in PostgreSQL, a set at a time. Every function takes the caller's connection."""

from datetime import date, datetime

from psycopg.rows import class_row, scalar_row

from services.user_cessation.statistics.models import Activity, Registered, Stayed
from shared.postgres.pool import Connection


def select_registrations(conn: Connection, *, since: date, until: date) -> list[Registered]:
    """By UTC day; days on which nobody registered are left out."""
    with conn.cursor(row_factory=class_row(Registered)) as cursor:
        return cursor.execute(
            """
            SELECT created_at::date AS day,
                   count(*) AS registered,
                   count(confirmed_at) AS confirmed
              FROM account.sign_ups
             WHERE created_at >= %(since)s
               AND created_at < %(until)s::date + 1
             GROUP BY 1
             ORDER BY 1
            """,
            {"since": since, "until": until},
        ).fetchall()


def select_retention(conn: Connection, *, since: date, until: date) -> list[Stayed]:
    """For the weeks of registration that begin in the span, every week counted since."""
    with conn.cursor(row_factory=class_row(Stayed)) as cursor:
        return cursor.execute(
            """
            WITH joined AS (
                SELECT date_trunc('week', created_at)::date AS registered_week,
                       count(*) AS members
                  FROM account.sign_ups
                 WHERE created_at >= date_trunc('week', %(since)s::timestamptz)
                   AND created_at < %(until)s::date + 1
                   AND confirmed_at IS NOT NULL
                 GROUP BY 1
            )
            SELECT registered_week, members, active_week, active_members
              FROM joined
              JOIN statistics.retention USING (registered_week)
             ORDER BY registered_week, active_week
            """,
            {"since": since, "until": until},
        ).fetchall()


def select_days(conn: Connection, *, since: date, until: date) -> list[Activity]:
    with conn.cursor(row_factory=class_row(Activity)) as cursor:
        return cursor.execute(
            """
            SELECT day, active_members, check_ins, cravings, urges_passed, slips
              FROM statistics.days
             WHERE day BETWEEN %(since)s AND %(until)s
             ORDER BY day
            """,
            {"since": since, "until": until},
        ).fetchall()


def select_last_day(conn: Connection) -> date | None:
    with conn.cursor(row_factory=scalar_row) as cursor:
        return cursor.execute("SELECT max(day) FROM statistics.days").fetchone()


def select_last_week(conn: Connection) -> date | None:
    with conn.cursor(row_factory=scalar_row) as cursor:
        return cursor.execute("SELECT max(week) FROM statistics.weeks").fetchone()


def insert_day(conn: Connection, day: date, *, now: datetime) -> None:
    """Count what arrived on a UTC day."""
    conn.execute(
        """
        WITH check_ins AS (
            SELECT user_id
              FROM cessation.check_ins
             WHERE recorded_at >= %(day)s
               AND recorded_at < %(day)s::date + 1
        ), cravings AS (
            SELECT user_id, smoked
              FROM cessation.cravings
             WHERE logged_at >= %(day)s
               AND logged_at < %(day)s::date + 1
        ), slips AS (
            SELECT user_id
              FROM cessation.slips
             WHERE recorded_at >= %(day)s
               AND recorded_at < %(day)s::date + 1
        )
        INSERT INTO statistics.days
               (day, active_members, check_ins, cravings, urges_passed, slips, counted_at)
        SELECT %(day)s,
               (SELECT count(*)
                  FROM (SELECT user_id FROM check_ins
                         UNION
                        SELECT user_id FROM cravings
                         UNION
                        SELECT user_id FROM slips) AS active),
               (SELECT count(*) FROM check_ins),
               (SELECT count(*) FROM cravings),
               (SELECT count(*) FILTER (WHERE NOT smoked) FROM cravings),
               (SELECT count(*) FROM slips),
               %(now)s
            ON CONFLICT DO NOTHING
        """,
        {"day": day, "now": now},
    )


def insert_week(conn: Connection, week: date, *, now: datetime) -> None:
    """Count who of every week of registration did something in the week that begins on `week`."""
    conn.execute(
        """
        WITH fresh AS (
            INSERT INTO statistics.weeks (week, counted_at)
            VALUES (%(week)s, %(now)s)
                ON CONFLICT DO NOTHING
            RETURNING week
        ), active AS (
            SELECT user_id
              FROM cessation.check_ins
             WHERE recorded_at >= %(week)s
               AND recorded_at < %(week)s::date + 7
             UNION
            SELECT user_id
              FROM cessation.cravings
             WHERE logged_at >= %(week)s
               AND logged_at < %(week)s::date + 7
        )
        INSERT INTO statistics.retention (registered_week, active_week, active_members)
        SELECT date_trunc('week', created_at)::date, fresh.week, count(*)
          FROM fresh, active
          JOIN account.sign_ups USING (user_id)
         WHERE created_at < %(week)s::date + 7
         GROUP BY 1, 2
        """,
        {"week": week, "now": now},
    )

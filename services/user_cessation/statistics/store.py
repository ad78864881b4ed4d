"""Statistics in PostgreSQL, a set at a time. Every function takes the caller's connection."""

from datetime import date, datetime

from psycopg.rows import class_row, scalar_row

from services.user_cessation.outcomes.rules import GRACE
from services.user_cessation.statistics.models import (
    Activity,
    FollowUp,
    Judged,
    Registered,
    Stayed,
)
from shared.postgres.pool import Connection


def insert_outcomes(conn: Connection, follow_up: FollowUp, *, now: datetime, most: int) -> int:
    """Judge the next attempts whose window has closed, at most so many; return how many came up.

    The window is that of the English service standard, three days before to fourteen after. What
    was smoked is what was admitted: slips, and check-ins that say so on days without one, which
    count as one cigarette each. An attempt that was given up, and one nobody answers for, count
    as smoking. A product counts in the scopes it breaks (SRNT 2022), the Russell Standard counts
    what burns. One whose date was moved before it came was none; and one that was only told of
    afterwards is left out, because who failed at once never tells. A zone that PostgreSQL does
    not know is taken for UTC.
    """
    row = conn.execute(
        """
        WITH place AS (
            SELECT quit_at, attempt_id
              FROM statistics.follow_ups
             WHERE follow_up_days = %(days)s
               FOR UPDATE
        ), next AS (
            SELECT attempts.attempt_id,
                   attempts.user_id,
                   attempts.quit_at,
                   attempts.created_at,
                   attempts.ended_at
              FROM cessation.quit_attempts AS attempts
             WHERE (attempts.quit_at, attempts.attempt_id) > (SELECT quit_at, attempt_id FROM place)
               AND attempts.quit_at < %(now)s - make_interval(days => %(days)s + 16)
             ORDER BY attempts.quit_at, attempts.attempt_id
             LIMIT %(most)s
        ), moved AS (
            UPDATE statistics.follow_ups
               SET (quit_at, attempt_id) = (last.quit_at, last.attempt_id)
              FROM (SELECT quit_at, attempt_id
                      FROM next
                     ORDER BY quit_at DESC, attempt_id DESC
                     LIMIT 1) AS last
             WHERE follow_up_days = %(days)s
        ), due AS (
            SELECT next.attempt_id,
                   next.user_id,
                   next.ended_at,
                   (next.quit_at AT TIME ZONE coalesce(zones.name, 'UTC'))::date AS quit_on
              FROM next
              JOIN cessation.profiles USING (user_id)
              LEFT JOIN pg_timezone_names AS zones ON zones.name = profiles.time_zone
             WHERE next.created_at <= next.quit_at + interval '1 day'
               AND (next.ended_at IS NULL OR next.ended_at > next.quit_at)
        ), answered AS (
            SELECT due.*, answer.local_date AS answered_on
              FROM due
              LEFT JOIN LATERAL (
                SELECT local_date
                  FROM cessation.check_ins
                 WHERE check_ins.user_id = due.user_id
                   AND local_date BETWEEN due.quit_on + (%(days)s - 3)
                                      AND due.quit_on + (%(days)s + 14)
                   AND (due.ended_at IS NULL OR due.ended_at::date > due.quit_on + (%(days)s + 14))
                 ORDER BY local_date
                 LIMIT 1) AS answer ON true
        ), known AS (
            SELECT answered.*,
                   used.combustible,
                   coalesce(used.within_seven, 4) - 1 AS seven_days_scope,
                   coalesce(used.within_thirty, 4) - 1 AS thirty_days_scope,
                   coalesce(used.after_grace, 4) - 1 AS prolonged_scope,
                   coalesce(used.ever, 4) - 1 AS continuous_scope
              FROM answered
              LEFT JOIN LATERAL (
                SELECT coalesce(sum(units) FILTER (WHERE breaks = 1), 0) AS combustible,
                       min(breaks) FILTER (WHERE local_date > answered.answered_on - 7)
                           AS within_seven,
                       min(breaks) FILTER (WHERE local_date > answered.answered_on - 30)
                           AS within_thirty,
                       min(breaks) FILTER (WHERE local_date >= answered.quit_on + %(grace)s)
                           AS after_grace,
                       min(breaks) AS ever
                  FROM (SELECT slips.cigarettes AS units,
                               slips.local_date,
                               cessation.scope_broken_by(slips.product) AS breaks
                          FROM cessation.slips
                         WHERE slips.user_id = answered.user_id
                           AND slips.local_date BETWEEN answered.quit_on AND answered.answered_on
                         UNION ALL
                        SELECT 1, check_ins.local_date, 1
                          FROM cessation.check_ins
                         WHERE check_ins.user_id = answered.user_id
                           AND check_ins.local_date BETWEEN answered.quit_on
                                                        AND answered.answered_on
                           AND NOT check_ins.smoke_free
                           AND NOT EXISTS (SELECT
                                             FROM cessation.slips
                                            WHERE slips.user_id = check_ins.user_id
                                              AND slips.local_date = check_ins.local_date)
                       ) AS each_time) AS used ON answered.answered_on IS NOT NULL
        ), judged AS (
            INSERT INTO statistics.outcomes
                   (attempt_id, follow_up_days, quit_on, answered_on, seven_days, thirty_days,
                    russell, continuous, seven_days_scope, thirty_days_scope, prolonged_scope,
                    continuous_scope, judged_at)
            SELECT attempt_id,
                   %(days)s,
                   quit_on,
                   answered_on,
                   answered_on IS NOT NULL AND seven_days_scope > 0,
                   CASE WHEN %(days)s > 30
                        THEN answered_on IS NOT NULL AND thirty_days_scope > 0
                    END,
                   answered_on IS NOT NULL AND combustible <= 5,
                   answered_on IS NOT NULL AND continuous_scope > 0,
                   CASE WHEN answered_on IS NULL THEN 0 ELSE seven_days_scope END,
                   CASE WHEN answered_on IS NULL OR %(days)s < 30 THEN 0
                        ELSE thirty_days_scope
                    END,
                   CASE WHEN answered_on IS NULL THEN 0 ELSE prolonged_scope END,
                   CASE WHEN answered_on IS NULL THEN 0 ELSE continuous_scope END,
                   %(now)s
              FROM known
                ON CONFLICT DO NOTHING
        )
        SELECT count(*) FROM next
        """,
        {"days": follow_up, "grace": GRACE.days, "now": now, "most": most},
    ).fetchone()
    return int(row[0]) if row else 0


def select_outcomes(conn: Connection, *, since: date, until: date) -> list[Judged]:
    with conn.cursor(row_factory=class_row(Judged)) as cursor:
        return cursor.execute(
            """
            SELECT date_trunc('month', quit_on)::date AS quit_month,
                   follow_up_days,
                   count(*) AS attempts,
                   count(answered_on) AS answered,
                   count(*) FILTER (WHERE seven_days) AS seven_days,
                   count(*) FILTER (WHERE thirty_days) AS thirty_days,
                   count(*) FILTER (WHERE russell) AS russell,
                   count(*) FILTER (WHERE continuous) AS continuous,
                   count(*) FILTER (WHERE prolonged_scope > 0) AS prolonged,
                   count(*) FILTER (WHERE seven_days_scope >= 2) AS seven_days_no_tobacco,
                   count(*) FILTER (WHERE thirty_days_scope >= 2) AS thirty_days_no_tobacco,
                   count(*) FILTER (WHERE continuous_scope >= 2) AS continuous_no_tobacco,
                   count(*) FILTER (WHERE prolonged_scope >= 2) AS prolonged_no_tobacco,
                   count(*) FILTER (WHERE seven_days_scope = 3) AS seven_days_no_nicotine,
                   count(*) FILTER (WHERE thirty_days_scope = 3) AS thirty_days_no_nicotine,
                   count(*) FILTER (WHERE continuous_scope = 3) AS continuous_no_nicotine,
                   count(*) FILTER (WHERE prolonged_scope = 3) AS prolonged_no_nicotine
              FROM statistics.outcomes
             WHERE quit_on BETWEEN %(since)s AND %(until)s
             GROUP BY 1, 2
             ORDER BY 1, 2
            """,
            {"since": since, "until": until},
        ).fetchall()


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

"""Outcomes in PostgreSQL: attempts judged one by one, and figures counted from all of them.

Every function takes the caller's connection; none commits.
"""

from datetime import date, datetime

from psycopg.rows import class_row, scalar_row

from services.user_cessation.outcomes.rules import GRACE
from services.user_cessation.statistics.models import FollowUp, Judged
from shared.postgres.pool import Connection


def insert_outcomes(conn: Connection, follow_up: FollowUp, *, now: datetime, most: int) -> int:
    """Judge the next attempts whose window has closed, at most so many; return how many came up.

    The window is that of the English service standard, three days before to fourteen after. What
    was smoked is what was admitted (`cessation.smoked`). An attempt that was given up, and one
    nobody answers for, count as smoking. A product counts in the scopes it breaks (SRNT 2022), the
    Russell Standard and Rule B count what burns. One whose date was moved before it came was none;
    and one that was only told of afterwards is left out, because who failed at once never tells. A
    zone that PostgreSQL does not know is taken for UTC.
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
                   used.weeks,
                   coalesce(used.within_seven, 4) - 1 AS seven_days_scope,
                   coalesce(used.within_thirty, 4) - 1 AS thirty_days_scope,
                   coalesce(used.after_grace, 4) - 1 AS prolonged_scope,
                   coalesce(used.ever, 4) - 1 AS continuous_scope
              FROM answered
              LEFT JOIN LATERAL (
                SELECT coalesce(sum(units) FILTER (WHERE breaks = 1), 0) AS combustible,
                       array_agg(DISTINCT (local_date - answered.quit_on) / 7)
                           FILTER (WHERE breaks = 1
                                     AND local_date >= answered.quit_on + %(grace)s) AS weeks,
                       min(breaks) FILTER (WHERE local_date > answered.answered_on - 7)
                           AS within_seven,
                       min(breaks) FILTER (WHERE local_date > answered.answered_on - 30)
                           AS within_thirty,
                       min(breaks) FILTER (WHERE local_date >= answered.quit_on + %(grace)s)
                           AS after_grace,
                       min(breaks) AS ever
                  FROM cessation.smoked
                 WHERE smoked.user_id = answered.user_id
                   AND smoked.local_date BETWEEN answered.quit_on AND answered.answered_on
                   ) AS used ON answered.answered_on IS NOT NULL
        ), judged AS (
            INSERT INTO statistics.outcomes
                   (attempt_id, follow_up_days, quit_on, answered_on, seven_days, thirty_days,
                    russell, continuous, seven_days_scope, thirty_days_scope, prolonged_scope,
                    continuous_scope, two_weeks_running, judged_at)
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
                   CASE WHEN answered_on IS NOT NULL
                        THEN EXISTS (SELECT FROM unnest(weeks) AS week WHERE week + 1 = ANY(weeks))
                    END,
                   %(now)s
              FROM known
                ON CONFLICT DO NOTHING
        )
        SELECT count(*) FROM next
        """,
        {"days": follow_up, "grace": GRACE.days, "now": now, "most": most},
    ).fetchone()
    return int(row[0]) if row else 0


def update_counted(conn: Connection, follow_up: FollowUp, *, now: datetime) -> bool:
    """Take on counting a follow-up; False where that was done in this month (UTC) already."""
    return (
        conn.execute(
            """
            UPDATE statistics.follow_ups
               SET counted_at = %(now)s
             WHERE follow_up_days = %(days)s
               AND coalesce(counted_at, '-infinity') < date_trunc('month', %(now)s::timestamptz)
            """,
            {"days": follow_up, "now": now},
        ).rowcount
        == 1
    )


def delete_months(conn: Connection, follow_up: FollowUp) -> None:
    """Make room for new figures: of an erased account nothing is left in any month."""
    conn.execute(
        """
        DELETE FROM statistics.outcome_months
         WHERE follow_up_days = %(days)s
        """,
        {"days": follow_up},
    )


def select_first_and_last(
    conn: Connection, follow_up: FollowUp
) -> tuple[date, date] | tuple[None, None]:
    """The first and the last quit day of what was judged."""
    [(first, last)] = conn.execute(
        """
        SELECT min(quit_on), max(quit_on)
          FROM statistics.outcomes
         WHERE follow_up_days = %(days)s
        """,
        {"days": follow_up},
    ).fetchall()
    return first, last


def insert_month(conn: Connection, follow_up: FollowUp, month: date) -> None:
    """Count a follow-up of the attempts that began in one month, unless there are none.

    Beside each figure by word stands the one by breath: of those who say that they do not smoke,
    the ones whose last reading in the window, of those a coach vouched for, is below 10 ppm. Who
    has none is not verified. It is as readings and exclusions stand now, not as when judged.
    """
    conn.execute(
        """
        WITH followed AS MATERIALIZED (
            SELECT answered_on,
                   seven_days,
                   thirty_days,
                   russell,
                   continuous,
                   four_weeks_scope,
                   seven_days_scope,
                   thirty_days_scope,
                   prolonged_scope,
                   continuous_scope,
                   two_weeks_running,
                   is_verified,
                   excluded
              FROM statistics.followed
             WHERE follow_up_days = %(days)s
               AND quit_on >= %(month)s
               AND quit_on < %(month)s::date + interval '1 month'
        )
        INSERT INTO statistics.outcome_months
               (quit_month, follow_up_days, attempts, died, untraceable, answered,
                four_weeks, seven_days, thirty_days, russell, continuous, prolonged,
                four_weeks_verified, seven_days_verified, thirty_days_verified, russell_verified,
                continuous_verified, prolonged_verified, two_weeks_running,
                seven_days_no_tobacco, thirty_days_no_tobacco, continuous_no_tobacco,
                prolonged_no_tobacco, seven_days_no_nicotine, thirty_days_no_nicotine,
                continuous_no_nicotine, prolonged_no_nicotine)
        SELECT %(month)s,
               %(days)s,
               count(*) FILTER (WHERE excluded IS NULL),
               count(*) FILTER (WHERE excluded = 'died'),
               count(*) FILTER (WHERE excluded = 'untraceable'),
               count(answered_on),
               count(*) FILTER (WHERE four_weeks_scope > 0),
               count(*) FILTER (WHERE seven_days),
               count(*) FILTER (WHERE thirty_days),
               count(*) FILTER (WHERE russell),
               count(*) FILTER (WHERE continuous),
               count(*) FILTER (WHERE prolonged_scope > 0),
               count(*) FILTER (WHERE four_weeks_scope > 0 AND is_verified),
               count(*) FILTER (WHERE seven_days AND is_verified),
               count(*) FILTER (WHERE thirty_days AND is_verified),
               count(*) FILTER (WHERE russell AND is_verified),
               count(*) FILTER (WHERE continuous AND is_verified),
               count(*) FILTER (WHERE prolonged_scope > 0 AND is_verified),
               count(*) FILTER (WHERE two_weeks_running),
               count(*) FILTER (WHERE seven_days_scope >= 2),
               count(*) FILTER (WHERE thirty_days_scope >= 2),
               count(*) FILTER (WHERE continuous_scope >= 2),
               count(*) FILTER (WHERE prolonged_scope >= 2),
               count(*) FILTER (WHERE seven_days_scope = 3),
               count(*) FILTER (WHERE thirty_days_scope = 3),
               count(*) FILTER (WHERE continuous_scope = 3),
               count(*) FILTER (WHERE prolonged_scope = 3)
          FROM followed
        HAVING count(*) > 0
        """,
        {"days": follow_up, "month": month},
    )


def select_outcomes(conn: Connection, *, since: date, until: date) -> list[Judged]:
    """Whole months, both included: figures a day apart would tell of single people."""
    with conn.cursor(row_factory=class_row(Judged)) as cursor:
        return cursor.execute(
            """
            SELECT quit_month, follow_up_days, attempts, died, untraceable, answered,
                   four_weeks, seven_days, thirty_days, russell, continuous, prolonged,
                   four_weeks_verified, seven_days_verified, thirty_days_verified,
                   russell_verified, continuous_verified, prolonged_verified, two_weeks_running,
                   seven_days_no_tobacco, thirty_days_no_tobacco, continuous_no_tobacco,
                   prolonged_no_tobacco, seven_days_no_nicotine, thirty_days_no_nicotine,
                   continuous_no_nicotine, prolonged_no_nicotine
              FROM statistics.outcome_months
             WHERE quit_month BETWEEN date_trunc('month', %(since)s::date) AND %(until)s
             ORDER BY quit_month, follow_up_days
            """,
            {"since": since, "until": until},
        ).fetchall()


def select_counted_at(conn: Connection) -> datetime | None:
    """When the figures that are shown were counted, the oldest of them; None before any was."""
    with conn.cursor(row_factory=scalar_row) as cursor:
        return cursor.execute("SELECT min(counted_at) FROM statistics.follow_ups").fetchone()

"""Charts from PostgreSQL. Every function takes the caller's connection; none commits."""

from datetime import datetime

from psycopg.rows import class_row

from services.user_cessation.charts.models import ChartStep, Extent, Point
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def select_extent(conn: Connection, user_id: UserId) -> Extent | None:
    with conn.cursor(row_factory=class_row(Extent)) as cursor:
        return cursor.execute(
            """
            SELECT profiles.time_zone,
                   least((SELECT min(local_date)::timestamp AT TIME ZONE profiles.time_zone
                            FROM cessation.check_ins
                           WHERE user_id = %(user_id)s),
                         (SELECT min(occurred_at)
                            FROM cessation.cravings
                           WHERE user_id = %(user_id)s),
                         (SELECT min(smoked_at)
                            FROM cessation.slips
                           WHERE user_id = %(user_id)s)) AS first_at
              FROM cessation.profiles
             WHERE profiles.user_id = %(user_id)s
            """,
            {"user_id": user_id},
        ).fetchone()


def select_points(
    conn: Connection,
    user_id: UserId,
    *,
    step: ChartStep,
    time_zone: str,
    first_at: datetime,
    most: int,
    now: datetime,
) -> list[Point]:
    """One row for each step from the first to now, at most so many, none left out.

    A check-in is about a day; only where hours are shown does it stand at the hour it was told.
    """
    with conn.cursor(row_factory=class_row(Point)) as cursor:
        return cursor.execute(
            """
            WITH steps AS (
                SELECT starts_at
                  FROM generate_series(
                       greatest(date_trunc(%(step)s, %(first_at)s::timestamptz, %(zone)s),
                                date_add(date_trunc(%(step)s, %(now)s::timestamptz, %(zone)s),
                                         -(%(most)s - 1) * ('1 ' || %(step)s)::interval,
                                         %(zone)s)),
                       %(now)s::timestamptz, ('1 ' || %(step)s)::interval, %(zone)s) AS starts_at
            ), since AS (
                SELECT min(starts_at) AS at,
                       (min(starts_at) AT TIME ZONE %(zone)s)::date AS day
                  FROM steps
            ), check_ins AS (
                SELECT date_trunc(%(step)s,
                                  CASE %(step)s
                                      WHEN 'hour' THEN recorded_at
                                      ELSE local_date::timestamp AT TIME ZONE %(zone)s
                                  END, %(zone)s) AS starts_at,
                       count(*) AS check_ins,
                       count(*) FILTER (WHERE smoke_free) AS smoke_free,
                       avg(mood)::float AS mood
                  FROM cessation.check_ins, since
                 WHERE user_id = %(user_id)s
                   AND local_date >= since.day
                 GROUP BY 1
            ), cravings AS (
                SELECT date_trunc(%(step)s, occurred_at, %(zone)s) AS starts_at,
                       count(*) AS cravings,
                       count(*) FILTER (WHERE NOT smoked) AS urges_passed,
                       avg(intensity)::float AS intensity,
                       sum(cigarettes) FILTER (WHERE slip_id IS NULL) AS cigarettes
                  FROM cessation.cravings, since
                 WHERE user_id = %(user_id)s
                   AND occurred_at >= since.at
                 GROUP BY 1
            ), slips AS (
                SELECT date_trunc(%(step)s, smoked_at, %(zone)s) AS starts_at,
                       sum(cigarettes) AS cigarettes
                  FROM cessation.slips, since
                 WHERE user_id = %(user_id)s
                   AND smoked_at >= since.at
                 GROUP BY 1
            )
            SELECT steps.starts_at,
                   coalesce(check_ins.check_ins, 0) AS check_ins,
                   coalesce(check_ins.smoke_free, 0) AS smoke_free,
                   check_ins.mood,
                   coalesce(cravings.cravings, 0) AS cravings,
                   coalesce(cravings.urges_passed, 0) AS urges_passed,
                   cravings.intensity,
                   coalesce(cravings.cigarettes, 0) + coalesce(slips.cigarettes, 0) AS cigarettes
              FROM steps
              LEFT JOIN check_ins USING (starts_at)
              LEFT JOIN cravings USING (starts_at)
              LEFT JOIN slips USING (starts_at)
             ORDER BY steps.starts_at
            """,
            {
                "user_id": user_id,
                "step": step.value,
                "zone": time_zone,
                "first_at": first_at,
                "most": most,
                "now": now,
            },
        ).fetchall()

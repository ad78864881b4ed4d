"""Organisations in PostgreSQL, a set at a time. Every function takes the caller's connection."""

from collections.abc import Collection
from datetime import date

from psycopg.rows import class_row

from services.user_cessation.organisations.models import Followed, Organisation
from shared.postgres.pool import Connection


def select_organisations(
    conn: Connection, *, after: str, until: date, most: int
) -> list[Organisation]:
    """By name; who took a seat before a UTC day, and who of them checked in lately."""
    with conn.cursor(row_factory=class_row(Organisation)) as cursor:
        return cursor.execute(
            """
            WITH shown AS (
                SELECT organisation, codes, seats
                  FROM billing.organisations
                 WHERE organisation > %(after)s
                 ORDER BY organisation
                 LIMIT %(most)s
            )
            SELECT shown.organisation,
                   shown.codes,
                   shown.seats::bigint AS seats,
                   count(taken.user_id) AS members,
                   count(taken.user_id) FILTER (WHERE EXISTS (
                       SELECT
                         FROM cessation.check_ins
                        WHERE check_ins.user_id = taken.user_id
                          AND check_ins.local_date >= %(until)s::date - 30
                          AND check_ins.local_date < %(until)s::date)) AS active
              FROM shown
              LEFT JOIN billing.seats_taken AS taken
                     ON taken.organisation = shown.organisation
                    AND taken.taken_at < %(until)s::date AT TIME ZONE 'UTC'
             GROUP BY shown.organisation, shown.codes, shown.seats
             ORDER BY shown.organisation
            """,
            {"after": after, "until": until, "most": most},
        ).fetchall()


def select_followed(
    conn: Connection, organisations: Collection[str], *, until: date
) -> list[Followed]:
    """Each member once: the first attempt they began since they took their seat.

    Who withdrew the consent to work with what they enter about their health is left out, and so is
    whom the Russell Standard leaves out. How many those are is not told to who knows them by name.
    """
    with conn.cursor(row_factory=class_row(Followed)) as cursor:
        return cursor.execute(
            """
            WITH first AS (
                SELECT DISTINCT ON (taken.organisation, taken.user_id, followed.follow_up_days)
                       taken.organisation,
                       followed.follow_up_days,
                       followed.seven_days,
                       followed.prolonged_scope,
                       followed.continuous,
                       followed.excluded
                  FROM billing.seats_taken AS taken
                  JOIN statistics.followed
                         ON followed.user_id = taken.user_id
                        AND followed.quit_at >= taken.taken_at
                 WHERE taken.organisation = ANY(%(organisations)s)
                   AND taken.taken_at < %(until)s::date AT TIME ZONE 'UTC'
                   AND followed.judged_at < %(until)s::date AT TIME ZONE 'UTC'
                   AND taken.user_id NOT IN (SELECT user_id FROM account.health_data_withdrawn)
                 ORDER BY taken.organisation, taken.user_id, followed.follow_up_days,
                          followed.quit_at, followed.attempt_id
            )
            SELECT organisation,
                   follow_up_days,
                   count(*) AS members,
                   count(*) FILTER (WHERE seven_days) AS seven_days,
                   count(*) FILTER (WHERE prolonged_scope > 0) AS prolonged,
                   count(*) FILTER (WHERE continuous) AS continuous
              FROM first
             WHERE excluded IS NULL
             GROUP BY organisation, follow_up_days
            """,
            {"organisations": list(organisations), "until": until},
        ).fetchall()

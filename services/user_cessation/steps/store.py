"""Steps that begin, in PostgreSQL. Every function takes the caller's connection; none commits."""

from collections.abc import Sequence
from datetime import datetime

from psycopg.rows import class_row

from services.user_cessation.steps.models import Beginning
from shared.postgres.pool import Connection

KIND = "step"


def lock_beginnings(
    conn: Connection, offsets: Sequence[tuple[str, int]], *, now: datetime, most: int
) -> list[Beginning]:
    """Hold the courses of which a step has begun today, that nobody was told and nobody else holds.

    Found by label and first day: it is today somewhere from yesterday to tomorrow in UTC, so a
    minute costs a few look-ups for each step there is, however many courses there are.
    """
    with conn.cursor(row_factory=class_row(Beginning)) as cursor:
        return cursor.execute(
            """
            SELECT courses.user_id, courses.product, days.step_on, moments.due_at,
                   moments.due_at + kinds.patience AS expires_at,
                   (%(now)s AT TIME ZONE zones.zone)::date AS local_date
              FROM unnest(%(label_codes)s::text[], %(days_in)s::integer[])
                   AS steps (label_code, days_in)
             CROSS JOIN generate_series(-1, 1) AS near
             CROSS JOIN LATERAL (
                   SELECT (%(now)s AT TIME ZONE 'UTC')::date + near AS step_on) AS days
              JOIN cessation.nrt_courses AS courses
                ON courses.label_code = steps.label_code
               AND courses.started_on = days.step_on - steps.days_in
              JOIN schedule.kinds ON kinds.kind = %(kind)s
              JOIN account.people USING (user_id)
              LEFT JOIN cessation.profiles USING (user_id)
              LEFT JOIN cessation.reminder_settings AS settings
                     ON settings.user_id = courses.user_id
                    AND settings.kind = kinds.kind
             CROSS JOIN LATERAL (
                   SELECT schedule.zone_of(coalesce(profiles.time_zone, 'UTC')) AS zone) AS zones
             CROSS JOIN LATERAL (
                   SELECT (days.step_on + coalesce(settings.local_time, kinds.local_time))
                          AT TIME ZONE zones.zone AS due_at) AS moments
             WHERE (courses.told_on IS NULL OR courses.told_on < days.step_on)
               AND moments.due_at <= %(now)s
               AND moments.due_at + kinds.patience > %(now)s
               AND coalesce(settings.enabled, true)
               AND people.status = 'active'
               AND NOT EXISTS (SELECT 1
                                 FROM account.health_data_withdrawn AS withdrawn
                                WHERE withdrawn.user_id = courses.user_id)
             ORDER BY moments.due_at, courses.user_id, courses.product
             LIMIT %(most)s
               FOR UPDATE OF courses SKIP LOCKED
            """,
            {
                "label_codes": [code for code, _ in offsets],
                "days_in": [days for _, days in offsets],
                "kind": KIND,
                "now": now,
                "most": most,
            },
        ).fetchall()


def update_told(conn: Connection, begun: Sequence[Beginning]) -> None:
    """Write down of which step each course has heard."""
    conn.execute(
        """
        UPDATE cessation.nrt_courses AS courses
           SET told_on = told.step_on
          FROM unnest(%(user_ids)s::uuid[], %(products)s::text[], %(step_ons)s::date[])
               AS told (user_id, product, step_on)
         WHERE courses.user_id = told.user_id
           AND courses.product = told.product
        """,
        {
            "user_ids": [each.user_id for each in begun],
            "products": [each.product for each in begun],
            "step_ons": [each.step_on for each in begun],
        },
    )

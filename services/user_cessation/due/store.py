"""What makes a form due, in PostgreSQL. The function takes the caller's connection."""

from psycopg.rows import class_row

from services.user_cessation.due.models import Answered
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def select_answered(conn: Connection, user_id: UserId) -> Answered | None:
    """None for somebody we do not know."""
    with conn.cursor(row_factory=class_row(Answered)) as cursor:
        return cursor.execute(
            """
            SELECT coalesce(profiles.time_zone, 'UTC') AS time_zone,
                   readiness.ready,
                   attempts.quit_at,
                   (SELECT max(recorded_at)
                      FROM cessation.slips
                     WHERE user_id = %(user_id)s) AS slipped_at,
                   taken.dependence_at,
                   (SELECT max(rated_at)
                      FROM cessation.confidence_ratings
                     WHERE user_id = %(user_id)s) AS confidence_at,
                   taken.importance_at,
                   taken.withdrawal_at
              FROM account.languages AS member
              LEFT JOIN cessation.profiles USING (user_id)
              LEFT JOIN cessation.readiness USING (user_id)
              LEFT JOIN cessation.quit_attempts AS attempts
                     ON attempts.user_id = member.user_id
                    AND attempts.ended_at IS NULL
             CROSS JOIN LATERAL (
                SELECT max(taken_at) FILTER (WHERE instrument IN ('HSI', 'FTCD')) AS dependence_at,
                       max(taken_at) FILTER (WHERE instrument = 'IMPORTANCE') AS importance_at,
                       max(taken_at) FILTER (
                         WHERE instrument = 'MTWS'
                           AND taken_at > coalesce((SELECT max(ended_at)
                                                      FROM cessation.quit_attempts
                                                     WHERE user_id = %(user_id)s), '-infinity')
                       ) AS withdrawal_at
                  FROM cessation.assessments
                 WHERE user_id = %(user_id)s) AS taken
             WHERE member.user_id = %(user_id)s
            """,
            {"user_id": user_id},
        ).fetchone()

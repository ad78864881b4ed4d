"""What the timeline depends on, in PostgreSQL. The function takes the caller's connection."""

from psycopg.rows import class_row

from services.user_cessation.timeline.models import Standing
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def select_standing(conn: Connection, user_id: UserId) -> Standing | None:
    with conn.cursor(row_factory=class_row(Standing)) as cursor:
        return cursor.execute(
            """
            SELECT profiles.country,
                   attempts.quit_at,
                   (SELECT max(slips.smoked_at)
                      FROM cessation.slips
                     WHERE slips.user_id = people.user_id
                       AND slips.smoked_at >= attempts.quit_at) AS last_smoked_at
              FROM account.people
              LEFT JOIN cessation.profiles USING (user_id)
              LEFT JOIN cessation.quit_attempts AS attempts
                     ON attempts.user_id = people.user_id
                    AND attempts.ended_at IS NULL
             WHERE people.user_id = %(user_id)s
            """,
            {"user_id": user_id},
        ).fetchone()

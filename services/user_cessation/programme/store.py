"""What the programme hangs on, in PostgreSQL. The function takes the caller's connection."""

from psycopg.rows import class_row

from services.user_cessation.programme.models import Anchor
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def select_anchor(conn: Connection, user_id: UserId) -> Anchor | None:
    """None for somebody without a quit date."""
    with conn.cursor(row_factory=class_row(Anchor)) as cursor:
        return cursor.execute(
            """
            SELECT causes.quit_at,
                   causes.zone AS time_zone,
                   coalesce(settings.local_time, kinds.local_time) AS local_time
              FROM schedule.causes
              JOIN schedule.kinds ON kinds.kind = 'programme'
              LEFT JOIN cessation.reminder_settings AS settings
                     ON settings.user_id = causes.user_id
                    AND settings.kind = 'programme'
             WHERE causes.user_id = %(user_id)s
            """,
            {"user_id": user_id},
        ).fetchone()

"""Overdue replies in PostgreSQL. Every function takes the caller's connection; none commits."""

from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row

from services.user_cessation.overdue_replies.models import Overdue
from shared.models.events import ReplyOverdue
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def insert_overdue(
    conn: Connection, overdue_id: UUID, event: ReplyOverdue, *, now: datetime
) -> bool:
    """Record a wait once, if the two still have to do with each other."""
    return (
        conn.execute(
            """
            INSERT INTO coaching.overdue_replies
                   (overdue_id, conversation_id, member_id, coach_id, waiting_since, recorded_at)
            SELECT %(overdue_id)s, %(conversation_id)s, member_id, coach_id, %(waiting_since)s,
                   %(now)s
              FROM coaching.assignments
             WHERE member_id = %(member_id)s
               AND coach_id = %(coach_id)s
               AND ended_at IS NULL
                ON CONFLICT DO NOTHING
            """,
            {
                "overdue_id": overdue_id,
                "conversation_id": event.conversation_id,
                "member_id": event.member_id,
                "coach_id": event.coach_id,
                "waiting_since": event.waiting_since,
                "now": now,
            },
        ).rowcount
        == 1
    )


def select_open(conn: Connection, *, after: UUID, most: int) -> list[Overdue]:
    """What is open, the longest first; parted pairs have nothing left to see to."""
    with conn.cursor(row_factory=class_row(Overdue)) as cursor:
        return cursor.execute(
            """
            SELECT overdue.overdue_id, overdue.member_id, member.display_name AS member_name,
                   overdue.coach_id, coach.display_name AS coach_name, overdue.waiting_since,
                   overdue.recorded_at
              FROM coaching.overdue_replies AS overdue
              JOIN coaching.assignments USING (member_id, coach_id)
              JOIN account.people AS member ON member.user_id = overdue.member_id
              JOIN account.people AS coach ON coach.user_id = overdue.coach_id
             WHERE overdue.closed_at IS NULL
               AND assignments.ended_at IS NULL
               AND overdue.recorded_at >= assignments.started_at
               AND overdue.overdue_id > %(after)s
             ORDER BY overdue.overdue_id
             LIMIT %(most)s
            """,
            {"after": after, "most": most},
        ).fetchall()


def update_closed(conn: Connection, overdue_id: UUID, *, by: UserId, now: datetime) -> UUID | None:
    """Close what is open; return the member it was about."""
    row = conn.execute(
        """
        UPDATE coaching.overdue_replies
           SET closed_at = %(now)s,
               closed_by = %(by)s
         WHERE overdue_id = %(overdue_id)s
           AND closed_at IS NULL
        RETURNING member_id
        """,
        {"overdue_id": overdue_id, "by": by, "now": now},
    ).fetchone()
    return row[0] if row else None

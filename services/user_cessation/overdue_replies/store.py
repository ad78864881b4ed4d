"""Overdue replies in PostgreSQL. Every function takes the caller's connection; none commits."""

from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row, scalar_row

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


def update_stand_in(conn: Connection, overdue_id: UUID, *, now: datetime) -> UUID | None:
    """Have another coach stand in for a wait, where the member agreed to that; None if nobody does.

    It is one who has a place left and is not away, never coached the member before and speaks as
    one of their coach's languages; first who stood in for this member already, then who stands in
    for fewest.
    """
    with conn.cursor(row_factory=scalar_row) as cursor:
        return cursor.execute(
            """
            UPDATE coaching.overdue_replies AS overdue
               SET stand_in_id = chosen.user_id
              FROM (SELECT others.user_id
                      FROM coaching.overdue_replies AS late
                      JOIN coaching.sharing USING (member_id)
                      JOIN coaching.coaches AS own ON own.user_id = late.coach_id
                      JOIN coaching.directory AS others
                             ON others.places_left > 0
                            AND others.user_id <> late.member_id
                            AND others.languages && own.languages
                     WHERE late.overdue_id = %(overdue_id)s
                       AND sharing.stand_in
                       AND (SELECT granted
                              FROM account.consents
                             WHERE user_id = late.member_id
                               AND purpose = 'coach_sharing'
                             ORDER BY answered_at DESC, consent_id DESC
                             LIMIT 1)
                       AND NOT EXISTS (SELECT
                                         FROM coaching.assignments
                                        WHERE assignments.member_id = late.member_id
                                          AND assignments.coach_id = others.user_id)
                       AND NOT EXISTS (SELECT
                                         FROM coaching.leaves
                                        WHERE leaves.coach_id = others.user_id
                                          AND %(now)s >= leaves.starts_at
                                          AND %(now)s < leaves.ends_at)
                     ORDER BY EXISTS (SELECT
                                        FROM coaching.overdue_replies AS former
                                       WHERE former.member_id = late.member_id
                                         AND former.stand_in_id = others.user_id) DESC,
                              (SELECT count(*)
                                 FROM coaching.overdue_replies AS former
                                WHERE former.stand_in_id = others.user_id
                                  AND former.closed_at IS NULL),
                              others.reply_within_hours,
                              others.user_id
                     LIMIT 1) AS chosen
             WHERE overdue.overdue_id = %(overdue_id)s
            RETURNING chosen.user_id
            """,
            {"overdue_id": overdue_id, "now": now},
        ).fetchone()


def select_open(conn: Connection, *, after: UUID, most: int) -> list[Overdue]:
    """What is open, the longest first; parted pairs have nothing left to see to."""
    with conn.cursor(row_factory=class_row(Overdue)) as cursor:
        return cursor.execute(
            """
            SELECT overdue.overdue_id, overdue.member_id, member.display_name AS member_name,
                   overdue.coach_id, coach.display_name AS coach_name, overdue.waiting_since,
                   overdue.recorded_at, stand_in.display_name AS stand_in_name
              FROM coaching.overdue_replies AS overdue
              JOIN coaching.assignments USING (member_id, coach_id)
              JOIN account.people AS member ON member.user_id = overdue.member_id
              JOIN account.people AS coach ON coach.user_id = overdue.coach_id
              LEFT JOIN account.people AS stand_in ON stand_in.user_id = overdue.stand_in_id
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

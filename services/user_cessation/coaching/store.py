"""Coaching in PostgreSQL. Every function takes the caller's connection; none commits."""

from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row, scalar_row

from services.user_cessation.coaching.models import Assignment, Coach, Practice
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def select_coaches(conn: Connection, *, after: UUID, most: int) -> list[Coach]:
    """People who coach now, full or not."""
    with conn.cursor(row_factory=class_row(Coach)) as cursor:
        return cursor.execute(
            """
            SELECT coaches.user_id,
                   people.display_name,
                   coaches.headline,
                   coaches.languages,
                   coaches.specialties,
                   coaches.time_zone,
                   coaches.reply_within_hours,
                   greatest(0, coaches.capacity - (SELECT count(*)
                                                     FROM coaching.assignments
                                                    WHERE assignments.coach_id = coaches.user_id
                                                      AND assignments.ended_at IS NULL)
                   ) AS places_left
              FROM coaching.coaches
              JOIN account.people USING (user_id)
             WHERE people.role = 'coach'
               AND people.status = 'active'
               AND coaches.user_id > %(after)s
             ORDER BY coaches.user_id
             LIMIT %(most)s
            """,
            {"after": after, "most": most},
        ).fetchall()


def lock_coach(conn: Connection, coach_id: UUID) -> None:
    """Hold a coach's places until the transaction ends."""
    conn.execute(
        """
        SELECT user_id
          FROM coaching.coaches
         WHERE user_id = %(coach_id)s
           FOR NO KEY UPDATE
        """,
        {"coach_id": coach_id},
    )


def select_practice(conn: Connection, coach_id: UUID) -> Practice | None:
    """What a coach has left to give; None for someone who does not coach now."""
    with conn.cursor(row_factory=class_row(Practice)) as cursor:
        return cursor.execute(
            """
            SELECT coaches.capacity - (SELECT count(*)
                                         FROM coaching.assignments
                                        WHERE assignments.coach_id = coaches.user_id
                                          AND assignments.ended_at IS NULL) AS places_left,
                   coaches.reply_within_hours
              FROM coaching.coaches
              JOIN account.people USING (user_id)
             WHERE coaches.user_id = %(coach_id)s
               AND people.role = 'coach'
               AND people.status = 'active'
            """,
            {"coach_id": coach_id},
        ).fetchone()


def insert_coach(conn: Connection, user_id: UUID, *, capacity: int) -> None:
    """Give someone a practice, unless they have one from before."""
    conn.execute(
        """
        INSERT INTO coaching.coaches (user_id, headline, capacity)
        VALUES (%(user_id)s, '', %(capacity)s)
            ON CONFLICT (user_id) DO NOTHING
        """,
        {"user_id": user_id, "capacity": capacity},
    )


def select_assignment(conn: Connection, member_id: UserId) -> Assignment | None:
    with conn.cursor(row_factory=class_row(Assignment)) as cursor:
        return cursor.execute(
            """
            SELECT assignments.assignment_id,
                   coaches.user_id,
                   people.display_name,
                   coaches.headline,
                   coaches.languages,
                   coaches.specialties,
                   coaches.time_zone,
                   coaches.reply_within_hours,
                   assignments.started_at AS since
              FROM coaching.assignments
              JOIN coaching.coaches ON coaches.user_id = assignments.coach_id
              JOIN account.people ON people.user_id = assignments.coach_id
             WHERE assignments.member_id = %(member_id)s
               AND assignments.ended_at IS NULL
            """,
            {"member_id": member_id},
        ).fetchone()


def insert_assignment(
    conn: Connection,
    *,
    assignment_id: UUID,
    member_id: UserId,
    coach_id: UUID,
    started_at: datetime,
) -> None:
    conn.execute(
        """
        INSERT INTO coaching.assignments (assignment_id, member_id, coach_id, started_at)
        VALUES (%(assignment_id)s, %(member_id)s, %(coach_id)s, %(started_at)s)
        """,
        {
            "assignment_id": assignment_id,
            "member_id": member_id,
            "coach_id": coach_id,
            "started_at": started_at,
        },
    )


def update_ended(
    conn: Connection, member_id: UserId, *, ended_at: datetime, reason: str | None
) -> UUID | None:
    """End a member's coaching; return the coach it was, if there was one."""
    with conn.cursor(row_factory=scalar_row) as cursor:
        return cursor.execute(
            """
            UPDATE coaching.assignments
               SET ended_at = %(ended_at)s,
                   end_reason = %(reason)s
             WHERE member_id = %(member_id)s
               AND ended_at IS NULL
            RETURNING coach_id
            """,
            {"member_id": member_id, "ended_at": ended_at, "reason": reason},
        ).fetchone()


def update_all_ended(conn: Connection, coach_id: UUID, *, ended_at: datetime) -> list[UUID]:
    """End everything a coach looks after; return the members."""
    with conn.cursor(row_factory=scalar_row) as cursor:
        return cursor.execute(
            """
            UPDATE coaching.assignments
               SET ended_at = %(ended_at)s
             WHERE coach_id = %(coach_id)s
               AND ended_at IS NULL
            RETURNING member_id
            """,
            {"coach_id": coach_id, "ended_at": ended_at},
        ).fetchall()


def select_coach_who_sees(conn: Connection, member_id: UserId) -> UUID | None:
    with conn.cursor(row_factory=scalar_row) as cursor:
        return cursor.execute(
            """
            SELECT coach_id
              FROM coaching.shared_progress
             WHERE member_id = %(member_id)s
            """,
            {"member_id": member_id},
        ).fetchone()

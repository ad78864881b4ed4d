"""A coach's members in PostgreSQL. Every function takes the caller's connection; none commits."""

from uuid import UUID

from psycopg.rows import class_row

from services.user_cessation.members.models import CoachedMember
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def insert_progress_read(
    conn: Connection, *, coach_id: UserId, member_id: UUID, request_id: str
) -> bool:
    """Record that a coach looks at a member's progress, if they may; return whether they may."""
    return (
        conn.execute(
            """
            INSERT INTO account.audit_log (actor_id, subject_id, action, outcome, request_id)
            SELECT coach_id, member_id, 'progress.read', 'done', %(request_id)s
              FROM coaching.shared_progress
             WHERE coach_id = %(coach_id)s
               AND member_id = %(member_id)s
            """,
            {"coach_id": coach_id, "member_id": member_id, "request_id": request_id},
        ).rowcount
        == 1
    )


def select_members(
    conn: Connection, coach_id: UserId, *, after: UUID, most: int
) -> list[CoachedMember]:
    """A coach's members, the longest with them first.

    Everything about health is joined through `shared_progress`, so that without the member's
    consent there is nothing to join.
    """
    with conn.cursor(row_factory=class_row(CoachedMember)) as cursor:
        return cursor.execute(
            """
            SELECT assignments.assignment_id,
                   people.user_id,
                   people.display_name,
                   assignments.started_at AS since,
                   shared.member_id IS NOT NULL AS shares_progress,
                   coalesce(profiles.time_zone, 'UTC') AS time_zone,
                   attempts.quit_at,
                   slips.last_slip_at,
                   smoked.last_day AS last_smoked,
                   slips.slips_total,
                   latest.local_date AS checked_in_on,
                   latest.smoke_free,
                   latest.mood,
                   latest.craving
              FROM coaching.assignments
              JOIN account.people ON people.user_id = assignments.member_id
              LEFT JOIN coaching.shared_progress AS shared USING (assignment_id)
              LEFT JOIN cessation.profiles ON profiles.user_id = shared.member_id
              LEFT JOIN cessation.quit_attempts AS attempts
                     ON attempts.user_id = shared.member_id
                    AND attempts.ended_at IS NULL
             CROSS JOIN LATERAL (
                SELECT max(smoked_at) AS last_slip_at,
                       count(*) AS slips_total
                  FROM cessation.slips
                 WHERE user_id = attempts.user_id
                   AND smoked_at >= attempts.quit_at) AS slips
             CROSS JOIN LATERAL (
                SELECT greatest((SELECT max(local_date)
                                   FROM cessation.slips
                                  WHERE user_id = attempts.user_id),
                                (SELECT max(local_date)
                                   FROM cessation.check_ins
                                  WHERE user_id = attempts.user_id
                                    AND NOT smoke_free)) AS last_day) AS smoked
              LEFT JOIN LATERAL (
                SELECT local_date, smoke_free, mood, craving
                  FROM cessation.check_ins
                 WHERE user_id = shared.member_id
                 ORDER BY local_date DESC
                 LIMIT 1) AS latest ON true
             WHERE assignments.coach_id = %(coach_id)s
               AND assignments.ended_at IS NULL
               AND assignments.assignment_id > %(after)s
             ORDER BY assignments.assignment_id
             LIMIT %(most)s
            """,
            {"coach_id": coach_id, "after": after, "most": most},
        ).fetchall()

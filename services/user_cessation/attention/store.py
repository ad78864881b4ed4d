"""A coach's members at a glance, in PostgreSQL. The function takes the caller's connection."""

from psycopg.rows import class_row

from services.user_cessation.attention.models import Signals
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def select_signals(conn: Connection, coach_id: UserId, *, most: int) -> list[Signals]:
    """What calls for attention, of every member at once.

    Everything about health is joined through `shared_fields`: what a member does not share is not
    there to be joined.
    """
    with conn.cursor(row_factory=class_row(Signals)) as cursor:
        return cursor.execute(
            """
            SELECT people.user_id,
                   people.display_name,
                   assignments.started_at AS since,
                   progress.member_id IS NOT NULL AS shares_progress,
                   coalesce(profiles.time_zone, 'UTC') AS time_zone,
                   (SELECT min(overdue.waiting_since)
                      FROM coaching.overdue_replies AS overdue
                     WHERE overdue.coach_id = assignments.coach_id
                       AND overdue.member_id = assignments.member_id
                       AND overdue.recorded_at >= assignments.started_at
                       AND overdue.closed_at IS NULL) AS waiting_since,
                   (SELECT max(slips.smoked_at)
                      FROM cessation.slips
                     WHERE slips.user_id = progress.member_id) AS slipped_at,
                   rated.confidence,
                   rated.confidence_before,
                   rated.rated_at,
                   (SELECT max(check_ins.local_date)
                      FROM cessation.check_ins
                     WHERE check_ins.user_id = progress.member_id) AS checked_in_on
              FROM coaching.assignments
              JOIN account.people ON people.user_id = assignments.member_id
              LEFT JOIN cessation.profiles ON profiles.user_id = assignments.member_id
              LEFT JOIN coaching.shared_fields AS progress
                     ON progress.assignment_id = assignments.assignment_id
                    AND progress.field = 'progress'
              LEFT JOIN coaching.shared_fields AS answers
                     ON answers.assignment_id = assignments.assignment_id
                    AND answers.field = 'assessments'
              LEFT JOIN LATERAL (
                SELECT confidence,
                       lead(confidence) OVER newest AS confidence_before,
                       rated_at
                  FROM cessation.confidence_ratings
                 WHERE user_id = answers.member_id
                WINDOW newest AS (ORDER BY rated_at DESC)
                 ORDER BY rated_at DESC
                 LIMIT 1) AS rated ON true
             WHERE assignments.coach_id = %(coach_id)s
               AND assignments.ended_at IS NULL
             ORDER BY assignments.assignment_id
             LIMIT %(most)s
            """,
            {"coach_id": coach_id, "most": most},
        ).fetchall()

"""What progress is computed from, in PostgreSQL. The function takes the caller's connection."""

from uuid import UUID

from pydantic import TypeAdapter

from services.user_cessation.progress.models import Journey
from shared.postgres.pool import Connection

_journey = TypeAdapter(Journey)


def select_journey(conn: Connection, user_id: UUID) -> Journey | None:
    """A member's whole journey in one round trip; None for someone we do not know.

    It arrives as one JSON document because its lists have different lengths, and rows do not.
    """
    row = conn.execute(
        """
        SELECT row_to_json(journey)::text
          FROM (
            SELECT coalesce(profiles.time_zone, 'UTC') AS time_zone,
                   tobacco.units_per_day,
                   tobacco.pack_size,
                   (SELECT coalesce(json_agg(price), '[]')
                      FROM (SELECT effective_from, amount_minor, currency
                              FROM cessation.pack_prices
                             WHERE user_id = %(user_id)s
                             ORDER BY effective_from) AS price) AS prices,
                   (SELECT coalesce(json_agg(attempt), '[]')
                      FROM (SELECT quit_at, ended_at
                              FROM cessation.quit_attempts
                             WHERE user_id = %(user_id)s
                             ORDER BY ended_at NULLS LAST, attempt_id) AS attempt) AS attempts,
                   (SELECT coalesce(json_agg(slip), '[]')
                      FROM (SELECT smoked_at, local_date, cigarettes
                              FROM cessation.slips
                             WHERE user_id = %(user_id)s
                             ORDER BY smoked_at, slip_id) AS slip) AS slips,
                   check_ins.*,
                   coach.user_id AS coach_id,
                   coach.display_name AS coach_name
              FROM account.people AS member
              LEFT JOIN cessation.profiles USING (user_id)
              LEFT JOIN cessation.tobacco_profiles AS tobacco USING (user_id)
              LEFT JOIN coaching.assignments
                     ON assignments.member_id = member.user_id
                    AND assignments.ended_at IS NULL
              LEFT JOIN account.people AS coach ON coach.user_id = assignments.coach_id
             CROSS JOIN LATERAL (
                SELECT count(*) AS check_ins_total,
                       max(local_date) AS last_check_in,
                       coalesce(json_agg(local_date) FILTER (WHERE NOT smoke_free), '[]')
                           AS admitted_days
                  FROM cessation.check_ins
                 WHERE user_id = %(user_id)s) AS check_ins
             WHERE member.user_id = %(user_id)s
          ) AS journey
        """,
        {"user_id": user_id},
    ).fetchone()
    return _journey.validate_json(row[0]) if row else None

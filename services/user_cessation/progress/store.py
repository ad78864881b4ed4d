"""Progress in PostgreSQL. Every function takes the caller's connection; none commits."""

from collections.abc import Sequence
from uuid import UUID

from psycopg.rows import scalar_row
from pydantic import TypeAdapter

from services.user_cessation.progress.models import Figure, Journey
from shared.models.ids import UserId
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
                      FROM (SELECT quit_at,
                                   ended_at,
                                   (SELECT max(asked_about)
                                      FROM cessation.relapse_answers AS answers
                                     WHERE answers.attempt_id = attempts.attempt_id
                                   ) AS went_on_after
                              FROM cessation.quit_attempts AS attempts
                             WHERE user_id = %(user_id)s
                             ORDER BY ended_at NULLS LAST, attempt_id) AS attempt) AS attempts,
                   coalesce(summaries.slips_total, 0) AS slips_total,
                   coalesce(summaries.cigarettes, 0) AS cigarettes,
                   coalesce(summaries.slips_cost, 0) AS slips_cost,
                   (SELECT coalesce(sum(amount_minor), 0)
                      FROM cessation.nrt_spendings
                     WHERE user_id = %(user_id)s
                       AND paid_at > coalesce((SELECT max(ended_at)
                                                 FROM cessation.quit_attempts
                                                WHERE user_id = %(user_id)s), '-infinity')
                   ) AS spent_on_replacement,
                   summaries.last_slip_at,
                   coalesce(summaries.smoked_days, '{}') AS smoked_days,
                   coalesce(summaries.urges_passed, 0) AS urges_passed,
                   coalesce(summaries.check_ins_total, 0) AS check_ins_total,
                   summaries.last_check_in,
                   coalesce(hidden.figures, '{}') AS hidden,
                   coach.user_id AS coach_id,
                   coach.display_name AS coach_name
              FROM account.people AS member
              LEFT JOIN cessation.profiles USING (user_id)
              LEFT JOIN cessation.tobacco_profiles AS tobacco USING (user_id)
              LEFT JOIN cessation.summaries USING (user_id)
              LEFT JOIN cessation.hidden_figures AS hidden USING (user_id)
              LEFT JOIN coaching.assignments
                     ON assignments.member_id = member.user_id
                    AND assignments.ended_at IS NULL
              LEFT JOIN account.people AS coach ON coach.user_id = assignments.coach_id
             WHERE member.user_id = %(user_id)s
          ) AS journey
        """,
        {"user_id": user_id},
    ).fetchone()
    return _journey.validate_json(row[0]) if row else None


def select_hidden(conn: Connection, user_id: UserId) -> list[Figure]:
    with conn.cursor(row_factory=scalar_row) as cursor:
        figures: list[Figure] | None = cursor.execute(
            "SELECT figures FROM cessation.hidden_figures WHERE user_id = %(user_id)s",
            {"user_id": user_id},
        ).fetchone()
    return figures or []


def upsert_hidden(conn: Connection, user_id: UserId, figures: Sequence[Figure]) -> None:
    conn.execute(
        """
        INSERT INTO cessation.hidden_figures (user_id, figures)
        VALUES (%(user_id)s, %(figures)s)
            ON CONFLICT (user_id) DO UPDATE
           SET figures = excluded.figures
        """,
        {"user_id": user_id, "figures": list(figures)},
    )

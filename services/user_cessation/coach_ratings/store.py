"""Ratings and outcomes in PostgreSQL. Every function takes the caller's connection."""

from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row

from services.user_cessation.coach_ratings.models import Rating, RatingIn, Totals
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def upsert_rating(
    conn: Connection, member_id: UserId, appointment_id: UUID, new: RatingIn, *, now: datetime
) -> Rating | None:
    """Rate a meeting of one's own that was held; None where there is none."""
    with conn.cursor(row_factory=class_row(Rating)) as cursor:
        return cursor.execute(
            """
            INSERT INTO coaching.ratings (appointment_id, stars, comment, rated_at)
            SELECT appointment_id, %(stars)s, %(comment)s, %(now)s
              FROM coaching.appointments
             WHERE appointment_id = %(appointment_id)s
               AND member_id = %(member_id)s
               AND status = 'completed'
                ON CONFLICT (appointment_id) DO UPDATE
               SET stars = excluded.stars,
                   comment = excluded.comment,
                   rated_at = excluded.rated_at
            RETURNING appointment_id, stars, comment, rated_at
            """,
            {
                "appointment_id": appointment_id,
                "member_id": member_id,
                "stars": new.stars,
                "comment": new.comment,
                "now": now,
            },
        ).fetchone()


def select_totals(conn: Connection, coach_id: UUID) -> Totals | None:
    """Numbers about somebody who coaches now.

    What is expected of a member is the rate of everybody coached who was as dependent before
    quitting (indirect standardisation).
    """
    with conn.cursor(row_factory=class_row(Totals)) as cursor:
        return cursor.execute(
            """
            WITH chances AS (
                SELECT dependence,
                       avg(has_quit::integer)::float AS chance
                  FROM coaching.four_week_outcomes
                 GROUP BY dependence
            ), own AS (
                SELECT count(*) AS members,
                       count(*) FILTER (WHERE outcomes.has_quit) AS quit,
                       count(*) FILTER (WHERE outcomes.is_verified) AS verified,
                       count(*) FILTER (WHERE outcomes.prolonged_scope > 0) AS prolonged,
                       count(*) FILTER (WHERE outcomes.quit_scope >= 2) AS no_tobacco,
                       count(*) FILTER (WHERE outcomes.quit_scope = 3) AS no_nicotine,
                       coalesce(sum(chances.chance), 0) AS expected
                  FROM coaching.four_week_outcomes AS outcomes
                  JOIN chances USING (dependence)
                 WHERE outcomes.coach_id = %(coach_id)s
            ), rated AS (
                SELECT count(*) AS ratings,
                       coalesce(sum(ratings.stars), 0) AS stars
                  FROM coaching.ratings
                  JOIN coaching.appointments USING (appointment_id)
                 WHERE appointments.coach_id = %(coach_id)s
            )
            SELECT own.members, own.quit, own.verified, own.prolonged, own.no_tobacco,
                   own.no_nicotine, own.expected, rated.ratings, rated.stars
              FROM coaching.directory, own, rated
             WHERE directory.user_id = %(coach_id)s
            """,
            {"coach_id": coach_id},
        ).fetchone()

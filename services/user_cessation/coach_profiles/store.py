"""Coaches' profiles in PostgreSQL. Every function takes the caller's connection; none commits."""

from uuid import UUID

from psycopg.rows import class_row

from services.user_cessation.coach_profiles.models import CoachProfile, CoachProfileIn, MatchAsked
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def select_profile(conn: Connection, coach_id: UUID) -> CoachProfile | None:
    """Somebody who coaches now."""
    with conn.cursor(row_factory=class_row(CoachProfile)) as cursor:
        return cursor.execute(
            """
            SELECT user_id, display_name, headline, languages, specialties, time_zone, capacity,
                   reply_within_hours, places_left, version
              FROM coaching.directory
             WHERE user_id = %(coach_id)s
            """,
            {"coach_id": coach_id},
        ).fetchone()


def update_profile(
    conn: Connection, coach_id: UserId, new: CoachProfileIn, *, version: int | None
) -> bool:
    """Change a profile; with a version, only if it still has it."""
    return (
        conn.execute(
            """
            UPDATE coaching.coaches
               SET headline = %(headline)s,
                   languages = %(languages)s,
                   specialties = %(specialties)s,
                   time_zone = %(time_zone)s,
                   capacity = %(capacity)s,
                   reply_within_hours = %(reply_within_hours)s,
                   version = version + 1
             WHERE user_id = %(coach_id)s
               AND (%(version)s::integer IS NULL OR version = %(version)s)
            """,
            {"coach_id": coach_id, "version": version, **new.model_dump(mode="json")},
        ).rowcount
        == 1
    )


def select_candidates(
    conn: Connection, member_id: UserId, wishes: MatchAsked, *, most: int
) -> list[CoachProfile]:
    """Coaches with a place, those who meet more wishes first; not the one the member has."""
    with conn.cursor(row_factory=class_row(CoachProfile)) as cursor:
        return cursor.execute(
            """
            SELECT user_id, display_name, headline, languages, specialties, time_zone, capacity,
                   reply_within_hours, places_left, version
              FROM coaching.directory
             WHERE places_left > 0
               AND user_id <> %(member_id)s
               AND NOT EXISTS (SELECT
                                 FROM coaching.assignments
                                WHERE member_id = %(member_id)s
                                  AND coach_id = directory.user_id
                                  AND ended_at IS NULL)
             ORDER BY languages && %(languages)s::text[] DESC,
                      specialties && %(specialties)s::text[] DESC,
                      reply_within_hours,
                      user_id
             LIMIT %(most)s
            """,
            {"member_id": member_id, "most": most, **wishes.model_dump(mode="json")},
        ).fetchall()

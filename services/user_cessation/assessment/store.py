"""Assessments in PostgreSQL. Every function takes the caller's connection; none commits."""

from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row, scalar_row
from psycopg.types.json import Jsonb

from services.user_cessation.assessment.models import Assessment, Situation, Taken
from services.user_cessation.paging import Place
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def select_country(conn: Connection, user_id: UserId) -> str | None:
    with conn.cursor(row_factory=scalar_row) as cursor:
        return cursor.execute(
            """
            SELECT country
              FROM cessation.profiles
             WHERE user_id = %(user_id)s
            """,
            {"user_id": user_id},
        ).fetchone()


def select_situation(conn: Connection, user_id: UserId, client_id: UUID) -> Situation | None:
    with conn.cursor(row_factory=class_row(Situation)) as cursor:
        return cursor.execute(
            """
            SELECT locale,
                   EXISTS (SELECT
                             FROM cessation.assessments
                            WHERE user_id = %(user_id)s
                              AND client_id = %(client_id)s) AS is_repeated
              FROM account.languages
             WHERE user_id = %(user_id)s
            """,
            {"user_id": user_id, "client_id": client_id},
        ).fetchone()


def insert_assessment(conn: Connection, user_id: UserId, new: Assessment) -> None:
    """Write an assessment, unless its client id is taken."""
    conn.execute(
        """
        INSERT INTO cessation.assessments
               (assessment_id, user_id, client_id, instrument, version, locale, answers, scores,
                band, taken_at)
        VALUES (%(assessment_id)s, %(user_id)s, %(client_id)s, %(instrument)s, %(version)s,
                %(locale)s, %(answers)s, %(scores)s, %(band)s, %(taken_at)s)
            ON CONFLICT DO NOTHING
        """,
        {
            "assessment_id": new.assessment_id,
            "user_id": user_id,
            "client_id": new.client_id,
            "instrument": new.instrument,
            "version": new.version,
            "locale": new.locale,
            "answers": Jsonb(new.answers),
            "scores": Jsonb(new.scores),
            "band": new.band,
            "taken_at": new.taken_at,
        },
    )


def select_assessments(
    conn: Connection,
    user_id: UserId,
    *,
    after: Place,
    most: int,
    client_id: UUID | None = None,
    instrument: str | None = None,
    without: tuple[str, ...] = (),
) -> list[Taken]:
    """A member's assessments, the latest first, with the quit date each belongs to.

    It belongs to the attempt that was under way, or else to the next one: what was answered before
    anything was planned is the baseline of what came of it.
    """
    with conn.cursor(row_factory=class_row(Taken)) as cursor:
        return cursor.execute(
            """
            SELECT assessments.assessment_id, assessments.client_id, assessments.instrument,
                   assessments.version, assessments.locale, assessments.answers,
                   assessments.scores, assessments.band, assessments.taken_at,
                   attempt.quit_at,
                   coalesce(profiles.time_zone, 'UTC') AS time_zone,
                   profiles.country
              FROM cessation.assessments
              LEFT JOIN cessation.profiles USING (user_id)
              LEFT JOIN LATERAL (
                SELECT attempts.quit_at
                  FROM cessation.quit_attempts AS attempts
                 WHERE attempts.user_id = assessments.user_id
                   AND (attempts.ended_at IS NULL OR attempts.ended_at > assessments.taken_at)
                 ORDER BY attempts.ended_at NULLS LAST
                 LIMIT 1) AS attempt ON true
             WHERE assessments.user_id = %(user_id)s
               AND (assessments.taken_at, assessments.assessment_id) < (%(at)s, %(id)s)
               AND (%(client_id)s::uuid IS NULL OR assessments.client_id = %(client_id)s)
               AND (%(instrument)s::text IS NULL OR assessments.instrument = %(instrument)s)
               AND assessments.instrument <> ALL(%(without)s)
             ORDER BY assessments.taken_at DESC, assessments.assessment_id DESC
             LIMIT %(most)s
            """,
            {
                "user_id": user_id,
                "at": after.at,
                "id": after.id,
                "most": most,
                "client_id": client_id,
                "instrument": instrument,
                "without": list(without),
            },
        ).fetchall()


def select_quit_at(conn: Connection, user_id: UserId) -> datetime | None:
    """The quit date of the attempt that is open."""
    with conn.cursor(row_factory=scalar_row) as cursor:
        return cursor.execute(
            """
            SELECT quit_at
              FROM cessation.quit_attempts
             WHERE user_id = %(user_id)s
               AND ended_at IS NULL
            """,
            {"user_id": user_id},
        ).fetchone()

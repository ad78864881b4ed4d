"""Slips in PostgreSQL. Every function takes the caller's connection; none commits."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row

from services.user_cessation.paging import Place
from services.user_cessation.slips.models import Situation, Slip, SlipChanges
from shared.models.events import Event
from shared.models.ids import UserId
from shared.postgres import outbox
from shared.postgres.pool import Connection


def select_situation(conn: Connection, user_id: UserId, client_id: UUID) -> Situation | None:
    with conn.cursor(row_factory=class_row(Situation)) as cursor:
        return cursor.execute(
            """
            SELECT profiles.time_zone,
                   shared.coach_id,
                   attempts.attempt_id,
                   attempts.quit_at,
                   (SELECT ratings.confidence
                      FROM cessation.confidence_ratings AS ratings
                     WHERE ratings.user_id = profiles.user_id
                     ORDER BY ratings.rated_at DESC
                     LIMIT 1) AS confidence_before,
                   EXISTS (SELECT
                             FROM cessation.slips
                            WHERE user_id = %(user_id)s
                              AND client_id = %(client_id)s) AS is_repeated,
                   EXISTS (SELECT
                             FROM cessation.undone_slips
                            WHERE user_id = %(user_id)s
                              AND client_id = %(client_id)s) AS is_undone
              FROM cessation.profiles
              LEFT JOIN coaching.shared_progress AS shared
                     ON shared.member_id = profiles.user_id
              LEFT JOIN cessation.quit_attempts AS attempts
                     ON attempts.user_id = profiles.user_id
                    AND attempts.ended_at IS NULL
             WHERE profiles.user_id = %(user_id)s
            """,
            {"user_id": user_id, "client_id": client_id},
        ).fetchone()


def insert_slip(conn: Connection, user_id: UserId, slip: Slip, event: Event) -> bool:
    """Write a slip and announce it, unless its client id is taken."""
    return (
        conn.execute(
            """
            WITH fresh AS (
                INSERT INTO cessation.slips
                       (slip_id, user_id, attempt_id, client_id, smoked_at, local_date, cigarettes,
                        product, trigger, confidence, confidence_before, note, recorded_at)
                VALUES (%(slip_id)s, %(user_id)s, %(attempt_id)s, %(client_id)s, %(smoked_at)s,
                        %(local_date)s, %(cigarettes)s, %(product)s, %(trigger)s,
                        %(confidence)s, %(confidence_before)s, %(note)s, %(recorded_at)s)
                    ON CONFLICT DO NOTHING
                RETURNING slip_id
            )
            INSERT INTO messaging.outbox (event_id, type, payload)
            SELECT %(event_id)s, %(event_type)s, %(event)s
              FROM fresh
            """,
            {"user_id": user_id, **asdict(slip), **outbox.row(event)},
        ).rowcount
        == 1
    )


def select_slip(conn: Connection, user_id: UserId, client_id: UUID) -> Slip | None:
    with conn.cursor(row_factory=class_row(Slip)) as cursor:
        return cursor.execute(
            """
            SELECT slip_id, attempt_id, client_id, smoked_at, local_date, cigarettes, product,
                   trigger, confidence, confidence_before, note, recorded_at, version
              FROM cessation.slips
             WHERE user_id = %(user_id)s
               AND client_id = %(client_id)s
            """,
            {"user_id": user_id, "client_id": client_id},
        ).fetchone()


def select_slips(conn: Connection, user_id: UserId, *, after: Place, most: int) -> list[Slip]:
    """A member's slips, the latest first."""
    with conn.cursor(row_factory=class_row(Slip)) as cursor:
        return cursor.execute(
            """
            SELECT slip_id, attempt_id, client_id, smoked_at, local_date, cigarettes, product,
                   trigger, confidence, confidence_before, note, recorded_at, version
              FROM cessation.slips
             WHERE user_id = %(user_id)s
               AND (smoked_at, slip_id) < (%(at)s, %(id)s)
             ORDER BY smoked_at DESC, slip_id DESC
             LIMIT %(most)s
            """,
            {"user_id": user_id, "at": after.at, "id": after.id, "most": most},
        ).fetchall()


def select_one(conn: Connection, user_id: UserId, slip_id: UUID) -> Slip | None:
    with conn.cursor(row_factory=class_row(Slip)) as cursor:
        return cursor.execute(
            """
            SELECT slip_id, attempt_id, client_id, smoked_at, local_date, cigarettes, product,
                   trigger, confidence, confidence_before, note, recorded_at, version
              FROM cessation.slips
             WHERE user_id = %(user_id)s
               AND slip_id = %(slip_id)s
            """,
            {"user_id": user_id, "slip_id": slip_id},
        ).fetchone()


def update_slip(
    conn: Connection, user_id: UserId, slip_id: UUID, new: SlipChanges, *, version: int | None
) -> Slip | None:
    """Correct a slip, and the craving it came with, if it still has that version."""
    with conn.cursor(row_factory=class_row(Slip)) as cursor:
        return cursor.execute(
            """
            WITH corrected AS (
                UPDATE cessation.slips
                   SET cigarettes = %(cigarettes)s,
                       product = coalesce(%(product)s, product),
                       trigger = %(trigger)s,
                       confidence = %(confidence)s,
                       note = %(note)s,
                       version = version + 1
                 WHERE user_id = %(user_id)s
                   AND slip_id = %(slip_id)s
                   AND version = coalesce(%(version)s, version)
                RETURNING slip_id, attempt_id, client_id, smoked_at, local_date, cigarettes,
                          product, trigger, confidence, confidence_before, note, recorded_at,
                          version
            ), craving AS (
                UPDATE cessation.cravings
                   SET cigarettes = corrected.cigarettes,
                       product = coalesce(corrected.product, cravings.product),
                       trigger = corrected.trigger
                  FROM corrected
                 WHERE cravings.slip_id = corrected.slip_id
            )
            SELECT slip_id, attempt_id, client_id, smoked_at, local_date, cigarettes, product,
                   trigger, confidence, confidence_before, note, recorded_at, version
              FROM corrected
            """,
            {"user_id": user_id, "slip_id": slip_id, "version": version, **new.model_dump()},
        ).fetchone()


def delete_slip(conn: Connection, user_id: UserId, slip_id: UUID, *, undone_at: datetime) -> None:
    """Take a slip back: nothing was smoked, and its client id will not bring it back."""
    conn.execute(
        """
        WITH craving AS (
            UPDATE cessation.cravings
               SET smoked = false,
                   cigarettes = 0,
                   slip_id = NULL
             WHERE user_id = %(user_id)s
               AND slip_id = %(slip_id)s
        ), undone AS (
            DELETE FROM cessation.slips
             WHERE user_id = %(user_id)s
               AND slip_id = %(slip_id)s
            RETURNING user_id, client_id
        )
        INSERT INTO cessation.undone_slips (user_id, client_id, undone_at)
        SELECT user_id, client_id, %(undone_at)s
          FROM undone
            ON CONFLICT DO NOTHING
        """,
        {"user_id": user_id, "slip_id": slip_id, "undone_at": undone_at},
    )

"""Cravings in PostgreSQL. Every function takes the caller's connection; none commits."""

from dataclasses import asdict
from uuid import UUID

from psycopg.rows import class_row, scalar_row

from services.user_cessation.cravings.models import Craving, Felt, GeoIn, Logged, Situation
from services.user_cessation.paging import Place
from shared.models.consents import ConsentPurpose
from shared.models.events import Event
from shared.models.ids import UserId
from shared.postgres import outbox
from shared.postgres.pool import Connection

MOST_DRAWN_ON = 5_000
"""Years of cravings; a bound all the same."""


def select_situation(conn: Connection, user_id: UserId, client_id: UUID) -> Situation | None:
    with conn.cursor(row_factory=class_row(Situation)) as cursor:
        return cursor.execute(
            """
            SELECT profiles.time_zone,
                   attempts.quit_at,
                   EXISTS (SELECT
                             FROM cessation.cravings
                            WHERE user_id = %(user_id)s
                              AND client_id = %(client_id)s) AS is_repeated
              FROM cessation.profiles
              LEFT JOIN cessation.quit_attempts AS attempts
                     ON attempts.user_id = profiles.user_id
                    AND attempts.ended_at IS NULL
             WHERE profiles.user_id = %(user_id)s
            """,
            {"user_id": user_id, "client_id": client_id},
        ).fetchone()


def insert_craving(conn: Connection, user_id: UserId, craving: Craving, event: Event) -> bool:
    """Write a craving and announce it, unless its client id is taken."""
    return (
        conn.execute(
            """
            WITH fresh AS (
                INSERT INTO cessation.cravings
                       (craving_id, user_id, client_id, slip_id, occurred_at, time_zone, intensity,
                        intensity_after, smoked, cigarettes, product, company, activity, feeling,
                        strategy, trigger, place_label, note, logged_at)
                VALUES (%(craving_id)s, %(user_id)s, %(client_id)s, %(slip_id)s, %(occurred_at)s,
                        %(time_zone)s, %(intensity)s, %(intensity_after)s, %(smoked)s,
                        %(cigarettes)s, %(product)s, %(company)s, %(activity)s, %(feeling)s,
                        %(strategy)s, %(trigger)s, %(place_label)s, %(note)s,
                        %(logged_at)s)
                    ON CONFLICT DO NOTHING
                RETURNING craving_id
            )
            INSERT INTO messaging.outbox (event_id, type, payload)
            SELECT %(event_id)s, %(event_type)s, %(event)s
              FROM fresh
            """,
            {"user_id": user_id, **asdict(craving), **outbox.row(event)},
        ).rowcount
        == 1
    )


def insert_place(conn: Connection, user_id: UserId, craving_id: UUID, geo: GeoIn) -> None:
    """Write down about where it was, if the member agreed to that and still does."""
    conn.execute(
        """
        INSERT INTO cessation.craving_places (craving_id, user_id, latitude, longitude)
        SELECT %(craving_id)s, %(user_id)s, %(latitude)s, %(longitude)s
         WHERE (SELECT granted
                  FROM account.consents
                 WHERE user_id = %(user_id)s
                   AND purpose = %(purpose)s
                 ORDER BY answered_at DESC, consent_id DESC
                 LIMIT 1)
        """,
        {
            "craving_id": craving_id,
            "user_id": user_id,
            "latitude": geo.latitude,
            "longitude": geo.longitude,
            "purpose": ConsentPurpose.PLACE,
        },
    )


def select_craving(conn: Connection, user_id: UserId, client_id: UUID) -> Logged | None:
    with conn.cursor(row_factory=class_row(Logged)) as cursor:
        return cursor.execute(
            """
            SELECT craving_id, client_id, slip_id, occurred_at, time_zone, intensity,
                   intensity_after, smoked, cigarettes, product, company, activity, feeling,
                   strategy, trigger, place_label, note, logged_at, previous_at, quit_at, latitude,
                   longitude,
                   (SELECT count(*)
                      FROM cessation.cravings AS others
                     WHERE others.user_id = %(user_id)s
                       AND (others.occurred_at, others.craving_id)
                           <= (mine.occurred_at, mine.craving_id)) AS event_no
              FROM cessation.cravings_in_course AS mine
             WHERE user_id = %(user_id)s
               AND client_id = %(client_id)s
            """,
            {"user_id": user_id, "client_id": client_id},
        ).fetchone()


def select_cravings(conn: Connection, user_id: UserId, *, after: Place, most: int) -> list[Logged]:
    """A member's cravings, the latest first. They are counted once, however many are shown."""
    with conn.cursor(row_factory=class_row(Logged)) as cursor:
        return cursor.execute(
            """
            SELECT craving_id, client_id, slip_id, occurred_at, time_zone, intensity,
                   intensity_after, smoked, cigarettes, product, company, activity, feeling,
                   strategy, trigger, place_label, note, logged_at, previous_at, quit_at, latitude,
                   longitude,
                   (SELECT count(*)
                      FROM cessation.cravings
                     WHERE user_id = %(user_id)s
                       AND (occurred_at, craving_id) < (%(at)s, %(id)s))
                   - row_number() OVER (ORDER BY occurred_at DESC, craving_id DESC)
                   + 1 AS event_no
              FROM cessation.cravings_in_course
             WHERE user_id = %(user_id)s
               AND (occurred_at, craving_id) < (%(at)s, %(id)s)
             ORDER BY occurred_at DESC, craving_id DESC
             LIMIT %(most)s
            """,
            {"user_id": user_id, "at": after.at, "id": after.id, "most": most},
        ).fetchall()


def select_urges_passed(conn: Connection, user_id: UserId) -> int:
    with conn.cursor(row_factory=scalar_row) as cursor:
        [passed] = cursor.execute(
            """
            SELECT count(*)
              FROM cessation.cravings
             WHERE user_id = %(user_id)s
               AND NOT smoked
            """,
            {"user_id": user_id},
        ).fetchall()
        return int(passed)


def select_felt(conn: Connection, user_id: UserId) -> list[Felt]:
    with conn.cursor(row_factory=class_row(Felt)) as cursor:
        return cursor.execute(
            """
            SELECT occurred_at, time_zone, smoked, company, activity, feeling, strategy, trigger,
                   place_label
              FROM cessation.cravings
             WHERE user_id = %(user_id)s
             ORDER BY occurred_at DESC, craving_id DESC
             LIMIT %(most)s
            """,
            {"user_id": user_id, "most": MOST_DRAWN_ON},
        ).fetchall()

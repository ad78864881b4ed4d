"""Profiles in PostgreSQL. Every function takes the caller's connection; none commits."""

from psycopg.rows import class_row

from services.user_cessation.profile.models import (
    Price,
    Profile,
    ProfileIn,
    Tobacco,
    TobaccoIn,
)
from shared.models.events import Event
from shared.models.ids import UserId
from shared.postgres import outbox
from shared.postgres.pool import Connection


def select_profile(conn: Connection, user_id: UserId) -> Profile | None:
    with conn.cursor(row_factory=class_row(Profile)) as cursor:
        return cursor.execute(
            """
            SELECT time_zone, country, version
              FROM cessation.profiles
             WHERE user_id = %(user_id)s
            """,
            {"user_id": user_id},
        ).fetchone()


def lock_profile(conn: Connection, user_id: UserId) -> Profile | None:
    """Read a profile and hold its row until the transaction ends."""
    with conn.cursor(row_factory=class_row(Profile)) as cursor:
        return cursor.execute(
            """
            SELECT time_zone, country, version
              FROM cessation.profiles
             WHERE user_id = %(user_id)s
               FOR NO KEY UPDATE
            """,
            {"user_id": user_id},
        ).fetchone()


def upsert_profile(conn: Connection, user_id: UserId, new: ProfileIn, changed: Event) -> Profile:
    """Write the profile and announce `changed`."""
    with conn.cursor(row_factory=class_row(Profile)) as cursor:
        return cursor.execute(
            """
            WITH announced AS (
                INSERT INTO messaging.outbox (event_id, type, payload)
                VALUES (%(event_id)s, %(event_type)s, %(event)s)
            )
            INSERT INTO cessation.profiles AS mine (user_id, time_zone, country)
            VALUES (%(user_id)s, %(time_zone)s, %(country)s)
                ON CONFLICT (user_id) DO UPDATE
               SET time_zone = excluded.time_zone,
                   country = excluded.country,
                   version = mine.version + 1,
                   updated_at = now()
            RETURNING time_zone, country, version
            """,
            {"user_id": user_id, **new.model_dump(), **outbox.row(changed)},
        ).fetchall()[0]


def update_profile(
    conn: Connection, user_id: UserId, new: ProfileIn, changed: Event, *, version: int
) -> Profile | None:
    """Change the profile if it still has that version, and then announce `changed`."""
    with conn.cursor(row_factory=class_row(Profile)) as cursor:
        return cursor.execute(
            """
            WITH written AS (
                UPDATE cessation.profiles
                   SET time_zone = %(time_zone)s,
                       country = %(country)s,
                       version = version + 1,
                       updated_at = now()
                 WHERE user_id = %(user_id)s
                   AND version = %(version)s
                RETURNING time_zone, country, version
            ), announced AS (
                INSERT INTO messaging.outbox (event_id, type, payload)
                SELECT %(event_id)s, %(event_type)s, %(event)s
                  FROM written
            )
            SELECT time_zone, country, version
              FROM written
            """,
            {"user_id": user_id, "version": version, **new.model_dump(), **outbox.row(changed)},
        ).fetchone()


def select_tobacco(conn: Connection, user_id: UserId) -> Tobacco | None:
    with conn.cursor(row_factory=class_row(Tobacco)) as cursor:
        return cursor.execute(
            """
            SELECT product, units_per_day, pack_size, minutes_to_first, version
              FROM cessation.tobacco_profiles
             WHERE user_id = %(user_id)s
            """,
            {"user_id": user_id},
        ).fetchone()


def upsert_tobacco(conn: Connection, user_id: UserId, new: TobaccoIn) -> Tobacco:
    with conn.cursor(row_factory=class_row(Tobacco)) as cursor:
        return cursor.execute(
            """
            INSERT INTO cessation.tobacco_profiles AS mine
                   (user_id, product, units_per_day, pack_size, minutes_to_first)
            VALUES (%(user_id)s, %(product)s, %(units_per_day)s, %(pack_size)s,
                    %(minutes_to_first)s)
                ON CONFLICT (user_id) DO UPDATE
               SET product = excluded.product,
                   units_per_day = excluded.units_per_day,
                   pack_size = excluded.pack_size,
                   minutes_to_first = excluded.minutes_to_first,
                   version = mine.version + 1,
                   updated_at = now()
            RETURNING product, units_per_day, pack_size, minutes_to_first, version
            """,
            {"user_id": user_id, **new.model_dump()},
        ).fetchall()[0]


def update_tobacco(
    conn: Connection, user_id: UserId, new: TobaccoIn, *, version: int
) -> Tobacco | None:
    """Change the tobacco profile if it still has that version."""
    with conn.cursor(row_factory=class_row(Tobacco)) as cursor:
        return cursor.execute(
            """
            UPDATE cessation.tobacco_profiles
               SET product = %(product)s,
                   units_per_day = %(units_per_day)s,
                   pack_size = %(pack_size)s,
                   minutes_to_first = %(minutes_to_first)s,
                   version = version + 1,
                   updated_at = now()
             WHERE user_id = %(user_id)s
               AND version = %(version)s
            RETURNING product, units_per_day, pack_size, minutes_to_first, version
            """,
            {"user_id": user_id, "version": version, **new.model_dump()},
        ).fetchone()


def select_prices(conn: Connection, user_id: UserId) -> list[Price]:
    """Every price a member gave us, oldest first."""
    with conn.cursor(row_factory=class_row(Price)) as cursor:
        return cursor.execute(
            """
            SELECT effective_from, amount_minor, currency
              FROM cessation.pack_prices
             WHERE user_id = %(user_id)s
             ORDER BY effective_from
            """,
            {"user_id": user_id},
        ).fetchall()


def upsert_price(conn: Connection, user_id: UserId, price: Price) -> None:
    """Add a price; one given again for the same moment corrects the first."""
    conn.execute(
        """
        INSERT INTO cessation.pack_prices (user_id, effective_from, amount_minor, currency)
        VALUES (%(user_id)s, %(effective_from)s, %(amount_minor)s, %(currency)s)
            ON CONFLICT (user_id, effective_from) DO UPDATE
           SET amount_minor = excluded.amount_minor
        """,
        {
            "user_id": user_id,
            "effective_from": price.effective_from,
            "amount_minor": price.amount_minor,
            "currency": price.currency,
        },
    )

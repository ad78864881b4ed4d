"""Checkouts in PostgreSQL. Every function takes the caller's connection; none commits."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row

from lambdas.payment.rules import Price
from shared.postgres.pool import Connection


@dataclass(frozen=True, slots=True)
class OpenCheckout:
    checkout_id: UUID
    price_key: str
    session_id: str | None
    created_at: datetime
    expires_at: datetime


def insert(
    conn: Connection,
    checkout_id: UUID,
    user_id: UUID,
    price_key: str,
    now: datetime,
    expires_at: datetime,
) -> None:
    """Begin a checkout, unless one is open."""
    conn.execute(
        """
        INSERT INTO billing.checkouts (checkout_id, user_id, price_key, created_at, expires_at)
        VALUES (%(checkout_id)s, %(user_id)s, %(price_key)s, %(now)s, %(expires_at)s)
            ON CONFLICT (user_id) WHERE ended_at IS NULL DO NOTHING
        """,
        {
            "checkout_id": checkout_id,
            "user_id": user_id,
            "price_key": price_key,
            "now": now,
            "expires_at": expires_at,
        },
    )


def select_open(conn: Connection, user_id: UUID) -> OpenCheckout | None:
    with conn.cursor(row_factory=class_row(OpenCheckout)) as cursor:
        return cursor.execute(
            """
            SELECT checkout_id, price_key, session_id, created_at, expires_at
              FROM billing.checkouts
             WHERE user_id = %(user_id)s
               AND ended_at IS NULL
            """,
            {"user_id": user_id},
        ).fetchone()


def select_price(conn: Connection, checkout_id: UUID) -> Price:
    """What a checkout sells."""
    with conn.cursor(row_factory=class_row(Price)) as cursor:
        price = cursor.execute(
            """
            SELECT prices.price_key, prices.plan_id, prices.currency, prices.amount_minor,
                   plans.recurs, prices.provider_id
              FROM billing.checkouts
              JOIN billing.prices USING (price_key)
              JOIN billing.plans USING (plan_id)
             WHERE checkout_id = %(checkout_id)s
            """,
            {"checkout_id": checkout_id},
        ).fetchone()
    assert price is not None
    return price


def update_session(conn: Connection, checkout_id: UUID, session_id: str) -> None:
    conn.execute(
        """
        UPDATE billing.checkouts
           SET session_id = %(session_id)s
         WHERE checkout_id = %(checkout_id)s
        """,
        {"checkout_id": checkout_id, "session_id": session_id},
    )


def end(conn: Connection, checkout_id: UUID, now: datetime) -> None:
    conn.execute(
        """
        UPDATE billing.checkouts
           SET ended_at = %(now)s
         WHERE checkout_id = %(checkout_id)s
           AND ended_at IS NULL
        """,
        {"checkout_id": checkout_id, "now": now},
    )

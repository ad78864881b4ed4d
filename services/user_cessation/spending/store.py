"""Spendings in PostgreSQL. Every function takes the caller's connection; none commits."""

from dataclasses import asdict
from uuid import UUID

from psycopg.rows import class_row

from services.user_cessation.paging import Place
from services.user_cessation.spending.models import Spending
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def select_currencies(conn: Connection, user_id: UserId) -> set[str]:
    """Those a member has given prices of packs or spendings in."""
    rows = conn.execute(
        """
        SELECT currency
          FROM cessation.pack_prices
         WHERE user_id = %(user_id)s
         UNION
        SELECT currency
          FROM cessation.nrt_spendings
         WHERE user_id = %(user_id)s
        """,
        {"user_id": user_id},
    )
    return {currency for (currency,) in rows}


def insert_spending(conn: Connection, user_id: UserId, spending: Spending, *, most: int) -> bool:
    """Write a spending, unless its client id is taken or there are `most` already."""
    return (
        conn.execute(
            """
            INSERT INTO cessation.nrt_spendings
                   (spending_id, user_id, client_id, product, amount_minor, currency, paid_at,
                    recorded_at)
            SELECT %(spending_id)s, %(user_id)s, %(client_id)s, %(product)s, %(amount_minor)s,
                   %(currency)s, %(paid_at)s, %(recorded_at)s
             WHERE (SELECT count(*)
                      FROM cessation.nrt_spendings
                     WHERE user_id = %(user_id)s) < %(most)s
                ON CONFLICT DO NOTHING
            """,
            {"user_id": user_id, "most": most, **asdict(spending)},
        ).rowcount
        == 1
    )


def select_spending(conn: Connection, user_id: UserId, client_id: UUID) -> Spending | None:
    with conn.cursor(row_factory=class_row(Spending)) as cursor:
        return cursor.execute(
            """
            SELECT spending_id, client_id, product, amount_minor, currency, paid_at, recorded_at
              FROM cessation.nrt_spendings
             WHERE user_id = %(user_id)s
               AND client_id = %(client_id)s
            """,
            {"user_id": user_id, "client_id": client_id},
        ).fetchone()


def select_spendings(
    conn: Connection, user_id: UserId, *, after: Place, most: int
) -> list[Spending]:
    """What a member paid, the latest first."""
    with conn.cursor(row_factory=class_row(Spending)) as cursor:
        return cursor.execute(
            """
            SELECT spending_id, client_id, product, amount_minor, currency, paid_at, recorded_at
              FROM cessation.nrt_spendings
             WHERE user_id = %(user_id)s
               AND (paid_at, spending_id) < (%(at)s, %(id)s)
             ORDER BY paid_at DESC, spending_id DESC
             LIMIT %(most)s
            """,
            {"user_id": user_id, "at": after.at, "id": after.id, "most": most},
        ).fetchall()


def delete_spending(conn: Connection, user_id: UserId, spending_id: UUID) -> bool:
    return (
        conn.execute(
            """
            DELETE FROM cessation.nrt_spendings
             WHERE user_id = %(user_id)s
               AND spending_id = %(spending_id)s
            """,
            {"user_id": user_id, "spending_id": spending_id},
        ).rowcount
        == 1
    )

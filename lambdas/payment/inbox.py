"""The inbox: webhooks that were stored before they were acknowledged, and wait to be worked on.

A row is taken by moving the time it is due: whoever takes it and dies leaves it to be taken
again, and each time it waits longer. After the last attempt it stays for a person to look at;
the nightly comparison repairs what it stood for.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from psycopg.rows import class_row, scalar_row

from lambdas.payment.notices import Notice
from shared.postgres.pool import Connection

FIRST_PAUSE = timedelta(seconds=30)
MOST_ATTEMPTS = 10
"""With pauses that double, the last of them is about four hours."""

KEPT_FOR = timedelta(days=30)
"""Stripe repeats a webhook for three days."""


@dataclass(frozen=True, slots=True)
class Waiting:
    event_id: str
    type: str
    customer_id: str | None
    charge_id: str | None
    happened_at: datetime


def insert(conn: Connection, notice: Notice, now: datetime) -> bool:
    """Store a webhook; whether it is the first of its id.

    Whoever stored it may work on it at once: for the others it is not yet due.
    """
    inserted = conn.execute(
        """
        INSERT INTO billing.inbox (event_id, type, customer_id, charge_id, happened_at,
                                   received_at, attempts, due_at)
        VALUES (%(event_id)s, %(type)s, %(customer_id)s, %(charge_id)s, %(happened_at)s,
                %(now)s, 1, %(now)s + %(first_pause)s)
            ON CONFLICT (event_id) DO NOTHING
        """,
        {
            "event_id": notice.event_id,
            "type": notice.type,
            "customer_id": notice.customer_id,
            "charge_id": notice.charge_id,
            "happened_at": notice.happened_at,
            "now": now,
            "first_pause": FIRST_PAUSE,
        },
    )
    return inserted.rowcount == 1


def take(conn: Connection, now: datetime, *, most: int) -> list[Waiting]:
    """Take rows that are due. Commit before working on them, so that nobody waits for us."""
    with conn.cursor(row_factory=class_row(Waiting)) as cursor:
        return cursor.execute(
            """
            UPDATE billing.inbox
               SET attempts = attempts + 1,
                   due_at = %(now)s + %(first_pause)s * power(2, attempts)
             WHERE event_id = ANY(ARRAY(SELECT event_id
                                          FROM billing.inbox
                                         WHERE processed_at IS NULL
                                           AND due_at <= %(now)s
                                           AND attempts < %(most_attempts)s
                                         ORDER BY due_at
                                         LIMIT %(most)s
                                           FOR UPDATE SKIP LOCKED))
            RETURNING event_id, type, customer_id, charge_id, happened_at
            """,
            {
                "now": now,
                "first_pause": FIRST_PAUSE,
                "most_attempts": MOST_ATTEMPTS,
                "most": most,
            },
        ).fetchall()


def finish(conn: Connection, event_ids: list[str], now: datetime) -> None:
    conn.execute(
        """
        UPDATE billing.inbox
           SET processed_at = %(now)s
         WHERE event_id = ANY(%(event_ids)s)
        """,
        {"event_ids": event_ids, "now": now},
    )


def count_dead(conn: Connection, now: datetime) -> int:
    """How many were tried for the last time, in vain."""
    with conn.cursor(row_factory=scalar_row) as cursor:
        dead: int | None = cursor.execute(
            """
            SELECT count(*)
              FROM billing.inbox
             WHERE processed_at IS NULL
               AND due_at <= %(now)s
               AND attempts >= %(most_attempts)s
            """,
            {"now": now, "most_attempts": MOST_ATTEMPTS},
        ).fetchone()
    return dead or 0


def delete_old(conn: Connection, now: datetime) -> int:
    return conn.execute(
        """
        DELETE FROM billing.inbox
         WHERE processed_at < %(now)s - %(kept_for)s
        """,
        {"now": now, "kept_for": KEPT_FOR},
    ).rowcount


def delete_of_customer(conn: Connection, customer_id: str) -> None:
    """Drop every webhook about a customer who is no more."""
    conn.execute(
        "DELETE FROM billing.inbox WHERE customer_id = %(customer_id)s",
        {"customer_id": customer_id},
    )

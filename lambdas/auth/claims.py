"""Claims on addresses that are being registered.

A claim says "somebody is creating this account". It is a lease: `started_at` is its key, and
whoever takes an old claim over changes that key, so a registration that was only slow finds its
claim gone and stores nothing. The time is PostgreSQL's, the one clock all workers share.
"""

from datetime import datetime, timedelta

from psycopg.rows import scalar_row

from shared.postgres.pool import Connection

ABANDONED_AFTER = timedelta(seconds=30)
"""Longer than the function may run: whoever made such a claim is dead."""


def take(conn: Connection, email: str) -> datetime | None:
    """Claim an address, or take an abandoned claim over; None while another one is alive."""
    with conn.cursor(row_factory=scalar_row) as cursor:
        lease: datetime | None = cursor.execute(
            """
            INSERT INTO account.registrations AS known (email, started_at)
            VALUES (%(email)s, clock_timestamp())
                ON CONFLICT (email) DO UPDATE
               SET started_at = clock_timestamp()
             WHERE known.started_at < clock_timestamp() - %(abandoned_after)s
            RETURNING started_at
            """,
            {"email": email, "abandoned_after": ABANDONED_AFTER},
        ).fetchone()
    return lease


def renew(conn: Connection, email: str, lease: datetime) -> datetime | None:
    """Exchange our claim for a fresh one; None when it is gone.

    Waits for a transaction that is just about to end the claim.
    """
    with conn.cursor(row_factory=scalar_row) as cursor:
        renewed: datetime | None = cursor.execute(
            """
            UPDATE account.registrations
               SET started_at = clock_timestamp()
             WHERE email = %(email)s
               AND started_at = %(lease)s
            RETURNING started_at
            """,
            {"email": email, "lease": lease},
        ).fetchone()
    return renewed


def end(conn: Connection, email: str, lease: datetime) -> bool:
    """Remove our claim; False when it is not ours any more."""
    ended = conn.execute(
        """
        DELETE FROM account.registrations
         WHERE email = %(email)s
           AND started_at = %(lease)s
        """,
        {"email": email, "lease": lease},
    )
    return ended.rowcount == 1


def select_abandoned(conn: Connection, *, most: int) -> list[tuple[str, datetime]]:
    with conn.cursor() as cursor:
        return cursor.execute(
            """
            SELECT email, started_at
              FROM account.registrations
             WHERE started_at < clock_timestamp() - %(abandoned_after)s
             ORDER BY started_at
             LIMIT %(most)s
            """,
            {"abandoned_after": ABANDONED_AFTER, "most": most},
        ).fetchall()

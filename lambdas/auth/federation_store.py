"""Who came by another provider, in PostgreSQL. Every function takes the caller's connection."""

from dataclasses import dataclass
from datetime import datetime

from psycopg.rows import class_row, scalar_row

from lambdas.auth.models import Account, Completion
from shared.models.ids import UserId
from shared.postgres.pool import Connection


@dataclass(frozen=True, slots=True)
class Ties:
    """How else than by another provider somebody signs in."""

    has_password: bool
    has_second_factor: bool


@dataclass(frozen=True, slots=True)
class Stale:
    user_id: UserId
    pool_username: str


def insert_departure(
    conn: Connection, state_sha256: bytes, browser_sha256: bytes, *, expires_at: datetime
) -> None:
    conn.execute(
        """
        INSERT INTO account.departures (state_sha256, browser_sha256, expires_at)
        VALUES (%(state_sha256)s, %(browser_sha256)s, %(expires_at)s)
        """,
        {
            "state_sha256": state_sha256,
            "browser_sha256": browser_sha256,
            "expires_at": expires_at,
        },
    )


def delete_departure(
    conn: Connection, state_sha256: bytes, browser_sha256: bytes, now: datetime
) -> bool:
    """Use a departure up; False when there is none of this browser that is still good."""
    deleted = conn.execute(
        """
        DELETE FROM account.departures
         WHERE state_sha256 = %(state_sha256)s
           AND browser_sha256 = %(browser_sha256)s
           AND expires_at > %(now)s
        """,
        {"state_sha256": state_sha256, "browser_sha256": browser_sha256, "now": now},
    )
    return deleted.rowcount == 1


def delete_expired_departures(conn: Connection, now: datetime) -> None:
    conn.execute("DELETE FROM account.departures WHERE expires_at <= %(now)s", {"now": now})


def insert_incomplete_account(
    conn: Connection, user_id: UserId, *, email: str, display_name: str, locale: str
) -> bool:
    """False when there is an account of this person or of this address already."""
    inserted = conn.execute(
        """
        INSERT INTO account.accounts (user_id, email, display_name, locale, status)
        VALUES (%(user_id)s, %(email)s, %(display_name)s, %(locale)s, 'incomplete')
            ON CONFLICT DO NOTHING
        """,
        {"user_id": user_id, "email": email, "display_name": display_name, "locale": locale},
    )
    return inserted.rowcount == 1


def insert_federation(conn: Connection, user_id: UserId, pool_username: str) -> None:
    conn.execute(
        """
        INSERT INTO account.federations (user_id, pool_username)
        VALUES (%(user_id)s, %(pool_username)s)
        """,
        {"user_id": user_id, "pool_username": pool_username},
    )


def select_pool_username(conn: Connection, user_id: UserId) -> str:
    """What the user pool calls somebody: by their id, unless they came by another provider."""
    with conn.cursor(row_factory=scalar_row) as cursor:
        known: str | None = cursor.execute(
            "SELECT pool_username FROM account.federations WHERE user_id = %(user_id)s",
            {"user_id": user_id},
        ).fetchone()
    return known or str(user_id)


def select_ties(conn: Connection, user_id: UserId) -> Ties:
    with conn.cursor(row_factory=class_row(Ties)) as cursor:
        ties = cursor.execute(
            """
            SELECT NOT EXISTS (SELECT 1 FROM account.federations
                                WHERE user_id = %(user_id)s) AS has_password,
                   EXISTS (SELECT 1 FROM account.second_factors
                            WHERE user_id = %(user_id)s) AS has_second_factor
            """,
            {"user_id": user_id},
        ).fetchone()
    assert ties is not None  # it asks of no table
    return ties


def complete_account(
    conn: Connection, user_id: UserId, form: Completion, now: datetime
) -> Account | None:
    """Make an incomplete account active; None when it no longer is incomplete."""
    with conn.cursor(row_factory=class_row(Account)) as cursor:
        return cursor.execute(
            """
            UPDATE account.accounts
               SET display_name = %(display_name)s,
                   birth_date = %(birth_date)s,
                   locale = %(locale)s,
                   status = 'active',
                   confirmed_at = %(now)s,
                   version = version + 1
             WHERE user_id = %(user_id)s
               AND status = 'incomplete'
            RETURNING user_id, email, display_name, locale, role, status
            """,
            {
                "user_id": user_id,
                "display_name": form.display_name,
                "birth_date": form.birth_date,
                "locale": form.locale,
                "now": now,
            },
        ).fetchone()


def select_stale(conn: Connection, *, before: datetime, most: int) -> list[Stale]:
    """Those who began long ago and never finished."""
    with conn.cursor(row_factory=class_row(Stale)) as cursor:
        return cursor.execute(
            """
            SELECT user_id, pool_username
              FROM account.accounts
              JOIN account.federations USING (user_id)
             WHERE status = 'incomplete'
               AND created_at < %(before)s
             ORDER BY created_at
             LIMIT %(most)s
            """,
            {"before": before, "most": most},
        ).fetchall()


def delete_incomplete_account(conn: Connection, user_id: UserId) -> bool:
    """False when it was completed meanwhile."""
    deleted = conn.execute(
        "DELETE FROM account.accounts WHERE user_id = %(user_id)s AND status = 'incomplete'",
        {"user_id": user_id},
    )
    return deleted.rowcount == 1

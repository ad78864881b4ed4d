"""Second factors in PostgreSQL. Every function takes the caller's connection; none commits."""

from dataclasses import dataclass
from datetime import datetime

from psycopg.rows import class_row

from shared.models.ids import UserId
from shared.postgres.pool import Connection


@dataclass(frozen=True, slots=True)
class Asked:
    """A sign-in that waits for its code."""

    user_id: UserId
    cognito_session: str


def insert_challenge(
    conn: Connection,
    secret_sha256: bytes,
    user_id: UserId,
    *,
    cognito_session: str,
    expires_at: datetime,
) -> None:
    conn.execute(
        """
        INSERT INTO account.challenges (secret_sha256, user_id, cognito_session, expires_at)
        VALUES (%(secret_sha256)s, %(user_id)s, %(cognito_session)s, %(expires_at)s)
        """,
        {
            "secret_sha256": secret_sha256,
            "user_id": user_id,
            "cognito_session": cognito_session,
            "expires_at": expires_at,
        },
    )


def select_challenge(conn: Connection, secret_sha256: bytes, now: datetime) -> Asked | None:
    with conn.cursor(row_factory=class_row(Asked)) as cursor:
        return cursor.execute(
            """
            SELECT user_id, cognito_session
              FROM account.challenges
             WHERE secret_sha256 = %(secret_sha256)s
               AND expires_at > %(now)s
            """,
            {"secret_sha256": secret_sha256, "now": now},
        ).fetchone()


def delete_challenge(conn: Connection, secret_sha256: bytes) -> None:
    conn.execute(
        "DELETE FROM account.challenges WHERE secret_sha256 = %(secret_sha256)s",
        {"secret_sha256": secret_sha256},
    )


def delete_expired(conn: Connection, now: datetime) -> None:
    conn.execute("DELETE FROM account.challenges WHERE expires_at <= %(now)s", {"now": now})


def insert_factor(conn: Connection, user_id: UserId, *, now: datetime) -> None:
    """Note that someone signs in with a code; a new app takes the place of the one before."""
    conn.execute(
        """
        INSERT INTO account.second_factors (user_id, confirmed_at)
        VALUES (%(user_id)s, %(now)s)
            ON CONFLICT (user_id) DO UPDATE
           SET confirmed_at = excluded.confirmed_at
        """,
        {"user_id": user_id, "now": now},
    )


def delete_factor(conn: Connection, user_id: UserId) -> None:
    conn.execute(
        "DELETE FROM account.second_factors WHERE user_id = %(user_id)s", {"user_id": user_id}
    )

"""Sign-ins in PostgreSQL. Every function takes the caller's connection; none commits."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row

from lambdas.auth.rules import Session
from shared.models.ids import UserId
from shared.postgres.pool import Connection


@dataclass(frozen=True, slots=True)
class Revoked:
    """A sign-in that just ended."""

    session_id: UUID
    user_id: UserId
    origin_jti: str


@dataclass(frozen=True, slots=True)
class Alive:
    """A sign-in that can be carried on, as its owner sees it."""

    session_id: UUID
    origin_jti: str
    user_agent: str
    second_factor: bool
    began_at: datetime
    last_used_at: datetime
    ends_at: datetime


def insert_session(
    conn: Connection,
    session_id: UUID,
    user_id: UserId,
    *,
    origin_jti: str,
    token_sha256: bytes,
    user_agent: str,
    second_factor: bool,
    now: datetime,
    expires_at: datetime,
) -> None:
    conn.execute(
        """
        INSERT INTO account.sessions
               (session_id, user_id, origin_jti, token_sha256, user_agent, second_factor,
                created_at, expires_at)
        VALUES (%(session_id)s, %(user_id)s, %(origin_jti)s, %(token_sha256)s, %(user_agent)s,
                %(second_factor)s, %(now)s, %(expires_at)s)
        """,
        {
            "session_id": session_id,
            "user_id": user_id,
            "origin_jti": origin_jti,
            "token_sha256": token_sha256,
            "user_agent": user_agent,
            "second_factor": second_factor,
            "now": now,
            "expires_at": expires_at,
        },
    )


def select_session(conn: Connection, session_id: UUID) -> Session | None:
    with conn.cursor(row_factory=class_row(Session)) as cursor:
        return cursor.execute(
            """
            SELECT sessions.session_id, sessions.user_id, sessions.origin_jti,
                   sessions.token_sha256, sessions.former_sha256, sessions.rotated_at,
                   sessions.expires_at, sessions.revoked_at,
                   accounts.display_name, accounts.role, accounts.status
              FROM account.sessions
              JOIN account.accounts USING (user_id)
             WHERE session_id = %(session_id)s
            """,
            {"session_id": session_id},
        ).fetchone()


def select_alive_sessions(conn: Connection, user_id: UserId, now: datetime) -> list[Alive]:
    """The sign-ins of a person that can be carried on, the one used last first."""
    with conn.cursor(row_factory=class_row(Alive)) as cursor:
        return cursor.execute(
            """
            SELECT session_id,
                   origin_jti,
                   user_agent,
                   second_factor,
                   created_at AS began_at,
                   coalesce(rotated_at, created_at) AS last_used_at,
                   expires_at AS ends_at
              FROM account.sessions
             WHERE user_id = %(user_id)s
               AND revoked_at IS NULL
               AND expires_at > %(now)s
             ORDER BY last_used_at DESC, session_id DESC
             LIMIT 100
            """,
            {"user_id": user_id, "now": now},
        ).fetchall()


def rotate_session(
    conn: Connection, session_id: UUID, *, replaced: bytes, by: bytes, now: datetime
) -> bool:
    """Put a successor in the place of a token that is still the current one.

    Of any number who hold that token only one gets True, and nobody once it is revoked.
    """
    rotated = conn.execute(
        """
        UPDATE account.sessions
           SET token_sha256 = %(by)s,
               former_sha256 = %(replaced)s,
               rotated_at = %(now)s
         WHERE session_id = %(session_id)s
           AND token_sha256 = %(replaced)s
           AND revoked_at IS NULL
        """,
        {"session_id": session_id, "replaced": replaced, "by": by, "now": now},
    )
    return rotated.rowcount == 1


def revoke_session(
    conn: Connection, session_id: UUID, *, reason: str, now: datetime
) -> Revoked | None:
    """End a sign-in; None when it had ended already."""
    with conn.cursor(row_factory=class_row(Revoked)) as cursor:
        return cursor.execute(
            """
            UPDATE account.sessions
               SET revoked_at = %(now)s,
                   revoked_for = %(reason)s
             WHERE session_id = %(session_id)s
               AND revoked_at IS NULL
            RETURNING session_id, user_id, origin_jti
            """,
            {"session_id": session_id, "reason": reason, "now": now},
        ).fetchone()


def revoke_sessions_of(
    conn: Connection, user_id: UserId, *, reason: str, now: datetime
) -> list[Revoked]:
    """End every sign-in of a person."""
    with conn.cursor(row_factory=class_row(Revoked)) as cursor:
        return cursor.execute(
            """
            UPDATE account.sessions
               SET revoked_at = %(now)s,
                   revoked_for = %(reason)s
             WHERE user_id = %(user_id)s
               AND revoked_at IS NULL
            RETURNING session_id, user_id, origin_jti
            """,
            {"user_id": user_id, "reason": reason, "now": now},
        ).fetchall()

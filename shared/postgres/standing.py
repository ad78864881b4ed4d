"""Whether someone may come in, read from our own record: the part of sign-in tokens cannot say."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from psycopg.rows import class_row

from shared.auth.authenticator import Standing, StandingOf
from shared.auth.roles import Role
from shared.models.ids import UserId
from shared.postgres.pool import Connection


@dataclass(frozen=True, slots=True)
class _Record:
    role: str
    status: str
    session_is_revoked: bool


def standing_of(connection: Callable[[], AbstractContextManager[Connection]]) -> StandingOf:
    """Look standings up in PostgreSQL, on a connection borrowed for each look.

    `connection` gives a context manager: a pool's `connection` method, for one.
    """

    def look_up(user_id: UserId, session: str) -> Standing | None:
        with connection() as conn:
            record = _select_standing(conn, user_id, session)
        if record is None:
            return None
        return Standing(
            role=Role(record.role),
            is_active=record.status in ("active", "incomplete"),
            is_complete=record.status != "incomplete",
            session_is_revoked=record.session_is_revoked,
        )

    return look_up


def _select_standing(conn: Connection, user_id: UserId, session: str) -> _Record | None:
    with conn.cursor(row_factory=class_row(_Record)) as cursor:
        return cursor.execute(
            """
            SELECT accounts.role,
                   accounts.status,
                   sessions.revoked_at IS NOT NULL AS session_is_revoked
              FROM account.accounts
              LEFT JOIN account.sessions ON sessions.user_id = accounts.user_id
                                        AND sessions.origin_jti = %(session)s
             WHERE accounts.user_id = %(user_id)s
            """,
            {"user_id": user_id, "session": session},
        ).fetchone()

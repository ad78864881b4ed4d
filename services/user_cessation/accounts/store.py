"""Accounts in PostgreSQL. Every function takes the caller's connection; none commits."""

from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row, scalar_row

from services.user_cessation.accounts.models import Account, AccountStatus, MePatch
from services.user_cessation.paging import Place
from shared.auth.roles import Role
from shared.models.events import Event
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def select_account(conn: Connection, user_id: UUID) -> Account | None:
    with conn.cursor(row_factory=class_row(Account)) as cursor:
        return cursor.execute(
            """
            SELECT user_id, email, display_name, role, status, locale, created_at
              FROM account.accounts
             WHERE user_id = %(user_id)s
            """,
            {"user_id": user_id},
        ).fetchone()


def lock_account(conn: Connection, user_id: UUID) -> Account | None:
    """Read an account and hold its row until the transaction ends."""
    with conn.cursor(row_factory=class_row(Account)) as cursor:
        return cursor.execute(
            """
            SELECT user_id, email, display_name, role, status, locale, created_at
              FROM account.accounts
             WHERE user_id = %(user_id)s
               FOR NO KEY UPDATE
            """,
            {"user_id": user_id},
        ).fetchone()


def select_has_second_factor(conn: Connection, user_id: UUID) -> bool:
    return (
        conn.execute(
            """
            SELECT user_id
              FROM account.with_second_factor
             WHERE user_id = %(user_id)s
            """,
            {"user_id": user_id},
        ).fetchone()
        is not None
    )


def lock_active_admins(conn: Connection) -> list[UUID]:
    """Everyone who administers now; nobody is added to or taken from them until we commit."""
    with conn.cursor(row_factory=scalar_row) as cursor:
        return cursor.execute(
            """
            SELECT user_id
              FROM account.accounts
             WHERE role = 'admin'
               AND status = 'active'
             ORDER BY user_id
               FOR NO KEY UPDATE
            """
        ).fetchall()


def select_accounts(
    conn: Connection, *, after: Place, email: str | None, most: int
) -> list[Account]:
    """Accounts, newest first; with `email`, the one that has that address."""
    with conn.cursor(row_factory=class_row(Account)) as cursor:
        return cursor.execute(
            """
            SELECT user_id, email, display_name, role, status, locale, created_at
              FROM account.accounts
             WHERE (created_at, user_id) < (%(at)s, %(id)s)
               AND (%(email)s::text IS NULL OR email = lower(%(email)s))
             ORDER BY created_at DESC, user_id DESC
             LIMIT %(most)s
            """,
            {"at": after.at, "id": after.id, "email": email, "most": most},
        ).fetchall()


def update_own_account(
    conn: Connection, user_id: UserId, change: MePatch, *, renamed: Event, relocated: Event
) -> Account | None:
    """Change what someone may change of themselves.

    Announces `renamed` if their name changes, and `relocated` if their language does.
    """
    with conn.cursor(row_factory=class_row(Account)) as cursor:
        return cursor.execute(
            """
            WITH changed AS (
                UPDATE account.accounts
                   SET display_name = coalesce(%(display_name)s, display_name),
                       locale = coalesce(%(locale)s, locale),
                       version = version + 1
                 WHERE user_id = %(user_id)s
                RETURNING user_id, email, display_name, role, status, locale, created_at,
                          old.display_name <> new.display_name AS is_renamed,
                          old.locale <> new.locale AS is_relocated
            ), announced AS (
                INSERT INTO messaging.outbox (event_id, type, payload)
                SELECT %(renamed_id)s, %(renamed_type)s, %(renamed)s::jsonb
                  FROM changed
                 WHERE is_renamed
                 UNION ALL
                SELECT %(relocated_id)s, %(relocated_type)s, %(relocated)s::jsonb
                  FROM changed
                 WHERE is_relocated
            )
            SELECT user_id, email, display_name, role, status, locale, created_at
              FROM changed
            """,
            {
                "user_id": user_id,
                "display_name": change.display_name,
                "locale": change.locale,
                "renamed_id": renamed.event_id,
                "renamed_type": renamed.type,
                "renamed": renamed.model_dump_json(),
                "relocated_id": relocated.event_id,
                "relocated_type": relocated.type,
                "relocated": relocated.model_dump_json(),
            },
        ).fetchone()


def update_standing(
    conn: Connection, user_id: UUID, *, role: Role, status: AccountStatus
) -> Account:
    with conn.cursor(row_factory=class_row(Account)) as cursor:
        return cursor.execute(
            """
            UPDATE account.accounts
               SET role = %(role)s,
                   status = %(status)s,
                   version = version + 1
             WHERE user_id = %(user_id)s
            RETURNING user_id, email, display_name, role, status, locale, created_at
            """,
            {"user_id": user_id, "role": role, "status": status},
        ).fetchall()[0]


def update_sessions_ended(
    conn: Connection, user_id: UUID, *, reason: str, now: datetime
) -> list[str]:
    """End every sign-in of a person; return what their tokens descend from."""
    with conn.cursor(row_factory=scalar_row) as cursor:
        return cursor.execute(
            """
            UPDATE account.sessions
               SET revoked_at = %(now)s,
                   revoked_for = %(reason)s
             WHERE user_id = %(user_id)s
               AND revoked_at IS NULL
            RETURNING origin_jti
            """,
            {"user_id": user_id, "reason": reason, "now": now},
        ).fetchall()


def delete_account(conn: Connection, user_id: UUID) -> None:
    """Delete an account and everything that is its owner's."""
    conn.execute("DELETE FROM account.accounts WHERE user_id = %(user_id)s", {"user_id": user_id})

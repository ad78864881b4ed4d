"""Accounts in PostgreSQL. Every function takes the caller's connection; none commits."""

from datetime import datetime

from psycopg.rows import class_row

from lambdas.auth.digests import HashedPassword
from lambdas.auth.models import Account, Completion, Registration
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def select_account(conn: Connection, email: str) -> Account | None:
    with conn.cursor(row_factory=class_row(Account)) as cursor:
        return cursor.execute(
            """
            SELECT user_id, email, display_name, locale, role, status
              FROM account.accounts
             WHERE email = %(email)s
            """,
            {"email": email},
        ).fetchone()


def select_account_by_id(conn: Connection, user_id: UserId) -> Account | None:
    with conn.cursor(row_factory=class_row(Account)) as cursor:
        return cursor.execute(
            """
            SELECT user_id, email, display_name, locale, role, status
              FROM account.accounts
             WHERE user_id = %(user_id)s
            """,
            {"user_id": user_id},
        ).fetchone()


def insert_account(conn: Connection, user_id: UserId, form: Registration) -> None:
    conn.execute(
        """
        INSERT INTO account.accounts (user_id, email, display_name, birth_date, locale)
        VALUES (%(user_id)s, %(email)s, %(display_name)s, %(birth_date)s, %(locale)s)
        """,
        {
            "user_id": user_id,
            "email": form.email,
            "display_name": form.display_name,
            "birth_date": form.birth_date,
            "locale": form.locale,
        },
    )


def insert_profile(conn: Connection, user_id: UserId, form: Completion) -> None:
    conn.execute(
        """
        INSERT INTO cessation.profiles (user_id, time_zone, country)
        VALUES (%(user_id)s, %(time_zone)s, %(country)s)
        """,
        {"user_id": user_id, "time_zone": form.time_zone, "country": form.country},
    )


def select_profile(conn: Connection, user_id: UserId) -> tuple[str, str] | None:
    """Where someone lives: their time zone and their country."""
    return conn.execute(
        """
        SELECT time_zone, country
          FROM cessation.profiles
         WHERE user_id = %(user_id)s
        """,
        {"user_id": user_id},
    ).fetchone()


def insert_consent(
    conn: Connection,
    user_id: UserId,
    purpose: str,
    *,
    granted: bool,
    locale: str,
    text_version: str,
    text_sha256: bytes,
) -> None:
    conn.execute(
        """
        INSERT INTO account.consents
               (user_id, purpose, granted, text_version, text_sha256, locale, source)
        VALUES (%(user_id)s, %(purpose)s, %(granted)s, %(text_version)s, %(text_sha256)s,
                %(locale)s, 'registration')
        """,
        {
            "user_id": user_id,
            "purpose": purpose,
            "granted": granted,
            "text_version": text_version,
            "text_sha256": text_sha256,
            "locale": locale,
        },
    )


def activate_account(conn: Connection, user_id: UserId, now: datetime) -> bool:
    """Make an unconfirmed account active; False when it no longer is unconfirmed."""
    activated = conn.execute(
        """
        UPDATE account.accounts
           SET status = 'active',
               confirmed_at = %(now)s,
               version = version + 1
         WHERE user_id = %(user_id)s
           AND status = 'unconfirmed'
        """,
        {"user_id": user_id, "now": now},
    )
    return activated.rowcount == 1


def insert_pending_password(conn: Connection, user_id: UserId, password: HashedPassword) -> None:
    conn.execute(
        """
        INSERT INTO account.pending_passwords (user_id, salt, digest)
        VALUES (%(user_id)s, %(salt)s, %(digest)s)
        """,
        {"user_id": user_id, "salt": password.salt, "digest": password.digest},
    )


def select_pending_password(conn: Connection, email: str) -> HashedPassword | None:
    with conn.cursor(row_factory=class_row(HashedPassword)) as cursor:
        return cursor.execute(
            """
            SELECT salt, digest
              FROM account.pending_passwords
              JOIN account.accounts USING (user_id)
             WHERE email = %(email)s
            """,
            {"email": email},
        ).fetchone()


def delete_pending_password(conn: Connection, user_id: UserId) -> None:
    conn.execute(
        "DELETE FROM account.pending_passwords WHERE user_id = %(user_id)s", {"user_id": user_id}
    )


def delete_attempts(conn: Connection, subject: bytes) -> None:
    """Forget every guess at an address, and every mail to it."""
    conn.execute("DELETE FROM account.attempts WHERE subject = %(subject)s", {"subject": subject})


def delete_registration(conn: Connection, email: str) -> None:
    conn.execute("DELETE FROM account.registrations WHERE email = %(email)s", {"email": email})

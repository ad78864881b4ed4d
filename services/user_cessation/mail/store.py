"""E-mails in PostgreSQL. Every function takes the caller's connection; none commits."""

from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from services.user_cessation.mail.models import Mail, MailStatus, Sending
from services.user_cessation.mail.texts import TO_CLOSED
from services.user_cessation.paging import Place
from shared.models.events import MailDue
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def insert_mail(conn: Connection, event: MailDue, about: bytes | None, now: datetime) -> None:
    """Queue a mail, once, if there is somebody to write to. `about`: the trace of whom it names."""
    conn.execute(
        """
        INSERT INTO messaging.mails (mail_id, user_id, category, key, data, queued_at, due_at)
        SELECT %(mail_id)s, user_id, %(category)s, %(key)s, %(data)s, %(now)s, %(now)s
          FROM account.addresses
         WHERE user_id = %(user_id)s
           AND (status = 'active' OR %(key)s = ANY(%(to_closed)s))
           AND NOT EXISTS (SELECT
                             FROM privacy.tombstones
                            WHERE user_sha256 = %(about)s)
            ON CONFLICT DO NOTHING
        """,
        {
            "mail_id": event.notification_id,
            "user_id": event.user_id,
            "category": event.category,
            "key": event.key,
            "data": Jsonb(event.data),
            "now": now,
            "about": about,
            "to_closed": list(TO_CLOSED),
        },
    )


def delete_naming(conn: Connection, user_id: UserId) -> None:
    """What was to tell others of somebody; what has told them says so no more."""
    conn.execute(
        """
        DELETE FROM messaging.mails
         WHERE data ? 'user_id'
           AND data->>'user_id' = %(user_id)s
        """,
        {"user_id": str(user_id)},
    )


def update_claimed(conn: Connection, now: datetime, *, until: datetime) -> Mail | None:
    """Take the mail that has been due longest; nobody else takes it before `until`."""
    with conn.cursor(row_factory=class_row(Mail)) as cursor:
        return cursor.execute(
            """
            UPDATE messaging.mails AS mail
               SET due_at = %(until)s,
                   attempts = attempts + 1
              FROM account.addresses AS address
             WHERE mail.mail_id = (SELECT mail_id
                                     FROM messaging.mails
                                    WHERE due_at <= %(now)s
                                    ORDER BY due_at
                                    LIMIT 1
                                      FOR UPDATE SKIP LOCKED)
               AND address.user_id = mail.user_id
            RETURNING mail.mail_id, address.email, address.locale,
                      address.status = 'active' OR mail.key = ANY(%(to_closed)s) AS is_active,
                      mail.category, mail.key, mail.data, mail.attempts
            """,
            {"now": now, "until": until, "to_closed": list(TO_CLOSED)},
        ).fetchone()


def update_sent(conn: Connection, mail_id: UUID, ses_id: str, now: datetime) -> None:
    """Note that a mail left. What was in it is its reader's alone from now on."""
    conn.execute(
        """
        UPDATE messaging.mails
           SET status = 'sent', due_at = NULL, sent_at = %(now)s, ses_id = %(ses_id)s, error = NULL,
               data = '{}'
         WHERE mail_id = %(mail_id)s
           AND status = 'pending'
        """,
        {"mail_id": mail_id, "ses_id": ses_id, "now": now},
    )


def update_postponed(conn: Connection, mail_id: UUID, due_at: datetime, error: str) -> None:
    conn.execute(
        """
        UPDATE messaging.mails
           SET due_at = %(due_at)s, error = %(error)s
         WHERE mail_id = %(mail_id)s
           AND status = 'pending'
        """,
        {"mail_id": mail_id, "due_at": due_at, "error": error},
    )


def update_closed(conn: Connection, mail_id: UUID, status: MailStatus, error: str) -> None:
    """Give a mail up. What it would have said is kept only where it may be tried again."""
    conn.execute(
        """
        UPDATE messaging.mails
           SET status = %(status)s, due_at = NULL, error = %(error)s,
               data = CASE WHEN %(status)s = 'failed' THEN data ELSE '{}' END
         WHERE mail_id = %(mail_id)s
           AND status = 'pending'
        """,
        {"mail_id": mail_id, "status": status, "error": error},
    )


def update_revived(conn: Connection, mail_id: UUID, now: datetime) -> UUID | None:
    """Try a mail again that was given up; whose it is, or None when there is none such."""
    row = conn.execute(
        """
        UPDATE messaging.mails
           SET status = 'pending', due_at = %(now)s, attempts = 0, error = NULL
         WHERE mail_id = %(mail_id)s
           AND status = 'failed'
        RETURNING user_id
        """,
        {"mail_id": mail_id, "now": now},
    ).fetchone()
    return row[0] if row else None


def select_mails(
    conn: Connection, status: MailStatus, *, user_id: UUID | None, after: Place, most: int
) -> list[Sending]:
    """Mails, newest first."""
    with conn.cursor(row_factory=class_row(Sending)) as cursor:
        return cursor.execute(
            """
            SELECT mail_id, user_id, category, status, attempts, error, queued_at, due_at, sent_at
              FROM messaging.mails
             WHERE status = %(status)s
               AND (%(user_id)s::uuid IS NULL OR user_id = %(user_id)s)
               AND (queued_at, mail_id) < (%(after_at)s, %(after_id)s)
             ORDER BY queued_at DESC, mail_id DESC
             LIMIT %(most)s
            """,
            {
                "status": status,
                "user_id": user_id,
                "after_at": after.at,
                "after_id": after.id,
                "most": most,
            },
        ).fetchall()

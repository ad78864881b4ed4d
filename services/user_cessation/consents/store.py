"""ConsentOverview in PostgreSQL. Every function takes the caller's connection; none commits."""

from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row, scalar_row

from services.user_cessation.consents.models import Answer
from services.user_cessation.paging import Place
from shared.models import consents
from shared.models.ids import UserId, uuid7
from shared.postgres.pool import Connection


def select_latest(conn: Connection, user_id: UserId) -> list[Answer]:
    """What a person last said to each purpose they were asked about."""
    with conn.cursor(row_factory=class_row(Answer)) as cursor:
        return cursor.execute(
            """
            SELECT DISTINCT ON (purpose)
                   consent_id, purpose, granted, text_version, text_sha256, locale, source,
                   answered_at
              FROM account.consents
             WHERE user_id = %(user_id)s
             ORDER BY purpose, answered_at DESC, consent_id DESC
            """,
            {"user_id": user_id},
        ).fetchall()


def select_language(conn: Connection, user_id: UserId) -> str | None:
    with conn.cursor(row_factory=scalar_row) as cursor:
        locale: str | None = cursor.execute(
            "SELECT locale FROM account.languages WHERE user_id = %(user_id)s",
            {"user_id": user_id},
        ).fetchone()
    return locale


def select_answers(conn: Connection, user_id: UserId, *, after: Place, most: int) -> list[Answer]:
    """Everything a person ever answered, newest first."""
    with conn.cursor(row_factory=class_row(Answer)) as cursor:
        return cursor.execute(
            """
            SELECT consent_id, purpose, granted, text_version, text_sha256, locale, source,
                   answered_at
              FROM account.consents
             WHERE user_id = %(user_id)s
               AND (answered_at, consent_id) < (%(at)s, %(id)s)
             ORDER BY answered_at DESC, consent_id DESC
             LIMIT %(most)s
            """,
            {"user_id": user_id, "at": after.at, "id": after.id, "most": most},
        ).fetchall()


def insert_answer(
    conn: Connection,
    user_id: UserId,
    purpose: str,
    *,
    granted: bool,
    locale: str,
    source: str,
    now: datetime,
) -> Answer | None:
    """Add an answer to the sentence that holds now; None if the last one said the same."""
    with conn.cursor(row_factory=class_row(Answer)) as cursor:
        return cursor.execute(
            """
            INSERT INTO account.consents
                   (consent_id, user_id, purpose, granted, text_version, text_sha256, locale,
                    source, answered_at)
            SELECT %(consent_id)s, %(user_id)s, %(purpose)s, %(granted)s, %(text_version)s,
                   %(text_sha256)s, %(locale)s, %(source)s, %(now)s
             WHERE NOT EXISTS (SELECT 1
                                 FROM (SELECT granted, text_version
                                         FROM account.consents
                                        WHERE user_id = %(user_id)s
                                          AND purpose = %(purpose)s
                                        ORDER BY answered_at DESC, consent_id DESC
                                        LIMIT 1) AS latest
                                WHERE granted = %(granted)s
                                  AND text_version = %(text_version)s)
            RETURNING consent_id, purpose, granted, text_version, text_sha256, locale, source,
                      answered_at
            """,
            {
                "consent_id": uuid7(),
                "user_id": user_id,
                "purpose": purpose,
                "granted": granted,
                "text_version": consents.VERSION,
                "text_sha256": consents.sentence_sha256(purpose, locale),
                "locale": locale,
                "source": source,
                "now": now,
            },
        ).fetchone()


def lock_account(conn: Connection, user_id: UUID) -> None:
    """Let one answer of a person be written at a time, until the transaction ends."""
    conn.execute(
        """
        SELECT user_id
          FROM account.accounts
         WHERE user_id = %(user_id)s
           FOR NO KEY UPDATE
        """,
        {"user_id": user_id},
    )

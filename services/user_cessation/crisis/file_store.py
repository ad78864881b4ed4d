"""What was noted and said in a case, in PostgreSQL. None of these commits."""

from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row

from services.user_cessation.crisis.models import CrisisNote, CrisisReply
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def insert_note(
    conn: Connection, note_id: UUID, case_id: UUID, author: UserId, text: str, now: datetime
) -> None:
    """Add a note, once however often it is sent."""
    conn.execute(
        """
        INSERT INTO safety.notes (note_id, case_id, author_id, text, written_at)
        VALUES (%(note_id)s, %(case_id)s, %(author)s, %(text)s, %(now)s)
            ON CONFLICT (note_id) DO NOTHING
        """,
        {"note_id": note_id, "case_id": case_id, "author": author, "text": text, "now": now},
    )


def select_notes(conn: Connection, case_id: UUID) -> list[CrisisNote]:
    with conn.cursor(row_factory=class_row(CrisisNote)) as cursor:
        return cursor.execute(
            """
            SELECT note_id, author_id, text, written_at
              FROM safety.notes
             WHERE case_id = %(case_id)s
             ORDER BY written_at, note_id
             LIMIT 500
            """,
            {"case_id": case_id},
        ).fetchall()


def insert_reply(
    conn: Connection, reply_id: UUID, case_id: UUID, template: str, sender: UserId, now: datetime
) -> bool:
    """Note what was said; False when it had been said under this id."""
    inserted = conn.execute(
        """
        INSERT INTO safety.replies (reply_id, case_id, template, sent_by, sent_at)
        VALUES (%(reply_id)s, %(case_id)s, %(template)s, %(sender)s, %(now)s)
            ON CONFLICT (reply_id) DO NOTHING
        """,
        {
            "reply_id": reply_id,
            "case_id": case_id,
            "template": template,
            "sender": sender,
            "now": now,
        },
    )
    return inserted.rowcount == 1


def select_replies(conn: Connection, case_id: UUID) -> list[CrisisReply]:
    with conn.cursor(row_factory=class_row(CrisisReply)) as cursor:
        return cursor.execute(
            """
            SELECT reply_id, template, sent_by, sent_at
              FROM safety.replies
             WHERE case_id = %(case_id)s
             ORDER BY sent_at, reply_id
             LIMIT 500
            """,
            {"case_id": case_id},
        ).fetchall()

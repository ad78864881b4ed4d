"""Journals in PostgreSQL. Every function takes the caller's connection; none commits."""

from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

from psycopg.rows import class_row, scalar_row

from services.user_cessation.journal.models import Entry, EntryChanges
from services.user_cessation.paging import Place
from shared.models.ids import UserId
from shared.postgres.pool import Connection

DAY = timedelta(days=1)


def insert_entry(conn: Connection, user_id: UserId, entry: Entry) -> bool:
    """Write an entry, unless its client id is taken."""
    return (
        conn.execute(
            """
            INSERT INTO cessation.journal_entries
                   (entry_id, user_id, client_id, written_at, text, mood, shared)
            VALUES (%(entry_id)s, %(user_id)s, %(client_id)s, %(written_at)s, %(text)s, %(mood)s,
                    %(shared)s)
                ON CONFLICT DO NOTHING
            """,
            {"user_id": user_id, **asdict(entry)},
        ).rowcount
        == 1
    )


def count_around(conn: Connection, user_id: UserId, moment: datetime) -> int:
    """How many entries there are within half a day of a moment."""
    with conn.cursor(row_factory=scalar_row) as cursor:
        [count] = cursor.execute(
            """
            SELECT count(*)
              FROM cessation.journal_entries
             WHERE user_id = %(user_id)s
               AND written_at > %(since)s
               AND written_at < %(until)s
            """,
            {"user_id": user_id, "since": moment - DAY / 2, "until": moment + DAY / 2},
        ).fetchall()
        return int(count)


def select_by_client(conn: Connection, user_id: UserId, client_id: UUID) -> Entry | None:
    with conn.cursor(row_factory=class_row(Entry)) as cursor:
        return cursor.execute(
            """
            SELECT entry_id, client_id, written_at, text, mood, shared, version, changed_at
              FROM cessation.journal_entries
             WHERE user_id = %(user_id)s
               AND client_id = %(client_id)s
            """,
            {"user_id": user_id, "client_id": client_id},
        ).fetchone()


def select_entry(conn: Connection, user_id: UserId, entry_id: UUID) -> Entry | None:
    with conn.cursor(row_factory=class_row(Entry)) as cursor:
        return cursor.execute(
            """
            SELECT entry_id, client_id, written_at, text, mood, shared, version, changed_at
              FROM cessation.journal_entries
             WHERE user_id = %(user_id)s
               AND entry_id = %(entry_id)s
            """,
            {"user_id": user_id, "entry_id": entry_id},
        ).fetchone()


def select_entries(conn: Connection, user_id: UserId, *, after: Place, most: int) -> list[Entry]:
    """A member's entries, the latest first."""
    with conn.cursor(row_factory=class_row(Entry)) as cursor:
        return cursor.execute(
            """
            SELECT entry_id, client_id, written_at, text, mood, shared, version, changed_at
              FROM cessation.journal_entries
             WHERE user_id = %(user_id)s
               AND (written_at, entry_id) < (%(at)s, %(id)s)
             ORDER BY written_at DESC, entry_id DESC
             LIMIT %(most)s
            """,
            {"user_id": user_id, "at": after.at, "id": after.id, "most": most},
        ).fetchall()


def update_entry(
    conn: Connection,
    user_id: UserId,
    entry_id: UUID,
    new: EntryChanges,
    *,
    version: int | None,
    changed_at: datetime,
) -> Entry | None:
    """Change an entry if it still has that version, or whatever version it has without one."""
    with conn.cursor(row_factory=class_row(Entry)) as cursor:
        return cursor.execute(
            """
            UPDATE cessation.journal_entries
               SET text = %(text)s,
                   mood = %(mood)s,
                   shared = %(shared)s,
                   version = version + 1,
                   changed_at = %(changed_at)s
             WHERE user_id = %(user_id)s
               AND entry_id = %(entry_id)s
               AND version = coalesce(%(version)s, version)
            RETURNING entry_id, client_id, written_at, text, mood, shared, version, changed_at
            """,
            {
                "user_id": user_id,
                "entry_id": entry_id,
                "text": new.text,
                "mood": new.mood,
                "shared": new.shared,
                "version": version,
                "changed_at": changed_at,
            },
        ).fetchone()


def delete_entry(conn: Connection, user_id: UserId, entry_id: UUID) -> bool:
    return (
        conn.execute(
            """
            DELETE FROM cessation.journal_entries
             WHERE user_id = %(user_id)s
               AND entry_id = %(entry_id)s
            """,
            {"user_id": user_id, "entry_id": entry_id},
        ).rowcount
        == 1
    )

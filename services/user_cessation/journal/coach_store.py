"""What a coach may read of a journal, in PostgreSQL: what was shared, and only on the record."""

from uuid import UUID

from psycopg.rows import class_row

from services.user_cessation.journal.models import Entry
from services.user_cessation.paging import Place
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def insert_journal_read(
    conn: Connection, *, coach_id: UserId, member_id: UUID, request_id: str
) -> bool:
    """Record that a coach looks into a member's journal, if they may; return whether they may."""
    return (
        conn.execute(
            """
            INSERT INTO account.audit_log (actor_id, subject_id, action, outcome, request_id)
            SELECT coach_id, member_id, 'journal.read', 'done', %(request_id)s
              FROM coaching.shared_progress
             WHERE coach_id = %(coach_id)s
               AND member_id = %(member_id)s
            """,
            {"coach_id": coach_id, "member_id": member_id, "request_id": request_id},
        ).rowcount
        == 1
    )


def select_shared(
    conn: Connection, coach_id: UserId, member_id: UUID, *, after: Place, most: int
) -> list[Entry]:
    """Entries a member shares with this coach, the latest first."""
    with conn.cursor(row_factory=class_row(Entry)) as cursor:
        return cursor.execute(
            """
            SELECT entries.entry_id, entries.client_id, entries.written_at, entries.text,
                   entries.mood, entries.shared, entries.version, entries.changed_at
              FROM cessation.journal_entries AS entries
              JOIN coaching.shared_progress AS shared ON shared.member_id = entries.user_id
             WHERE shared.coach_id = %(coach_id)s
               AND entries.user_id = %(member_id)s
               AND entries.shared
               AND (entries.written_at, entries.entry_id) < (%(at)s, %(id)s)
             ORDER BY entries.written_at DESC, entries.entry_id DESC
             LIMIT %(most)s
            """,
            {
                "coach_id": coach_id,
                "member_id": member_id,
                "at": after.at,
                "id": after.id,
                "most": most,
            },
        ).fetchall()

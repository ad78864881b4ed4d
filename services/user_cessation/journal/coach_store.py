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
            SELECT DISTINCT coach_id, member_id, 'journal.read', 'done', %(request_id)s
              FROM coaching.shared_fields
             WHERE coach_id = %(coach_id)s
               AND member_id = %(member_id)s
               AND field IN ('progress', 'journal')
            """,
            {"coach_id": coach_id, "member_id": member_id, "request_id": request_id},
        ).rowcount
        == 1
    )


def select_shared(
    conn: Connection, coach_id: UserId, member_id: UUID, *, after: Place, most: int
) -> list[Entry]:
    """Entries a member shares with this coach: each by itself, or the journal as a whole."""
    with conn.cursor(row_factory=class_row(Entry)) as cursor:
        return cursor.execute(
            """
            SELECT entries.entry_id, entries.client_id, entries.written_at, entries.text,
                   entries.mood, entries.shared, entries.version, entries.changed_at
              FROM cessation.journal_entries AS entries
              JOIN (SELECT member_id, bool_or(field = 'journal') AS is_whole
                      FROM coaching.shared_fields
                     WHERE coach_id = %(coach_id)s
                       AND member_id = %(member_id)s
                       AND field IN ('progress', 'journal')
                     GROUP BY member_id) AS shared ON shared.member_id = entries.user_id
             WHERE (entries.shared OR shared.is_whole)
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

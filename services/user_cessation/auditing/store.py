"""The whole record, as it is reviewed. Every function takes the caller's connection."""

from psycopg.rows import class_row

from services.user_cessation.auditing.models import Check, RecordAsked, Recorded
from services.user_cessation.paging import NEWEST, Place
from shared.postgres.pool import Connection

RECORDED = """
    SELECT audit_id, happened_at, action, outcome, actor_id, subject_id,
           encode(ip_sha256, 'hex') AS origin, request_id, detail, chain_id, place
      FROM account.audit_log
     WHERE (happened_at, audit_id) < (%(after)s, %(after_id)s)
       AND (%(actor_id)s::uuid IS NULL OR actor_id = %(actor_id)s)
       AND (%(subject_id)s::uuid IS NULL OR subject_id = %(subject_id)s)
       AND (%(action)s::text IS NULL OR action = %(action)s)
       AND (%(origin)s::text IS NULL OR ip_sha256 = decode(%(origin)s, 'hex'))
       AND (%(since)s::timestamptz IS NULL OR happened_at >= %(since)s)
       AND (%(until)s::timestamptz IS NULL OR happened_at < %(until)s)
     ORDER BY happened_at DESC, audit_id DESC
     LIMIT %(most)s
"""


def select_recorded(conn: Connection, asked: RecordAsked, *, most: int) -> list[Recorded]:
    """What is on record and fits all that is asked for, newest first."""
    with conn.cursor(row_factory=class_row(Recorded)) as cursor:
        # Not prepared, so that the plan is made for what is asked.
        return cursor.execute(RECORDED, values(asked, most=most), prepare=False).fetchall()


def values(asked: RecordAsked, *, most: int) -> dict[str, object]:
    after = asked.after or NEWEST
    return {
        **asked.model_dump(exclude={"after", "limit"}),
        "after": after.at,
        "after_id": after.id,
        "most": most,
    }


def select_checks(conn: Connection, *, after: Place, most: int) -> list[Check]:
    """What each check of the chains found, newest first."""
    with conn.cursor(row_factory=class_row(Check)) as cursor:
        return cursor.execute(
            """
            SELECT check_id, started_at, finished_at, is_complete, chains, entries, faults,
                   first_fault
              FROM account.audit_checks
             WHERE (finished_at, check_id) < (%(after)s, %(after_id)s)
             ORDER BY finished_at DESC, check_id DESC
             LIMIT %(most)s
            """,
            {"after": after.at, "after_id": after.id, "most": most},
        ).fetchall()

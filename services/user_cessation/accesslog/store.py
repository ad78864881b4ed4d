"""The audit log as its subjects see it. Every function takes the caller's connection."""

from collections.abc import Sequence
from uuid import UUID

from psycopg.rows import class_row, scalar_row

from services.user_cessation.accesslog.models import Access
from services.user_cessation.paging import Place
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def select_accesses(conn: Connection, user_id: UserId, *, after: Place, most: int) -> list[Access]:
    """What anybody else did with somebody's record, newest first.

    Whose name is shown: a coach's, whom the member chose. Of others they learn the role.
    """
    with conn.cursor(row_factory=class_row(Access)) as cursor:
        return cursor.execute(
            """
            SELECT log.audit_id,
                   log.happened_at,
                   log.action,
                   people.role,
                   CASE WHEN people.role = 'coach' THEN people.display_name END AS name,
                   log.detail->>'reason' AS reason
              FROM account.audit_log AS log
              LEFT JOIN account.people ON people.user_id = log.actor_id
             WHERE log.subject_id = %(user_id)s
               AND log.actor_id <> %(user_id)s
               AND log.outcome = 'done'
               AND (log.happened_at, log.audit_id) < (%(at)s, %(id)s)
             ORDER BY log.happened_at DESC, log.audit_id DESC
             LIMIT %(most)s
            """,
            {"user_id": user_id, "at": after.at, "id": after.id, "most": most},
        ).fetchall()


def select_present(conn: Connection, people: Sequence[UUID]) -> set[UUID]:
    """Those of the people who have an account, held until the transaction ends."""
    with conn.cursor(row_factory=scalar_row) as cursor:
        return set(
            cursor.execute(
                """
                SELECT user_id
                  FROM account.accounts
                 WHERE user_id = ANY(%(people)s)
                 ORDER BY user_id
                   FOR KEY SHARE
                """,
                {"people": list(people)},
            )
        )

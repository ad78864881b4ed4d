"""What is shared, in PostgreSQL. Every function takes the caller's connection; none commits."""

from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row

from services.user_cessation.sharing.models import UNTIL_CHOSEN, SharedField, Sharing
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def select_sharing(conn: Connection, member_id: UserId) -> Sharing:
    with conn.cursor(row_factory=class_row(Sharing)) as cursor:
        return cursor.execute(
            """
            SELECT coalesce(sharing.fields, %(until_chosen)s) AS fields,
                   coalesce(sharing.stand_in, false) AS stand_in,
                   coalesce((SELECT granted
                               FROM account.consents
                              WHERE user_id = %(member_id)s
                                AND purpose = 'coach_sharing'
                              ORDER BY answered_at DESC, consent_id DESC
                              LIMIT 1), false) AS shares_at_all,
                   coalesce(sharing.version, 1) AS version
              FROM (SELECT) AS nothing
              LEFT JOIN coaching.sharing ON sharing.member_id = %(member_id)s
            """,
            {"member_id": member_id, "until_chosen": list(UNTIL_CHOSEN)},
        ).fetchall()[0]


def upsert_sharing(
    conn: Connection,
    member_id: UserId,
    fields: list[SharedField],
    *,
    stand_in: bool | None,
    version: int | None,
    now: datetime,
) -> bool:
    """Write the choice; with a version, only if it still has it. Before any it was 1.

    What is None stays as it is.
    """
    return (
        conn.execute(
            """
            INSERT INTO coaching.sharing AS mine (member_id, fields, stand_in, version, updated_at)
            SELECT %(member_id)s, %(fields)s, coalesce(%(stand_in)s::boolean, false), 2, %(now)s
             WHERE coalesce(%(version)s::integer, 1) = 1
                OR EXISTS (SELECT
                             FROM coaching.sharing
                            WHERE member_id = %(member_id)s
                              AND version = %(version)s)
                ON CONFLICT (member_id) DO UPDATE
               SET fields = excluded.fields,
                   stand_in = coalesce(%(stand_in)s::boolean, mine.stand_in),
                   version = mine.version + 1,
                   updated_at = excluded.updated_at
             WHERE %(version)s::integer IS NULL
                OR mine.version = %(version)s
            """,
            {
                "member_id": member_id,
                "fields": list(fields),
                "stand_in": stand_in,
                "version": version,
                "now": now,
            },
        ).rowcount
        == 1
    )


def insert_read(
    conn: Connection, *, coach_id: UserId, member_id: UUID, field: SharedField, request_id: str
) -> bool:
    """Record that a coach looks at something of a member's, if they may; return whether."""
    return (
        conn.execute(
            """
            INSERT INTO account.audit_log (actor_id, subject_id, action, outcome, request_id)
            SELECT coach_id, member_id, %(action)s, 'done', %(request_id)s
              FROM coaching.shared_fields
             WHERE coach_id = %(coach_id)s
               AND member_id = %(member_id)s
               AND field = %(field)s
            """,
            {
                "coach_id": coach_id,
                "member_id": member_id,
                "field": field,
                "action": f"{field}.read",
                "request_id": request_id,
            },
        ).rowcount
        == 1
    )

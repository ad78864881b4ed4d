"""Who looked at or changed what of whom. Rows only ever get added."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from shared.postgres.pool import Connection


@dataclass(frozen=True, slots=True)
class Entry:
    action: str
    actor_id: UUID
    subject_id: UUID | None
    request_id: str
    detail: dict[str, Any] = field(default_factory=dict)


def append(conn: Connection, entry: Entry) -> None:
    """Record what the caller's transaction does, if it commits."""
    conn.execute(
        """
        INSERT INTO account.audit_log (actor_id, subject_id, action, outcome, request_id, detail)
        VALUES (%(actor_id)s, %(subject_id)s, %(action)s, 'done', %(request_id)s, %(detail)s)
        """,
        {
            "actor_id": entry.actor_id,
            "subject_id": entry.subject_id,
            "action": entry.action,
            "request_id": entry.request_id,
            "detail": Jsonb(entry.detail),
        },
    )

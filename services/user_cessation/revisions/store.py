"""Revisions in PostgreSQL. Every function takes the caller's connection; none commits."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb
from pydantic import TypeAdapter

from services.user_cessation.revisions.models import FieldChange, PlanArea, Revision, Turn
from shared.models.ids import UserId
from shared.postgres.pool import Connection

_fields: TypeAdapter[list[FieldChange]] = TypeAdapter(list[FieldChange])


def insert_revision(
    conn: Connection,
    user_id: UserId,
    *,
    area: PlanArea,
    turn: Turn,
    subject_id: UUID | None,
    fields: Sequence[FieldChange],
    changed_at: datetime,
    client_id: UUID | None,
) -> None:
    """Add the next revision, unless its client id is taken."""
    conn.execute(
        """
        INSERT INTO cessation.plan_revisions
               (user_id, number, client_id, area, turn, subject_id, fields, changed_at)
        SELECT %(user_id)s, coalesce(max(number), 0) + 1, %(client_id)s, %(area)s, %(turn)s,
               %(subject_id)s, %(fields)s, %(changed_at)s
          FROM cessation.plan_revisions
         WHERE user_id = %(user_id)s
            ON CONFLICT (user_id, client_id) DO NOTHING
        """,
        {
            "user_id": user_id,
            "client_id": client_id,
            "area": area,
            "turn": turn,
            "subject_id": subject_id,
            "fields": Jsonb([field.model_dump(mode="json") for field in fields]),
            "changed_at": changed_at,
        },
    )


def select_latest(conn: Connection, user_id: UserId) -> int:
    """The number of the last revision; 0 before the first."""
    [(latest,)] = conn.execute(
        """
        SELECT coalesce(max(number), 0)
          FROM cessation.plan_revisions
         WHERE user_id = %(user_id)s
        """,
        {"user_id": user_id},
    ).fetchall()
    return int(latest)


def select_revisions(conn: Connection, user_id: UUID, *, before: int, most: int) -> list[Revision]:
    """A member's revisions, the latest first."""
    rows = conn.execute(
        """
        SELECT number, area, turn, subject_id, fields, changed_at
          FROM cessation.plan_revisions
         WHERE user_id = %(user_id)s
           AND number < %(before)s
         ORDER BY number DESC
         LIMIT %(most)s
        """,
        {"user_id": user_id, "before": before, "most": most},
    ).fetchall()
    return [_revision(*row) for row in rows]


def insert_plan_read(
    conn: Connection, *, coach_id: UserId, member_id: UUID, request_id: str
) -> bool:
    """Record that a coach looks at a member's plan, if they may; return whether they may."""
    return (
        conn.execute(
            """
            INSERT INTO account.audit_log (actor_id, subject_id, action, outcome, request_id)
            SELECT coach_id, member_id, 'plan.read', 'done', %(request_id)s
              FROM coaching.shared_progress
             WHERE coach_id = %(coach_id)s
               AND member_id = %(member_id)s
            """,
            {"coach_id": coach_id, "member_id": member_id, "request_id": request_id},
        ).rowcount
        == 1
    )


def _revision(
    number: int,
    area: str,
    turn: Turn,
    subject_id: UUID | None,
    fields: list[dict[str, Any]],
    changed_at: datetime,
) -> Revision:
    return Revision(
        number, PlanArea(area), turn, subject_id, _fields.validate_python(fields), changed_at
    )

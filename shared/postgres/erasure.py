"""Erasing somebody, as every store's owner sees it: whose turn it is, and that a step is done.

Each owner looks by itself, does its step and writes it down. A step may be done again, since
whoever does it can die before it is written down; written down, it is done.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from shared.models.ids import UserId
from shared.postgres.pool import Connection

MOST = 20
"""Erasures one owner takes on at a time."""


class Step(StrEnum):
    MONGODB = "mongodb"
    STRIPE = "stripe"
    COGNITO = "cognito"
    FILES = "files"
    POSTGRESQL = "postgresql"
    """The last: it takes away what the others need to know whom to forget."""


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody to be forgotten, and what becomes of what they wrote in public."""

    erasure_id: UUID
    user_id: UserId
    posts: Literal["anonymise", "remove"]


def select_due(conn: Connection, step: Step) -> list[Due]:
    """Erasures under way in which this step is still to be done, the oldest first."""
    with conn.cursor(row_factory=class_row(Due)) as cursor:
        return cursor.execute(
            """
            SELECT erasure_id, user_id, posts
              FROM privacy.erasures
             WHERE begun_at IS NOT NULL
               AND completed_at IS NULL
               AND NOT EXISTS (SELECT 1
                                 FROM privacy.erasure_steps AS steps
                                WHERE steps.erasure_id = erasures.erasure_id
                                  AND steps.step = %(step)s)
             ORDER BY begun_at
             LIMIT %(most)s
            """,
            {"step": step, "most": MOST},
        ).fetchall()


def record_step(
    conn: Connection, erasure_id: UUID, step: Step, counts: Mapping[str, int], now: datetime
) -> None:
    """Write down that a step is done; how much went with it the first time stays."""
    conn.execute(
        """
        INSERT INTO privacy.erasure_steps (erasure_id, step, done_at, counts)
        SELECT erasure_id, %(step)s, %(now)s, %(counts)s
          FROM privacy.erasures
         WHERE erasure_id = %(erasure_id)s
           AND begun_at IS NOT NULL
            ON CONFLICT DO NOTHING
        """,
        {"erasure_id": erasure_id, "step": step, "now": now, "counts": Jsonb(dict(counts))},
    )

"""If-then pairs in PostgreSQL. Every function takes the caller's connection; none commits."""

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from psycopg.rows import class_row

from services.user_cessation.coping.models import CopingPair
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def select_pairs(conn: Connection, user_id: UserId) -> list[CopingPair]:
    """A member's pairs, in their order."""
    with conn.cursor(row_factory=class_row(CopingPair)) as cursor:
        return cursor.execute(
            """
            SELECT pair_id, client_id, trigger, response, strategy, version, created_at
              FROM cessation.coping_pairs
             WHERE user_id = %(user_id)s
             ORDER BY position, pair_id
            """,
            {"user_id": user_id},
        ).fetchall()


def insert_pair(conn: Connection, user_id: UserId, pair: CopingPair) -> None:
    """Add a pair behind all others."""
    conn.execute(
        """
        INSERT INTO cessation.coping_pairs
               (pair_id, user_id, client_id, position, trigger, response, strategy, version,
                created_at)
        SELECT %(pair_id)s, %(user_id)s, %(client_id)s, coalesce(max(position) + 1, 0),
               %(trigger)s, %(response)s, %(strategy)s, %(version)s, %(created_at)s
          FROM cessation.coping_pairs
         WHERE user_id = %(user_id)s
        """,
        {"user_id": user_id, **asdict(pair)},
    )


def update_pair(conn: Connection, user_id: UserId, pair: CopingPair) -> None:
    conn.execute(
        """
        UPDATE cessation.coping_pairs
           SET trigger = %(trigger)s,
               response = %(response)s,
               strategy = %(strategy)s,
               version = %(version)s
         WHERE user_id = %(user_id)s
           AND pair_id = %(pair_id)s
        """,
        {"user_id": user_id, **asdict(pair)},
    )


def update_positions(conn: Connection, user_id: UserId, wanted: Sequence[UUID]) -> None:
    """Put a member's pairs in this order."""
    conn.execute(
        """
        UPDATE cessation.coping_pairs
           SET position = array_position(%(wanted)s::uuid[], pair_id)
         WHERE user_id = %(user_id)s
           AND pair_id = ANY(%(wanted)s)
        """,
        {"user_id": user_id, "wanted": list(wanted)},
    )


def delete_pair(conn: Connection, user_id: UserId, pair_id: UUID) -> None:
    conn.execute(
        """
        DELETE FROM cessation.coping_pairs
         WHERE user_id = %(user_id)s
           AND pair_id = %(pair_id)s
        """,
        {"user_id": user_id, "pair_id": pair_id},
    )

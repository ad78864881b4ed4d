"""Copies of data in PostgreSQL. Every function takes the caller's connection; none commits."""

from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row

from services.user_cessation.exporting.models import Export
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def insert_export(
    conn: Connection, export_id: UUID, user_id: UserId, *, now: datetime, expires_at: datetime
) -> Export | None:
    """Ask for a copy; None while one is being made."""
    with conn.cursor(row_factory=class_row(Export)) as cursor:
        return cursor.execute(
            """
            INSERT INTO privacy.exports (export_id, user_id, requested_at, expires_at)
            VALUES (%(export_id)s, %(user_id)s, %(now)s, %(expires_at)s)
                ON CONFLICT DO NOTHING
            RETURNING export_id, user_id, requested_at, community_key, ready_at, bytes, expires_at
            """,
            {"export_id": export_id, "user_id": user_id, "now": now, "expires_at": expires_at},
        ).fetchone()


def select_exports(conn: Connection, user_id: UserId, *, most: int) -> list[Export]:
    with conn.cursor(row_factory=class_row(Export)) as cursor:
        return cursor.execute(
            """
            SELECT export_id, user_id, requested_at, community_key, ready_at, bytes, expires_at
              FROM privacy.exports
             WHERE user_id = %(user_id)s
             ORDER BY requested_at DESC
             LIMIT %(most)s
            """,
            {"user_id": user_id, "most": most},
        ).fetchall()


def select_ready(
    conn: Connection, user_id: UserId, export_id: UUID, now: datetime
) -> Export | None:
    """A copy of this person that can be fetched."""
    with conn.cursor(row_factory=class_row(Export)) as cursor:
        return cursor.execute(
            """
            SELECT export_id, user_id, requested_at, community_key, ready_at, bytes, expires_at
              FROM privacy.exports
             WHERE export_id = %(export_id)s
               AND user_id = %(user_id)s
               AND ready_at IS NOT NULL
               AND expires_at > %(now)s
            """,
            {"export_id": export_id, "user_id": user_id, "now": now},
        ).fetchone()


def update_community_key(conn: Connection, user_id: UUID, export_id: UUID, key: str) -> None:
    """Note where MongoDB's part is."""
    conn.execute(
        """
        UPDATE privacy.exports
           SET community_key = %(key)s
         WHERE export_id = %(export_id)s
           AND user_id = %(user_id)s
           AND ready_at IS NULL
        """,
        {"export_id": export_id, "user_id": user_id, "key": key},
    )


def claim_export(conn: Connection, now: datetime, *, claimed_before: datetime) -> Export | None:
    """Take one whose parts are there; nobody else takes it for a while."""
    with conn.cursor(row_factory=class_row(Export)) as cursor:
        return cursor.execute(
            """
            UPDATE privacy.exports
               SET claimed_at = %(now)s
             WHERE export_id = (SELECT export_id
                                  FROM privacy.exports
                                 WHERE ready_at IS NULL
                                   AND community_key IS NOT NULL
                                   AND expires_at > %(now)s
                                   AND coalesce(claimed_at < %(claimed_before)s, true)
                                 ORDER BY requested_at
                                 LIMIT 1
                                   FOR UPDATE SKIP LOCKED)
            RETURNING export_id, user_id, requested_at, community_key, ready_at, bytes, expires_at
            """,
            {"now": now, "claimed_before": claimed_before},
        ).fetchone()


def update_ready(
    conn: Connection, export_id: UUID, *, size: int, now: datetime, expires_at: datetime
) -> bool:
    """Make a copy be there; False when it was, or is not wanted any more."""
    updated = conn.execute(
        """
        UPDATE privacy.exports
           SET ready_at = %(now)s, bytes = %(bytes)s, expires_at = %(expires_at)s
         WHERE export_id = %(export_id)s
           AND ready_at IS NULL
        """,
        {"export_id": export_id, "bytes": size, "now": now, "expires_at": expires_at},
    )
    return updated.rowcount == 1


def select_expired(conn: Connection, now: datetime, *, most: int) -> list[Export]:
    with conn.cursor(row_factory=class_row(Export)) as cursor:
        return cursor.execute(
            """
            SELECT export_id, user_id, requested_at, community_key, ready_at, bytes, expires_at
              FROM privacy.exports
             WHERE expires_at <= %(now)s
             ORDER BY expires_at
             LIMIT %(most)s
            """,
            {"now": now, "most": most},
        ).fetchall()


def delete_export(conn: Connection, export_id: UUID) -> None:
    conn.execute(
        "DELETE FROM privacy.exports WHERE export_id = %(export_id)s", {"export_id": export_id}
    )

"""What the clock asks of the uploads in PostgreSQL. None of these commits."""

from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row, scalar_row

from lambdas.upload.models import Upload
from shared.models.media import Refusal
from shared.postgres.pool import Connection


def reject_pending(
    conn: Connection, *, begun_before: datetime, now: datetime, most: int
) -> list[Upload]:
    """Reject uploads whose object never came or could never be judged; return them."""
    with conn.cursor(row_factory=class_row(Upload)) as cursor:
        return cursor.execute(
            """
            UPDATE media.uploads
               SET state = 'rejected',
                   reason = %(reason)s,
                   settled_at = %(now)s
             WHERE upload_id = ANY(ARRAY(SELECT upload_id
                                           FROM media.uploads
                                          WHERE state = 'pending'
                                            AND created_at < %(begun_before)s
                                          ORDER BY created_at
                                          LIMIT %(most)s
                                            FOR UPDATE SKIP LOCKED))
            RETURNING upload_id, user_id, purpose, content_type, state, reason,
                      width, height, blurhash, created_at
            """,
            {
                "reason": Refusal.EXPIRED,
                "begun_before": begun_before,
                "now": now,
                "most": most,
            },
        ).fetchall()


def select_to_clear(conn: Connection, *, most: int) -> list[UUID]:
    """Uploads that must leave nothing in S3: rejected ones, and those of erased accounts."""
    with conn.cursor(row_factory=scalar_row) as cursor:
        return cursor.execute(
            """
            SELECT upload_id
              FROM media.uploads
             WHERE user_id IS NULL
                OR (state = 'rejected' AND cleared_at IS NULL)
             ORDER BY upload_id
             LIMIT %(most)s
            """,
            {"most": most},
        ).fetchall()


def mark_cleared(conn: Connection, upload_ids: list[UUID], now: datetime) -> None:
    conn.execute(
        """
        UPDATE media.uploads
           SET cleared_at = %(now)s
         WHERE upload_id = ANY(%(upload_ids)s)
           AND state = 'rejected'
        """,
        {"upload_ids": upload_ids, "now": now},
    )


def delete_ownerless(conn: Connection, upload_ids: list[UUID]) -> None:
    conn.execute(
        """
        DELETE FROM media.uploads
         WHERE upload_id = ANY(%(upload_ids)s)
           AND user_id IS NULL
        """,
        {"upload_ids": upload_ids},
    )


def delete_rejected(conn: Connection, *, settled_before: datetime) -> int:
    deleted = conn.execute(
        """
        DELETE FROM media.uploads
         WHERE state = 'rejected'
           AND settled_at < %(settled_before)s
           AND cleared_at IS NOT NULL
        """,
        {"settled_before": settled_before},
    )
    return deleted.rowcount

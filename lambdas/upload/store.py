"""Uploads in PostgreSQL. Every function takes the caller's connection; none commits."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row

from lambdas.upload.models import Image, NewUpload, Upload
from lambdas.upload.rules import Address
from shared.models.ids import UserId
from shared.models.media import Refusal
from shared.postgres.pool import Connection


@dataclass(frozen=True, slots=True)
class Usage:
    begun: int
    oldest: datetime | None


def lock_quota(conn: Connection, user_id: UserId) -> None:
    """Let one upload of a person begin at a time, until the transaction ends."""
    conn.execute(
        "SELECT pg_advisory_xact_lock(hashtextextended('media.uploads ' || %(user_id)s, 0))",
        {"user_id": str(user_id)},
    )


def select_usage(conn: Connection, user_id: UserId, since: datetime) -> Usage:
    with conn.cursor(row_factory=class_row(Usage)) as cursor:
        usage = cursor.execute(
            """
            SELECT count(*) AS begun,
                   min(created_at) AS oldest
              FROM media.uploads
             WHERE user_id = %(user_id)s
               AND created_at > %(since)s
            """,
            {"user_id": user_id, "since": since},
        ).fetchone()
    return usage or Usage(0, None)


def insert_upload(
    conn: Connection, upload_id: UUID, user_id: UserId, form: NewUpload, now: datetime
) -> None:
    conn.execute(
        """
        INSERT INTO media.uploads (upload_id, user_id, purpose, content_type, created_at)
        VALUES (%(upload_id)s, %(user_id)s, %(purpose)s, %(content_type)s, %(now)s)
        """,
        {
            "upload_id": upload_id,
            "user_id": user_id,
            "purpose": form.purpose,
            "content_type": form.content_type,
            "now": now,
        },
    )


def select_upload(conn: Connection, upload_id: UUID) -> Upload | None:
    with conn.cursor(row_factory=class_row(Upload)) as cursor:
        return cursor.execute(
            """
            SELECT upload_id, user_id, purpose, content_type, state, reason,
                   width, height, blurhash, created_at
              FROM media.uploads
             WHERE upload_id = %(upload_id)s
            """,
            {"upload_id": upload_id},
        ).fetchone()


def select_pending(conn: Connection, address: Address) -> Upload | None:
    """The upload an object was put into quarantine for, if there is one and it still waits."""
    with conn.cursor(row_factory=class_row(Upload)) as cursor:
        return cursor.execute(
            """
            SELECT upload_id, user_id, purpose, content_type, state, reason,
                   width, height, blurhash, created_at
              FROM media.uploads
             WHERE upload_id = %(upload_id)s
               AND user_id = %(user_id)s
               AND state = 'pending'
            """,
            address._asdict(),
        ).fetchone()


def claim_upload(conn: Connection, address: Address, etag: str) -> bool:
    """Tie a pending upload to one object; False when it is not pending or tied to another."""
    claimed = conn.execute(
        """
        UPDATE media.uploads
           SET etag = %(etag)s
         WHERE upload_id = %(upload_id)s
           AND user_id = %(user_id)s
           AND state = 'pending'
           AND coalesce(etag, %(etag)s) = %(etag)s
        """,
        {**address._asdict(), "etag": etag},
    )
    return claimed.rowcount == 1


def publish_upload(
    conn: Connection, address: Address, etag: str, image: Image, now: datetime
) -> bool:
    """Make a pending upload ready with the object it is tied to; False when it no longer is."""
    published = conn.execute(
        """
        UPDATE media.uploads
           SET state = 'ready',
               bytes = %(bytes)s,
               width = %(width)s,
               height = %(height)s,
               blurhash = %(blurhash)s,
               settled_at = %(now)s
         WHERE upload_id = %(upload_id)s
           AND user_id = %(user_id)s
           AND state = 'pending'
           AND etag = %(etag)s
        """,
        {
            **address._asdict(),
            "etag": etag,
            "bytes": sum(map(len, image.renditions.values())),
            "width": image.width,
            "height": image.height,
            "blurhash": image.blurhash,
            "now": now,
        },
    )
    return published.rowcount == 1


def reject_upload(
    conn: Connection, address: Address, etag: str, reason: Refusal, now: datetime
) -> bool:
    """Reject a pending upload for its object; False when it is settled or tied to another."""
    rejected = conn.execute(
        """
        UPDATE media.uploads
           SET state = 'rejected',
               reason = %(reason)s,
               etag = %(etag)s,
               settled_at = %(now)s
         WHERE upload_id = %(upload_id)s
           AND user_id = %(user_id)s
           AND state = 'pending'
           AND coalesce(etag, %(etag)s) = %(etag)s
        """,
        {
            **address._asdict(),
            "etag": etag,
            "reason": reason,
            "now": now,
        },
    )
    return rejected.rowcount == 1

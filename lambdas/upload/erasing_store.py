"""What somebody has in the bucket, by our records. None of these commits."""

from uuid import UUID

from psycopg.rows import scalar_row

from shared.models.ids import UserId
from shared.postgres.pool import Connection


def select_uploads(conn: Connection, user_id: UserId) -> list[UUID]:
    with conn.cursor(row_factory=scalar_row) as cursor:
        return cursor.execute(
            "SELECT upload_id FROM media.uploads WHERE user_id = %(user_id)s",
            {"user_id": user_id},
        ).fetchall()


def select_exports(conn: Connection, user_id: UserId) -> list[UUID]:
    with conn.cursor(row_factory=scalar_row) as cursor:
        return cursor.execute(
            "SELECT export_id FROM privacy.exports WHERE user_id = %(user_id)s",
            {"user_id": user_id},
        ).fetchall()


def delete_uploads(conn: Connection, user_id: UserId) -> None:
    conn.execute("DELETE FROM media.uploads WHERE user_id = %(user_id)s", {"user_id": user_id})

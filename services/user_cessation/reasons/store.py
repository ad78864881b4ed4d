"""Reasons in PostgreSQL. Every function takes the caller's connection; none commits."""

from dataclasses import asdict
from uuid import UUID

from psycopg.rows import class_row, scalar_row
from pydantic import TypeAdapter

from services.user_cessation.reasons.models import Reason, ReasonPhoto, Why
from shared.models.ids import UserId
from shared.postgres.pool import Connection

_why = TypeAdapter(Why)


def select_why(conn: Connection, user_id: UserId) -> Why:
    """The reasons and the picture, in one round trip."""
    [(document,)] = conn.execute(
        """
        SELECT json_build_object(
               'items', (SELECT coalesce(json_agg(reason), '[]')
                           FROM (SELECT reason_id, client_id, words, version, created_at
                                   FROM cessation.reasons
                                  WHERE user_id = %(user_id)s
                                  ORDER BY reason_id) AS reason),
               'photo', (SELECT row_to_json(photo)
                           FROM (SELECT ready.upload_id, ready.width, ready.height, ready.blurhash
                                   FROM cessation.reason_photos
                                   JOIN media.reason_photos AS ready USING (upload_id, user_id)
                                  WHERE user_id = %(user_id)s) AS photo))::text
        """,
        {"user_id": user_id},
    ).fetchall()
    return _why.validate_json(document)


def select_reasons(conn: Connection, user_id: UserId) -> list[Reason]:
    """A member's reasons, the oldest first."""
    with conn.cursor(row_factory=class_row(Reason)) as cursor:
        return cursor.execute(
            """
            SELECT reason_id, client_id, words, version, created_at
              FROM cessation.reasons
             WHERE user_id = %(user_id)s
             ORDER BY reason_id
            """,
            {"user_id": user_id},
        ).fetchall()


def insert_reason(conn: Connection, user_id: UserId, reason: Reason) -> None:
    conn.execute(
        """
        INSERT INTO cessation.reasons (reason_id, user_id, client_id, words, version, created_at)
        VALUES (%(reason_id)s, %(user_id)s, %(client_id)s, %(words)s, %(version)s, %(created_at)s)
        """,
        {"user_id": user_id, **asdict(reason)},
    )


def update_reason(conn: Connection, user_id: UserId, reason: Reason) -> None:
    conn.execute(
        """
        UPDATE cessation.reasons
           SET words = %(words)s,
               version = %(version)s
         WHERE user_id = %(user_id)s
           AND reason_id = %(reason_id)s
        """,
        {"user_id": user_id, **asdict(reason)},
    )


def delete_reason(conn: Connection, user_id: UserId, reason_id: UUID) -> None:
    conn.execute(
        """
        DELETE FROM cessation.reasons
         WHERE user_id = %(user_id)s
           AND reason_id = %(reason_id)s
        """,
        {"user_id": user_id, "reason_id": reason_id},
    )


def select_photo_id(conn: Connection, user_id: UserId) -> UUID | None:
    with conn.cursor(row_factory=scalar_row) as cursor:
        return cursor.execute(
            """
            SELECT upload_id
              FROM cessation.reason_photos
             WHERE user_id = %(user_id)s
            """,
            {"user_id": user_id},
        ).fetchone()


def upsert_photo(conn: Connection, user_id: UserId, upload_id: UUID) -> bool:
    """Choose a picture, if it is the member's own and ready; return whether it is."""
    return (
        conn.execute(
            """
            INSERT INTO cessation.reason_photos (user_id, upload_id)
            SELECT user_id, upload_id
              FROM media.reason_photos
             WHERE user_id = %(user_id)s
               AND upload_id = %(upload_id)s
                ON CONFLICT (user_id) DO UPDATE
               SET upload_id = excluded.upload_id
            """,
            {"user_id": user_id, "upload_id": upload_id},
        ).rowcount
        == 1
    )


def select_photo(conn: Connection, user_id: UserId) -> ReasonPhoto:
    """The picture that was chosen."""
    with conn.cursor(row_factory=class_row(ReasonPhoto)) as cursor:
        return cursor.execute(
            """
            SELECT ready.upload_id, ready.width, ready.height, ready.blurhash
              FROM cessation.reason_photos
              JOIN media.reason_photos AS ready USING (upload_id, user_id)
             WHERE user_id = %(user_id)s
            """,
            {"user_id": user_id},
        ).fetchall()[0]


def delete_photo(conn: Connection, user_id: UserId) -> UUID | None:
    """Take the picture away; return which one it was."""
    with conn.cursor(row_factory=scalar_row) as cursor:
        return cursor.execute(
            """
            DELETE FROM cessation.reason_photos
             WHERE user_id = %(user_id)s
            RETURNING upload_id
            """,
            {"user_id": user_id},
        ).fetchone()

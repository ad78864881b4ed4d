"""Erasures in PostgreSQL. Every function takes the caller's connection; none commits."""

from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row, scalar_row

from services.user_cessation.erasure.models import Done, Erasure, Posts
from shared.models.ids import UserId
from shared.postgres.erasure import Step
from shared.postgres.pool import Connection

MOST = 20


def insert_erasure(
    conn: Connection,
    erasure_id: UUID,
    user_id: UserId,
    *,
    code_sha256: bytes,
    posts: Posts,
    now: datetime,
    due_at: datetime,
) -> Erasure | None:
    """Ask for an erasure; None where one is waiting or under way."""
    with conn.cursor(row_factory=class_row(Erasure)) as cursor:
        return cursor.execute(
            """
            INSERT INTO privacy.erasures
                   (erasure_id, user_id, code_sha256, posts, requested_at, due_at)
            VALUES (%(erasure_id)s, %(user_id)s, %(code_sha256)s, %(posts)s, %(now)s, %(due_at)s)
                ON CONFLICT DO NOTHING
            RETURNING erasure_id, user_id, posts, requested_at, due_at, undone_at, begun_at,
                      completed_at
            """,
            {
                "erasure_id": erasure_id,
                "user_id": user_id,
                "code_sha256": code_sha256,
                "posts": posts,
                "now": now,
                "due_at": due_at,
            },
        ).fetchone()


def lock_by_code(conn: Connection, code_sha256: bytes) -> Erasure | None:
    """The erasure a code belongs to; held until the transaction ends."""
    with conn.cursor(row_factory=class_row(Erasure)) as cursor:
        return cursor.execute(
            """
            SELECT erasure_id, user_id, posts, requested_at, due_at, undone_at, begun_at,
                   completed_at
              FROM privacy.erasures
             WHERE code_sha256 = %(code_sha256)s
               FOR UPDATE
            """,
            {"code_sha256": code_sha256},
        ).fetchone()


def select_steps(conn: Connection, erasure_id: UUID) -> list[Done]:
    with conn.cursor(row_factory=class_row(Done)) as cursor:
        return cursor.execute(
            """
            SELECT step, done_at, counts
              FROM privacy.erasure_steps
             WHERE erasure_id = %(erasure_id)s
             ORDER BY done_at, step
            """,
            {"erasure_id": erasure_id},
        ).fetchall()


def update_undone(conn: Connection, erasure_id: UUID, now: datetime) -> None:
    conn.execute(
        "UPDATE privacy.erasures SET undone_at = %(now)s WHERE erasure_id = %(erasure_id)s",
        {"erasure_id": erasure_id, "now": now},
    )


def begin_due(conn: Connection, now: datetime) -> list[Erasure]:
    """Begin what can no longer be undone; each is begun by one of any number who try."""
    with conn.cursor(row_factory=class_row(Erasure)) as cursor:
        return cursor.execute(
            """
            UPDATE privacy.erasures
               SET begun_at = %(now)s,
                   announced_at = %(now)s
             WHERE erasure_id = ANY(ARRAY(SELECT erasure_id
                                            FROM privacy.erasures
                                           WHERE undone_at IS NULL
                                             AND begun_at IS NULL
                                             AND due_at <= %(now)s
                                           ORDER BY due_at
                                           LIMIT %(most)s
                                             FOR UPDATE SKIP LOCKED))
            RETURNING erasure_id, user_id, posts, requested_at, due_at, undone_at, begun_at,
                      completed_at
            """,
            {"now": now, "most": MOST},
        ).fetchall()


def update_announced(conn: Connection, now: datetime, *, before: datetime) -> list[Erasure]:
    """Those of which MongoDB's owner was last told before a moment and has not answered."""
    with conn.cursor(row_factory=class_row(Erasure)) as cursor:
        return cursor.execute(
            """
            UPDATE privacy.erasures
               SET announced_at = %(now)s
             WHERE begun_at IS NOT NULL
               AND completed_at IS NULL
               AND announced_at < %(before)s
               AND NOT EXISTS (SELECT 1
                                 FROM privacy.erasure_steps AS steps
                                WHERE steps.erasure_id = erasures.erasure_id
                                  AND steps.step = %(step)s)
            RETURNING erasure_id, user_id, posts, requested_at, due_at, undone_at, begun_at,
                      completed_at
            """,
            {"now": now, "before": before, "step": Step.MONGODB},
        ).fetchall()


def lock_ready(conn: Connection) -> Erasure | None:
    """An erasure of which only PostgreSQL's own step is left; held until the transaction ends."""
    with conn.cursor(row_factory=class_row(Erasure)) as cursor:
        return cursor.execute(
            """
            SELECT erasure_id, user_id, posts, requested_at, due_at, undone_at, begun_at,
                   completed_at
              FROM privacy.erasures
             WHERE begun_at IS NOT NULL
               AND completed_at IS NULL
               AND (SELECT count(*)
                      FROM privacy.erasure_steps AS steps
                     WHERE steps.erasure_id = erasures.erasure_id
                       AND steps.step <> %(last)s) = %(others)s
             ORDER BY begun_at
             LIMIT 1
               FOR UPDATE SKIP LOCKED
            """,
            {"last": Step.POSTGRESQL, "others": len(Step) - 1},
        ).fetchone()


def update_completed(conn: Connection, erasure_id: UUID, now: datetime) -> None:
    conn.execute(
        "UPDATE privacy.erasures SET completed_at = %(now)s WHERE erasure_id = %(erasure_id)s",
        {"erasure_id": erasure_id, "now": now},
    )


def insert_tombstone(conn: Connection, user_sha256: bytes, posts: Posts, now: datetime) -> None:
    conn.execute(
        """
        INSERT INTO privacy.tombstones (user_sha256, posts, erased_at)
        VALUES (%(user_sha256)s, %(posts)s, %(now)s)
            ON CONFLICT DO NOTHING
        """,
        {"user_sha256": user_sha256, "posts": posts, "now": now},
    )


def select_risen(conn: Connection, traces: list[bytes]) -> list[UUID]:
    """People who are here although a trace says that they were forgotten."""
    with conn.cursor(row_factory=scalar_row) as cursor:
        return cursor.execute(
            """
            SELECT user_id
              FROM account.accounts
             WHERE sha256(uuid_send(user_id)) = ANY(%(traces)s)
            """,
            {"traces": traces},
        ).fetchall()

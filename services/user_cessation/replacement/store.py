"""Courses and uses in PostgreSQL. Every function takes the caller's connection; none commits."""

from dataclasses import asdict
from datetime import date
from uuid import UUID

from psycopg.rows import class_row

from services.user_cessation.paging import Place
from services.user_cessation.replacement.models import Course, Use, UsedDay
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def select_courses(conn: Connection, user_id: UserId) -> list[Course]:
    """A member's courses, at most one of each product."""
    with conn.cursor(row_factory=class_row(Course)) as cursor:
        return cursor.execute(
            """
            SELECT product, label_code, started_on, version
              FROM cessation.nrt_courses
             WHERE user_id = %(user_id)s
             ORDER BY product
            """,
            {"user_id": user_id},
        ).fetchall()


def upsert_course(conn: Connection, user_id: UserId, course: Course) -> None:
    conn.execute(
        """
        INSERT INTO cessation.nrt_courses (user_id, product, label_code, started_on, version)
        VALUES (%(user_id)s, %(product)s, %(label_code)s, %(started_on)s, %(version)s)
            ON CONFLICT (user_id, product) DO UPDATE
           SET label_code = excluded.label_code,
               started_on = excluded.started_on,
               version = excluded.version
        """,
        {"user_id": user_id, **asdict(course)},
    )


def delete_course(conn: Connection, user_id: UserId, product: str) -> None:
    conn.execute(
        """
        DELETE FROM cessation.nrt_courses
         WHERE user_id = %(user_id)s
           AND product = %(product)s
        """,
        {"user_id": user_id, "product": product},
    )


def insert_use(conn: Connection, user_id: UserId, use: Use) -> bool:
    """Write a use, unless its client id is taken."""
    return (
        conn.execute(
            """
            INSERT INTO cessation.nrt_uses
                   (use_id, user_id, client_id, product, amount, used_at, local_date, recorded_at)
            VALUES (%(use_id)s, %(user_id)s, %(client_id)s, %(product)s, %(amount)s, %(used_at)s,
                    %(local_date)s, %(recorded_at)s)
                ON CONFLICT DO NOTHING
            """,
            {"user_id": user_id, **asdict(use)},
        ).rowcount
        == 1
    )


def select_use(conn: Connection, user_id: UserId, client_id: UUID) -> Use | None:
    with conn.cursor(row_factory=class_row(Use)) as cursor:
        return cursor.execute(
            """
            SELECT use_id, client_id, product, amount, used_at, local_date, recorded_at
              FROM cessation.nrt_uses
             WHERE user_id = %(user_id)s
               AND client_id = %(client_id)s
            """,
            {"user_id": user_id, "client_id": client_id},
        ).fetchone()


def select_uses(conn: Connection, user_id: UserId, *, after: Place, most: int) -> list[Use]:
    """A member's uses, the latest first."""
    with conn.cursor(row_factory=class_row(Use)) as cursor:
        return cursor.execute(
            """
            SELECT use_id, client_id, product, amount, used_at, local_date, recorded_at
              FROM cessation.nrt_uses
             WHERE user_id = %(user_id)s
               AND (used_at, use_id) < (%(at)s, %(id)s)
             ORDER BY used_at DESC, use_id DESC
             LIMIT %(most)s
            """,
            {"user_id": user_id, "at": after.at, "id": after.id, "most": most},
        ).fetchall()


def select_day(conn: Connection, user_id: UserId, local_date: date, product: str) -> int:
    """How much of a product on one day."""
    [(amount,)] = conn.execute(
        """
        SELECT coalesce(sum(amount), 0)
          FROM cessation.nrt_uses
         WHERE user_id = %(user_id)s
           AND local_date = %(local_date)s
           AND product = %(product)s
        """,
        {"user_id": user_id, "local_date": local_date, "product": product},
    ).fetchall()
    return int(amount)


def select_days(conn: Connection, user_id: UserId, *, before: date, most: int) -> list[UsedDay]:
    """All products of the latest days on which something was used, the latest day first."""
    with conn.cursor(row_factory=class_row(UsedDay)) as cursor:
        return cursor.execute(
            """
            SELECT local_date, product, sum(amount)::integer AS amount
              FROM cessation.nrt_uses
             WHERE user_id = %(user_id)s
               AND local_date IN (SELECT DISTINCT local_date
                                    FROM cessation.nrt_uses
                                   WHERE user_id = %(user_id)s
                                     AND local_date < %(before)s
                                   ORDER BY local_date DESC
                                   LIMIT %(most)s)
             GROUP BY local_date, product
             ORDER BY local_date DESC, product
            """,
            {"user_id": user_id, "before": before, "most": most},
        ).fetchall()

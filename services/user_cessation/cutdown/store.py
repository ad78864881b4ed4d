"""Cutting down in PostgreSQL. Every function takes the caller's connection; none commits."""

from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from psycopg.rows import class_row

from services.user_cessation.cutdown.models import CutDown, Habit
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def select_cut_down(conn: Connection, user_id: UserId) -> CutDown | None:
    with conn.cursor(row_factory=class_row(CutDown)) as cursor:
        return cursor.execute(
            """
            SELECT mode, starts_on, ends_on, start_cap, version
              FROM cessation.cut_downs
             WHERE user_id = %(user_id)s
            """,
            {"user_id": user_id},
        ).fetchone()


def select_habit(conn: Connection, user_id: UserId) -> Habit:
    """What a cap depends on besides the plan; of somebody without a profile, nothing is known."""
    row: tuple[str, Decimal | None, datetime | None] = conn.execute(
        """
        SELECT coalesce(profiles.time_zone, 'UTC'), tobacco.units_per_day, attempts.quit_at
          FROM (SELECT %(user_id)s::uuid AS user_id) AS member
          LEFT JOIN cessation.profiles USING (user_id)
          LEFT JOIN cessation.tobacco_profiles AS tobacco USING (user_id)
          LEFT JOIN cessation.quit_attempts AS attempts
                 ON attempts.user_id = member.user_id
                AND attempts.ended_at IS NULL
        """,
        {"user_id": user_id},
    ).fetchall()[0]
    time_zone, units_per_day, quit_at = row
    quit_on = quit_at.astimezone(ZoneInfo(time_zone)).date() if quit_at else None
    return Habit(time_zone, units_per_day, quit_on)


def upsert_cut_down(conn: Connection, user_id: UserId, plan: CutDown) -> None:
    conn.execute(
        """
        INSERT INTO cessation.cut_downs (user_id, mode, starts_on, ends_on, start_cap, version)
        VALUES (%(user_id)s, %(mode)s, %(starts_on)s, %(ends_on)s, %(start_cap)s, %(version)s)
            ON CONFLICT (user_id) DO UPDATE
           SET mode = excluded.mode,
               starts_on = excluded.starts_on,
               ends_on = excluded.ends_on,
               start_cap = excluded.start_cap,
               version = excluded.version
        """,
        {"user_id": user_id, **asdict(plan)},
    )


def delete_cut_down(conn: Connection, user_id: UserId) -> None:
    conn.execute(
        """
        DELETE FROM cessation.cut_downs
         WHERE user_id = %(user_id)s
        """,
        {"user_id": user_id},
    )

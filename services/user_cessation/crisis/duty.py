"""Who is on call. Support and administrators may always act; a coach while on duty."""

from datetime import datetime
from uuid import UUID

from psycopg.rows import class_row, scalar_row

from services.user_cessation.crisis.models import OnCall
from shared.auth.authenticator import Caller
from shared.auth.roles import Role
from shared.models.ids import UserId
from shared.models.problem import Forbidden
from shared.postgres.pool import Connection

ALWAYS = (Role.SUPPORT, Role.ADMIN)


class NotOnCall(Forbidden):
    code = "not_on_call"

    def __init__(self) -> None:
        super().__init__("Only who is on call sees what happens here.")


def require_duty(conn: Connection, caller: Caller, now: datetime) -> None:
    """Raise NotOnCall unless the caller may act for somebody in danger now."""
    if caller.role not in ALWAYS and not is_on_call(conn, caller.user_id, now):
        raise NotOnCall


def is_on_call(conn: Connection, user_id: UserId, now: datetime) -> bool:
    found = conn.execute(
        "SELECT 1 FROM safety.on_call WHERE user_id = %(user_id)s AND until > %(now)s",
        {"user_id": user_id, "now": now},
    )
    return found.fetchone() is not None


def is_their_coach(conn: Connection, coach_id: UserId, member_id: UUID) -> bool:
    found = conn.execute(
        """
        SELECT 1
          FROM coaching.assignments
         WHERE coach_id = %(coach_id)s
           AND member_id = %(member_id)s
           AND ended_at IS NULL
        """,
        {"coach_id": coach_id, "member_id": member_id},
    )
    return found.fetchone() is not None


def upsert_duty(conn: Connection, user_id: UserId, until: datetime) -> None:
    conn.execute(
        """
        INSERT INTO safety.on_call (user_id, until)
        VALUES (%(user_id)s, %(until)s)
            ON CONFLICT (user_id) DO UPDATE
           SET until = excluded.until
        """,
        {"user_id": user_id, "until": until},
    )


def delete_duty(conn: Connection, user_id: UserId) -> None:
    conn.execute("DELETE FROM safety.on_call WHERE user_id = %(user_id)s", {"user_id": user_id})


def select_on_call(conn: Connection, now: datetime) -> list[OnCall]:
    """Everybody on duty who still works here."""
    with conn.cursor(row_factory=class_row(OnCall)) as cursor:
        return cursor.execute(
            """
            SELECT on_call.user_id, people.display_name, on_call.until
              FROM safety.on_call
              JOIN account.people USING (user_id)
             WHERE on_call.until > %(now)s
               AND people.status = 'active'
               AND people.role IN ('support', 'admin', 'coach')
             ORDER BY on_call.until DESC, on_call.user_id
             LIMIT 100
            """,
            {"now": now},
        ).fetchall()


def select_called(conn: Connection, now: datetime, *, all_hands: bool) -> list[UUID]:
    """Whom to call: those on duty; everybody of support as well if `all_hands`, or if none is."""
    with conn.cursor(row_factory=scalar_row) as cursor:
        return cursor.execute(
            """
            WITH on_duty AS (
                SELECT user_id
                  FROM safety.on_call
                  JOIN account.people USING (user_id)
                 WHERE until > %(now)s
                   AND status = 'active'
                   AND role IN ('support', 'admin', 'coach')
            )
            SELECT user_id
              FROM on_duty
             UNION
            SELECT user_id
              FROM account.people
             WHERE status = 'active'
               AND role IN ('support', 'admin')
               AND (%(all_hands)s OR NOT EXISTS (SELECT 1 FROM on_duty))
             ORDER BY user_id
             LIMIT 200
            """,
            {"now": now, "all_hands": all_hands},
        ).fetchall()

"""Savings goals in PostgreSQL. Every function takes the caller's connection; none commits."""

from dataclasses import asdict
from uuid import UUID

from psycopg.rows import class_row

from services.user_cessation.goals.models import Goal, GoalChanges
from services.user_cessation.paging import Place
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def insert_goal(conn: Connection, user_id: UserId, goal: Goal, *, most: int) -> bool:
    """Set a goal, unless its client id is taken or there are `most` already."""
    return (
        conn.execute(
            """
            INSERT INTO cessation.savings_goals
                   (goal_id, user_id, client_id, name, amount_minor, currency, created_at)
            SELECT %(goal_id)s, %(user_id)s, %(client_id)s, %(name)s, %(amount_minor)s,
                   %(currency)s, %(created_at)s
             WHERE (SELECT count(*)
                      FROM cessation.savings_goals
                     WHERE user_id = %(user_id)s) < %(most)s
                ON CONFLICT DO NOTHING
            """,
            {"user_id": user_id, "most": most, **asdict(goal)},
        ).rowcount
        == 1
    )


def select_by_client(conn: Connection, user_id: UserId, client_id: UUID) -> Goal | None:
    with conn.cursor(row_factory=class_row(Goal)) as cursor:
        return cursor.execute(
            """
            SELECT goal_id, client_id, name, amount_minor, currency, version, created_at
              FROM cessation.savings_goals
             WHERE user_id = %(user_id)s
               AND client_id = %(client_id)s
            """,
            {"user_id": user_id, "client_id": client_id},
        ).fetchone()


def select_goal(conn: Connection, user_id: UserId, goal_id: UUID) -> Goal | None:
    with conn.cursor(row_factory=class_row(Goal)) as cursor:
        return cursor.execute(
            """
            SELECT goal_id, client_id, name, amount_minor, currency, version, created_at
              FROM cessation.savings_goals
             WHERE user_id = %(user_id)s
               AND goal_id = %(goal_id)s
            """,
            {"user_id": user_id, "goal_id": goal_id},
        ).fetchone()


def select_goals(conn: Connection, user_id: UserId, *, after: Place, most: int) -> list[Goal]:
    """A member's goals, the latest first."""
    with conn.cursor(row_factory=class_row(Goal)) as cursor:
        return cursor.execute(
            """
            SELECT goal_id, client_id, name, amount_minor, currency, version, created_at
              FROM cessation.savings_goals
             WHERE user_id = %(user_id)s
               AND (created_at, goal_id) < (%(at)s, %(id)s)
             ORDER BY created_at DESC, goal_id DESC
             LIMIT %(most)s
            """,
            {"user_id": user_id, "at": after.at, "id": after.id, "most": most},
        ).fetchall()


def update_goal(
    conn: Connection, user_id: UserId, goal_id: UUID, new: GoalChanges, *, version: int | None
) -> Goal | None:
    """Change a goal if it still has that version, or whatever version it has without one."""
    with conn.cursor(row_factory=class_row(Goal)) as cursor:
        return cursor.execute(
            """
            UPDATE cessation.savings_goals
               SET name = %(name)s,
                   amount_minor = %(amount_minor)s,
                   currency = %(currency)s,
                   version = version + 1
             WHERE user_id = %(user_id)s
               AND goal_id = %(goal_id)s
               AND version = coalesce(%(version)s, version)
            RETURNING goal_id, client_id, name, amount_minor, currency, version, created_at
            """,
            {
                "user_id": user_id,
                "goal_id": goal_id,
                "name": new.name,
                "amount_minor": new.target.amount_minor,
                "currency": new.target.currency,
                "version": version,
            },
        ).fetchone()


def delete_goal(conn: Connection, user_id: UserId, goal_id: UUID) -> bool:
    return (
        conn.execute(
            """
            DELETE FROM cessation.savings_goals
             WHERE user_id = %(user_id)s
               AND goal_id = %(goal_id)s
            """,
            {"user_id": user_id, "goal_id": goal_id},
        ).rowcount
        == 1
    )

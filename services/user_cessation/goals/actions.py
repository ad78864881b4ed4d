"""Setting a savings goal, and changing it."""

from datetime import datetime
from uuid import UUID

from services.user_cessation.goals import rules, store
from services.user_cessation.goals.models import Goal, GoalChanges, GoalIn
from shared.models.ids import UserId, uuid7
from shared.models.problem import Conflict, NotFound, PreconditionFailed
from shared.postgres.pool import Connection


def set_goal(conn: Connection, user_id: UserId, new: GoalIn, *, now: datetime) -> tuple[Goal, bool]:
    """The goal as stored, and whether it is new."""
    mine = Goal(
        goal_id=uuid7(),
        client_id=new.client_id,
        name=new.name,
        amount_minor=new.target.amount_minor,
        currency=new.target.currency,
        version=1,
        created_at=now,
    )
    if store.insert_goal(conn, user_id, mine, most=rules.MOST_GOALS):
        return mine, True
    first = store.select_by_client(conn, user_id, new.client_id)
    if first is None:
        raise Conflict("You have a lot of goals already; take one out.", code="too_many_goals")
    return first, False


def change_goal(
    conn: Connection, user_id: UserId, goal_id: UUID, new: GoalChanges, *, version: int | None
) -> Goal:
    """Change the goal somebody read, not what another device wrote meanwhile."""
    changed = store.update_goal(conn, user_id, goal_id, new, version=version)
    if changed is None:
        if store.select_goal(conn, user_id, goal_id) is None:
            raise NotFound
        raise PreconditionFailed
    return changed

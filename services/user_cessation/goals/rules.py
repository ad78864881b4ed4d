"""How far a savings goal is, and when it will be reached.

Pure: no clock, no database, no web. Callers pass `now`. Amounts are exact until they are shown.
"""

import math
from datetime import datetime, timedelta
from fractions import Fraction

from services.user_cessation.goals.models import Goal, GoalOut, GoalState
from services.user_cessation.money import Money
from services.user_cessation.progress.models import Savings

MOST_GOALS = 20
SECONDS_A_DAY = 86_400
FURTHEST = timedelta(days=36_500)
"""A date a hundred years away tells nobody anything."""


def shown(goal: Goal, savings: Savings | None, now: datetime) -> GoalOut:
    """Savings in another currency are nothing to compare with: no rate is ours to choose."""
    comparable = savings if savings and savings.currency == goal.currency else None
    state, expected_at = _course(goal, comparable, now)
    return GoalOut(
        goal_id=goal.goal_id,
        client_id=goal.client_id,
        name=goal.name,
        target=Money(amount_minor=goal.amount_minor, currency=goal.currency),
        saved=comparable and _saved(goal, comparable),
        state=state,
        expected_at=expected_at,
        version=goal.version,
        created_at=goal.created_at,
    )


def _course(
    goal: Goal, savings: Savings | None, now: datetime
) -> tuple[GoalState, datetime | None]:
    if savings is None:
        return "not_saving", None
    missing = goal.amount_minor - savings.so_far
    if missing <= 0:
        return "reached", None
    if savings.a_day <= 0:
        return "not_saving", None
    # Rounded up to the second, so that it is reached at that time and not just before.
    seconds = math.ceil(missing / savings.a_day * SECONDS_A_DAY)
    if seconds > FURTHEST // timedelta(seconds=1):
        return "saving", None
    return "saving", now + timedelta(seconds=seconds)


def _saved(goal: Goal, savings: Savings) -> Money:
    """Rounded down, so that a goal is never full before it is reached."""
    so_far = max(Fraction(0), min(savings.so_far, Fraction(goal.amount_minor)))
    return Money(amount_minor=math.floor(so_far), currency=goal.currency)

"""Awarding what was earned: once, whoever looks first and however often."""

from datetime import datetime

from services.user_cessation.achievements import rules, store
from services.user_cessation.achievements.models import Achievements
from services.user_cessation.progress.actions import read_progress
from shared.models.events import AchievementEarned
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def award(conn: Connection, user_id: UserId, *, now: datetime, request_id: str) -> Achievements:
    """Write down what has been earned since the last look, and show all there is.

    Days pass without anybody doing anything, so there is no moment but this to notice them.
    """
    progress = read_progress(conn, user_id, now=now, minutes_per_cigarette=1)
    record = store.select_record(conn, user_id)

    reached = rules.reached(progress, record)
    fresh = rules.newly_earned(reached, record)

    for each in fresh:
        event = AchievementEarned(
            occurred_at=now, request_id=request_id, user_id=user_id, code=each.code
        )
        store.insert_achievement(conn, user_id, each.code, earned_at=now, event=event)
    return rules.shown(reached, store.select_record(conn, user_id) if fresh else record)

"""Asking for a word before the difficult hour, and saying it by the clock."""

from datetime import datetime

from services.user_cessation.nudges import rules, store
from services.user_cessation.nudges.models import NudgeOut
from shared.models.events import ClockTicked, ReminderDue
from shared.models.ids import UserId
from shared.models.notices import NotificationCategory
from shared.postgres import outbox
from shared.postgres.pool import Connection

MOST = 200
"""Looked at at one tick; there is a quarter of an hour for whoever is left."""


def read_nudge(conn: Connection, user_id: UserId, *, now: datetime) -> NudgeOut:
    habit = store.select_habit(conn, user_id)
    return rules.document(habit, now, enabled=store.is_enabled(conn, user_id))


def switch(conn: Connection, user_id: UserId, *, enabled: bool, now: datetime) -> NudgeOut:
    habit = store.select_habit(conn, user_id)
    if enabled:
        store.upsert_nudge(conn, rules.look(user_id, habit, now))
    else:
        store.delete_nudge(conn, user_id)
    return rules.document(habit, now, enabled=enabled)


def on_clock(conn: Connection, event: ClockTicked, now: datetime) -> None:
    """Speak to whoever asked for it, a quarter of an hour before, and find out what comes next.

    It says nothing of what it is about: that is health, and stays with us. Quiet hours are kept
    where it is delivered, and after the hour nobody needs to hear of it.
    """
    waiting = store.lock_waiting(conn, now=now, most=MOST)
    if not waiting:
        return
    habits = store.select_habits(conn, [each.user_id for each in waiting])
    store.update_looked_at(
        conn, [rules.look(each.user_id, habits[each.user_id], now) for each in waiting]
    )
    outbox.append_all(
        conn,
        [
            ReminderDue(
                occurred_at=now,
                request_id=event.request_id,
                user_id=each.user_id,
                category=NotificationCategory.REMINDERS,
                key="reminder.high_risk",
                expires_at=each.starts_at + rules.LASTS,
            )
            for each in waiting
            if each.starts_at and each.may_be_told and rules.is_time(each.starts_at, now)
        ],
    )

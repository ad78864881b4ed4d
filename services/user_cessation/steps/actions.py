"""Telling members, by the clock, that the next step of their pack begins."""

from datetime import datetime

from services.user_cessation.medication import rules as labels
from services.user_cessation.medication import store as smokers
from services.user_cessation.medication.catalogue import LABELS
from services.user_cessation.steps import rules, store
from shared.models.events import ClockTicked, ReminderDue
from shared.models.notices import NotificationCategory
from shared.postgres import outbox
from shared.postgres.pool import Connection

OFFSETS = tuple(rules.offsets(LABELS))
MOST = 500
"""Told at one tick; whoever is left hears a minute later, and all have half a day."""


def on_clock(conn: Connection, event: ClockTicked, now: datetime) -> None:
    """Tell whoever may still see their pack, once for each step, at their own time of that day.

    It says that there is a step and nothing of what it is: that is health, and stays with us.
    Quiet hours are kept where it is delivered, as for every reminder.
    """
    begun = store.lock_beginnings(conn, OFFSETS, now=now, most=MOST)
    if not begun:
        return
    known = smokers.select_smokers(conn, [each.user_id for each in begun])
    told = [
        each
        for each in begun
        if each.user_id in known
        and labels.may_follow(known[each.user_id], each.product, each.local_date)
    ]

    store.update_told(conn, begun)
    outbox.append_all(
        conn,
        [
            ReminderDue(
                occurred_at=each.due_at,
                request_id=event.request_id,
                user_id=each.user_id,
                category=NotificationCategory.REMINDERS,
                key="reminder.step",
                expires_at=each.expires_at,
            )
            for each in told
        ],
    )

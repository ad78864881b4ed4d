"""What a member is reminded of; keeping reminders of appointments where the appointments are."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from services.user_cessation.medication.actions import read_smoker
from services.user_cessation.reminders import rules, store
from services.user_cessation.reminders.models import Reminder
from services.user_cessation.replacement import rules as replacement
from services.user_cessation.replacement import store as courses
from services.user_cessation.steps import rules as steps
from shared.models.events import AppointmentChanged
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def read_reminders(conn: Connection, user_id: UserId, *, now: datetime) -> list[Reminder]:
    """Every kind, and when it comes next. For a step of a pack, only its label knows when."""
    smoker = read_smoker(conn, user_id)
    zone = ZoneInfo(smoker.time_zone)
    held = courses.select_courses(conn, user_id)
    followed = replacement.courses(smoker, held, now.astimezone(zone).date()).items
    return [
        replace(row, next_at=steps.next_at(followed, row.local_time, zone, now))
        if row.kind == "step" and row.enabled
        else row
        for row in store.select_reminders(conn, user_id)
    ]


def follow_appointment(conn: Connection, event: AppointmentChanged, now: datetime) -> None:
    """An appointment was made, moved or called off; older news than what is known changes nothing.

    What is less than an hour away when it is made needs no reminder: making it was one.
    """
    next_at = rules.first_word(event.status, event.starts_at, now)
    store.upsert_appointment(conn, event, next_at)

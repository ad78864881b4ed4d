"""Keeping reminders of appointments where the appointments are."""

from datetime import datetime

from services.user_cessation.reminders import rules, store
from shared.models.events import AppointmentChanged
from shared.postgres.pool import Connection


def follow_appointment(conn: Connection, event: AppointmentChanged, now: datetime) -> None:
    """An appointment was made, moved or called off; older news than what is known changes nothing.

    What is less than an hour away when it is made needs no reminder: making it was one.
    """
    next_at = rules.first_word(event.status, event.starts_at, now)
    store.upsert_appointment(conn, event, next_at)

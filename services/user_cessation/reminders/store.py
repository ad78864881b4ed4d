"""Reminders in PostgreSQL. Every function takes the caller's connection; none commits."""

from datetime import datetime

from psycopg.rows import class_row

from services.user_cessation.reminders.models import Reminder, ReminderIn, ReminderKind
from shared.models.events import AppointmentChanged
from shared.models.ids import UserId
from shared.postgres.pool import Connection


def select_reminders(conn: Connection, user_id: UserId) -> list[Reminder]:
    """Every kind there is, as the member wants it or as it comes."""
    with conn.cursor(row_factory=class_row(Reminder)) as cursor:
        return cursor.execute(
            """
            SELECT kinds.kind,
                   coalesce(settings.enabled, true) AS enabled,
                   coalesce(settings.local_time, kinds.local_time) AS local_time,
                   kinds.weekday,
                   reminders.next_at
              FROM schedule.kinds
              LEFT JOIN cessation.reminder_settings AS settings
                     ON settings.kind = kinds.kind
                    AND settings.user_id = %(user_id)s
              LEFT JOIN schedule.reminders
                     ON reminders.kind = kinds.kind
                    AND reminders.user_id = %(user_id)s
             WHERE kinds.local_time IS NOT NULL
             ORDER BY kinds.kind
            """,
            {"user_id": user_id},
        ).fetchall()


def upsert_setting(conn: Connection, user_id: UserId, kind: ReminderKind, new: ReminderIn) -> None:
    """Write down what the member wants; a trigger finds out at once what comes next."""
    conn.execute(
        """
        INSERT INTO cessation.reminder_settings (user_id, kind, enabled, local_time)
        VALUES (%(user_id)s, %(kind)s, %(enabled)s, %(local_time)s)
            ON CONFLICT (user_id, kind) DO UPDATE
           SET enabled = excluded.enabled, local_time = excluded.local_time
        """,
        {
            "user_id": user_id,
            "kind": kind,
            "enabled": new.enabled,
            "local_time": new.local_time,
        },
    )


def upsert_appointment(
    conn: Connection, change: AppointmentChanged, next_at: datetime | None
) -> None:
    """Set when an appointment is next to be spoken of, unless newer news is known."""
    conn.execute(
        """
        INSERT INTO schedule.appointments AS known
               (appointment_id, member_id, coach_id, starts_at, as_of, next_at)
        VALUES (%(appointment_id)s, %(member_id)s, %(coach_id)s, %(starts_at)s, %(as_of)s,
                %(next_at)s)
            ON CONFLICT (appointment_id) DO UPDATE
           SET coach_id = excluded.coach_id,
               starts_at = excluded.starts_at,
               as_of = excluded.as_of,
               next_at = excluded.next_at
         WHERE known.as_of < excluded.as_of
        """,
        {
            "appointment_id": change.appointment_id,
            "member_id": change.member_id,
            "coach_id": change.coach_id,
            "starts_at": change.starts_at,
            "as_of": change.occurred_at,
            "next_at": next_at,
        },
    )

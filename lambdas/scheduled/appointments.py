"""Reminding both who meet, a day and an hour before."""

from datetime import datetime

from psycopg.rows import class_row

from lambdas.scheduled import rules
from lambdas.scheduled.models import Meeting
from lambdas.scheduled.resources import Resources
from lambdas.scheduled.runs import HasTime
from shared.observability import metrics
from shared.postgres import outbox
from shared.postgres.pool import Connection

BATCH = 200


def announce_due(resources: Resources, slot: datetime, now: datetime, has_time: HasTime) -> int:
    """Announce appointments that are near; how many were looked at."""
    looked_at = announced = 0
    while has_time():
        with resources.database.transaction() as conn:
            meetings = lock_due(conn, slot, most=BATCH)
            reminders = [each for met in meetings for each in rules.invitations(met, now)]
            update_next(conn, meetings, now)
            outbox.append_all(conn, reminders)
        looked_at += len(meetings)
        announced += len(reminders)
        if len(meetings) < BATCH:
            break
    if announced:
        metrics.count("scheduled", "RemindersAnnounced", announced, kind="appointment")
    return looked_at


def lock_due(conn: Connection, slot: datetime, *, most: int) -> list[Meeting]:
    """Hold the appointments to be spoken of that nobody else has."""
    with conn.cursor(row_factory=class_row(Meeting)) as cursor:
        return cursor.execute(
            """
            SELECT appointment_id, member_id, coach_id, starts_at
              FROM schedule.appointments
             WHERE next_at <= %(slot)s
             ORDER BY next_at
             LIMIT %(most)s
               FOR UPDATE SKIP LOCKED
            """,
            {"slot": slot, "most": most},
        ).fetchall()


def update_next(conn: Connection, meetings: list[Meeting], now: datetime) -> None:
    conn.execute(
        """
        UPDATE schedule.appointments
           SET next_at = coming.next_at
          FROM unnest(%(appointment_ids)s::uuid[], %(next_ats)s::timestamptz[])
               AS coming (appointment_id, next_at)
         WHERE appointments.appointment_id = coming.appointment_id
        """,
        {
            "appointment_ids": [met.appointment_id for met in meetings],
            "next_ats": [rules.next_word(met.starts_at, now) for met in meetings],
        },
    )

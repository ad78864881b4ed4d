"""What has served its time and goes, a piece at a time."""

from collections.abc import Callable
from datetime import datetime, timedelta

from lambdas.scheduled.resources import Resources
from lambdas.scheduled.runs import HasTime
from shared.postgres.pool import Connection

PIECE = 5_000
"""Rows deleted by one statement, so that none is slow."""

KEPT = timedelta(days=15)
"""No queue keeps a message for longer than a fortnight."""

RUNS_KEPT = timedelta(days=90)


def forget(resources: Resources, now: datetime, has_time: HasTime) -> int:
    """Delete what is old; how many rows went. What there is no time for goes tomorrow."""
    gone = 0
    for delete, before in (
        (delete_handled, now - KEPT),
        (delete_runs, now - RUNS_KEPT),
        (delete_appointments, now - KEPT),
    ):
        gone += _in_pieces(resources, delete, before, has_time)
    return gone


def _in_pieces(
    resources: Resources,
    delete: Callable[[Connection, datetime], int],
    before: datetime,
    has_time: HasTime,
) -> int:
    gone = 0
    while has_time():
        with resources.database.transaction() as conn:
            deleted = delete(conn, before)
        gone += deleted
        if deleted < PIECE:
            break
    return gone


def delete_handled(conn: Connection, before: datetime) -> int:
    """Events whose handling nobody needs to remember."""
    return conn.execute(
        """
        DELETE FROM messaging.inbox
         WHERE (consumer, event_id) IN (SELECT consumer, event_id
                                          FROM messaging.inbox
                                         WHERE handled_at < %(before)s
                                         LIMIT %(most)s)
        """,
        {"before": before, "most": PIECE},
    ).rowcount


def delete_runs(conn: Connection, before: datetime) -> int:
    return conn.execute(
        """
        DELETE FROM schedule.runs
         WHERE (job, slot) IN (SELECT job, slot
                                 FROM schedule.runs
                                WHERE slot < %(before)s
                                LIMIT %(most)s)
        """,
        {"before": before, "most": PIECE},
    ).rowcount


def delete_appointments(conn: Connection, before: datetime) -> int:
    """What was known of meetings that are long over."""
    return conn.execute(
        """
        DELETE FROM schedule.appointments
         WHERE appointment_id IN (SELECT appointment_id
                                    FROM schedule.appointments
                                   WHERE starts_at < %(before)s
                                   LIMIT %(most)s)
        """,
        {"before": before, "most": PIECE},
    ).rowcount

"""One run of each job for each slot of time, however often the clock says so.

A worker that hung or died leaves its lease behind; once that is over, the next tick for the slot
takes the run over. What is due is found by its own time and not by the slot, so a tick that never
came only delays: the next one finds it.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from lambdas.scheduled.resources import Resources
from shared.postgres.pool import Connection

LEASE = timedelta(minutes=5)
"""As long as the function may run at all, so a lease that is over has no owner."""

HasTime = Callable[[], bool]
"""Whether there is time to begin another batch."""


def once(
    resources: Resources, job: str, slot: datetime, now: datetime, work: Callable[[], int]
) -> int | None:
    """Do a job's work for a slot; how much there was, or None when somebody else has the slot."""
    with resources.database.transaction() as conn:
        claimed = claim(conn, job, slot, now)
    if not claimed:
        return None
    done = work()
    with resources.database.transaction() as conn:
        finish(conn, job, slot, now)
    return done


def claim(conn: Connection, job: str, slot: datetime, now: datetime) -> bool:
    """Take the slot unless it was done, or somebody is at it."""
    claimed = conn.execute(
        """
        INSERT INTO schedule.runs (job, slot, leased_until)
        VALUES (%(job)s, %(slot)s, %(leased_until)s)
            ON CONFLICT (job, slot) DO UPDATE
           SET leased_until = excluded.leased_until,
               attempts = runs.attempts + 1
         WHERE runs.finished_at IS NULL
           AND runs.leased_until <= %(now)s
        """,
        {"job": job, "slot": slot, "leased_until": now + LEASE, "now": now},
    )
    return claimed.rowcount == 1


def finish(conn: Connection, job: str, slot: datetime, now: datetime) -> None:
    conn.execute(
        """
        UPDATE schedule.runs
           SET finished_at = %(now)s
         WHERE job = %(job)s
           AND slot = %(slot)s
        """,
        {"job": job, "slot": slot, "now": now},
    )

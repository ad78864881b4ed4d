"""Telling everybody that a minute began."""

from datetime import datetime

from lambdas.scheduled import runs
from lambdas.scheduled.resources import Resources
from shared.models.events import ClockTicked
from shared.postgres import outbox


def announce(resources: Resources, slot: datetime, now: datetime) -> bool:
    """Announce a minute unless that was done; it and its run are one transaction."""
    with resources.database.transaction() as conn:
        claimed = runs.claim(conn, "clock", slot, now)
        if claimed:
            outbox.append(conn, ClockTicked(occurred_at=now, slot=slot))
            runs.finish(conn, "clock", slot, now)
    return claimed

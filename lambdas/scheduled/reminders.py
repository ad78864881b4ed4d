"""Announcing what is due, each once.

What is announced and what comes next are one transaction a batch: a worker that dies leaves a
batch as it was found, and whoever comes next goes on from there. Two workers share the rest.
"""

from collections import Counter
from datetime import datetime

from lambdas.scheduled import rules, store
from lambdas.scheduled.resources import Resources
from lambdas.scheduled.runs import HasTime
from shared.observability import metrics
from shared.postgres import outbox
from shared.postgres.pool import Connection

BATCH = 500


def announce_due(resources: Resources, slot: datetime, now: datetime, has_time: HasTime) -> int:
    """Announce all that is due at a slot while there is time; how much was looked at."""
    said: Counter[str] = Counter()
    looked_at = 0
    while has_time():
        with resources.database.transaction() as conn:
            found, announced = _announce_batch(conn, slot, now)
        said += announced
        looked_at += found
        if found < BATCH:
            break
    for kind, number in said.items():
        metrics.count("scheduled", "RemindersAnnounced", number, kind=kind)
    return looked_at


def _announce_batch(conn: Connection, slot: datetime, now: datetime) -> tuple[int, Counter[str]]:
    held = store.lock_due(conn, slot, most=BATCH)
    if not held:
        return 0, Counter()
    due = store.select_due(conn, held)

    worth_saying = [(each, event) for each in due if (event := rules.announcement(each, now))]

    if milestones := [each for each, _ in worth_saying if each.kind == "milestone"]:
        store.insert_milestones(conn, milestones)
    store.update_next(conn, held, slot)
    outbox.append_all(conn, [event for _, event in worth_saying])
    return len(held), Counter(each.kind for each, _ in worth_saying)

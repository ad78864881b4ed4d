"""The transactional outbox: an event is stored by the transaction that makes it true.

`append` inside that transaction; the relay (`shared.messaging.relay`) carries it out. What the
world must hear is therefore never announced before it happened, and never lost after.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from psycopg.rows import class_row

from shared.models.events import Event
from shared.postgres.pool import Connection


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event that waits to be published. `payload` is its JSON."""

    event_id: UUID
    type: str
    payload: str


Publish = Callable[[Sequence[Waiting]], None]
"""Hands a batch to the world; returns only when all of it was taken, else raises."""


def append(conn: Connection, event: Event) -> None:
    """Announce `event` when, and only if, the caller's transaction commits."""
    conn.execute(
        """
        INSERT INTO messaging.outbox (event_id, type, payload)
        VALUES (%(event_id)s, %(event_type)s, %(event)s)
        """,
        row(event),
    )


def append_all(conn: Connection, events: Sequence[Event]) -> None:
    """Announce many events, in one round trip."""
    conn.execute(
        """
        INSERT INTO messaging.outbox (event_id, type, payload)
        SELECT event_id, type, payload
          FROM unnest(%(event_ids)s::uuid[], %(event_types)s::text[], %(events)s::jsonb[])
               AS waiting (event_id, type, payload)
        """,
        {
            "event_ids": [event.event_id for event in events],
            "event_types": [event.type for event in events],
            "events": [event.model_dump_json() for event in events],
        },
    )


def row(event: Event) -> dict[str, Any]:
    """The values of an outbox row, for a statement that writes it beside what made it true."""
    return {
        "event_id": event.event_id,
        "event_type": event.type,
        "event": event.model_dump_json(),
    }


def publish_waiting(conn: Connection, publish: Publish, *, most: int) -> int:
    """Take up to `most` events out, oldest first, and publish them; return how many.

    The rows are deleted by a transaction the caller commits after `publish` returned. If either
    fails they are back: at least once, and several relays may run side by side.
    """
    # An array is made once. `IN (SELECT … LIMIT …)` may be planned as a loop that, for each row it
    # looks at, locks the next ones, and so takes out more than it was asked for.
    with conn.cursor(row_factory=class_row(Waiting)) as cursor:
        batch = cursor.execute(
            """
            DELETE FROM messaging.outbox
             WHERE event_id = ANY(ARRAY(SELECT event_id
                                          FROM messaging.outbox
                                         ORDER BY event_id
                                         LIMIT %(most)s
                                           FOR UPDATE SKIP LOCKED))
            RETURNING event_id, type, payload::text AS payload
            """,
            {"most": most},
        ).fetchall()
    if batch:
        publish(batch)
    return len(batch)

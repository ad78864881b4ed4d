"""The inbox: an event that comes again finds that it was here, and changes nothing.

`first_time` inside the transaction that handles the event; both are kept, or neither is.
"""

from datetime import datetime
from uuid import UUID

from shared.postgres.pool import Connection


def first_time(conn: Connection, consumer: str, event_id: UUID, now: datetime) -> bool:
    """Note that this consumer handles an event; False when it did so before.

    Waits for a transaction that is handling the same event, to see how it ends.
    """
    noted = conn.execute(
        """
        INSERT INTO messaging.inbox (consumer, event_id, handled_at)
        VALUES (%(consumer)s, %(event_id)s, %(now)s)
            ON CONFLICT DO NOTHING
        """,
        {"consumer": consumer, "event_id": event_id, "now": now},
    )
    return noted.rowcount == 1

"""What staff see and do elsewhere, on the record of whom it concerns."""

from datetime import datetime

from services.user_cessation import audit
from services.user_cessation.accesslog import store
from shared.models.events import StaffActed
from shared.postgres.pool import Connection


def on_staff_acted(conn: Connection, event: StaffActed, now: datetime) -> None:
    """Put it on the record of each of them; who is gone meanwhile has none, and names nobody."""
    present = store.select_present(conn, [event.staff_id, *event.people])
    if event.staff_id not in present:
        return
    people = [person for person in event.people if person in present]
    origin = bytes.fromhex(event.origin) if event.origin else None
    request_id = event.request_id or str(event.event_id)
    if event.is_list:
        audit.append_listed(
            conn, event.act, event.staff_id, people, request_id, origin, event.occurred_at
        )
        return
    for person in people:
        entry = audit.Entry(
            event.act,
            event.staff_id,
            person,
            request_id,
            origin=origin,
            at=event.occurred_at,
        )
        audit.append(conn, entry)

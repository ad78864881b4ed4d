"""Asking for a copy of everything about oneself, and fetching it."""

from datetime import datetime
from uuid import UUID

from services.user_cessation import audit, freshness
from services.user_cessation.exporting import rules, store
from services.user_cessation.exporting.models import Export
from shared.auth.authenticator import Caller
from shared.models.events import ExportPartReady, ExportRequested
from shared.models.ids import uuid7
from shared.models.problem import Conflict, NotFound
from shared.postgres import outbox
from shared.postgres.pool import Connection


def request(conn: Connection, caller: Caller, *, now: datetime, request_id: str) -> Export:
    """Have a copy made, one at a time. Whoever found a device unlocked cannot."""
    freshness.require_fresh_sign_in(conn, caller, now)
    export = store.insert_export(
        conn, uuid7(), caller.user_id, now=now, expires_at=now + rules.PATIENCE
    )
    if export is None:
        raise Conflict("A copy is being made; it will be there soon.", code="export_pending")

    outbox.append(
        conn,
        ExportRequested(
            occurred_at=now,
            request_id=request_id,
            user_id=caller.user_id,
            export_id=export.export_id,
        ),
    )
    entry = audit.Entry("export.requested", caller.user_id, caller.user_id, request_id)
    audit.append(conn, entry)
    return export


def fetch(
    conn: Connection, caller: Caller, export_id: UUID, *, now: datetime, request_id: str
) -> Export:
    """The copy somebody may fetch now, on the record."""
    freshness.require_fresh_sign_in(conn, caller, now)
    export = store.select_ready(conn, caller.user_id, export_id, now)
    if export is None:
        raise NotFound
    audit.append(conn, audit.Entry("export.fetched", caller.user_id, caller.user_id, request_id))
    return export


def on_part_ready(conn: Connection, event: ExportPartReady, now: datetime) -> None:
    """Note that MongoDB's part is there; the assembler takes it from here."""
    store.update_community_key(conn, event.user_id, event.export_id, event.key)

"""Puts copies together. Runs beside the consumer, in the same process; any number may work at once.

Nothing of it is in a transaction with the bucket: a copy is claimed, made from one consistent look
at the database, stored, and only then said to be there. Whoever dies leaves it to be claimed again.
"""

import tempfile
import threading
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import IO

import orjson
import psycopg
from psycopg_pool import ConnectionPool

from services.user_cessation import inventory
from services.user_cessation.exporting import rules, store
from services.user_cessation.exporting.models import Export
from services.user_cessation.exporting.rules import Row
from shared import exports
from shared.models.events import ReminderDue
from shared.models.notices import NotificationCategory
from shared.observability.logs import logger
from shared.postgres import outbox
from shared.postgres.pool import PatientConnection
from shared.shelf import Shelf

LOOK_EVERY = 2.0
"""Seconds."""

IN_MEMORY = 8 * 1024 * 1024
"""Bytes of a copy that are kept in memory; a larger one goes to a file of this process."""

MOST_EXPIRED = 20

log = logger("user_cessation_assembler")

Pool = ConnectionPool[PatientConnection]


def run(pool: Pool, shelf: Shelf, stop: threading.Event) -> None:
    """Make and clear copies until `stop` is set; survive PostgreSQL or S3 going away."""
    while not stop.is_set():
        try:
            while assemble_next(pool, shelf, datetime.now(UTC)) and not stop.is_set():
                pass
            clear_expired(pool, shelf, datetime.now(UTC))
        except Exception:
            log.exception("assembler interrupted")
        stop.wait(LOOK_EVERY)


def assemble_next(pool: Pool, shelf: Shelf, now: datetime) -> bool:
    """Make the copy that has waited longest; False when none waits."""
    with pool.connection() as conn:
        export = store.claim_export(conn, now, claimed_before=now - rules.TRY_AGAIN)
    if export is None:
        return False
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as archive:
        _write(pool, shelf, export, archive)
        size = archive.tell()
        archive.seek(0)
        shelf.put(exports.archive_key(export.export_id), archive, "application/zip")
    with pool.connection() as conn:
        expires_at = now + rules.KEPT_FOR
        if store.update_ready(conn, export.export_id, size=size, now=now, expires_at=expires_at):
            outbox.append(conn, _news(export, now))
    shelf.delete([exports.part_key(export.export_id)])
    log.info("export ready", export_id=str(export.export_id), bytes=size)
    return True


def clear_expired(pool: Pool, shelf: Shelf, now: datetime) -> None:
    """Take away copies whose time is over: first in the bucket, then in our records."""
    with pool.connection() as conn:
        expired = store.select_expired(conn, now, most=MOST_EXPIRED)
    for export in expired:
        shelf.delete([exports.part_key(export.export_id), exports.archive_key(export.export_id)])
        with pool.connection() as conn:
            store.delete_export(conn, export.export_id)


def _write(pool: Pool, shelf: Shelf, export: Export, file: IO[bytes]) -> None:
    tables = _ours(pool, export)
    community = _theirs(shelf, export)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", rules.README)
        archive.writestr("data.json", rules.as_json({**tables, **community}))
        for name, rows in {**tables, **community}.items():
            archive.writestr(f"csv/{name}.csv", rules.as_csv(rows))
        for name, content in _pictures(shelf, tables.get("media.uploads", [])):
            archive.writestr(zipfile.ZipInfo(f"files/{name}"), content)


def _ours(pool: Pool, export: Export) -> dict[str, list[Row]]:
    """Every table's rows, as of one moment."""
    with pool.connection() as conn:
        conn.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        try:
            with conn.transaction():
                return inventory.collect(conn, export.user_id)
        finally:
            if not conn.closed:
                conn.isolation_level = None


def _theirs(shelf: Shelf, export: Export) -> dict[str, list[Row]]:
    """What MongoDB's owner has put into the bucket, by collection."""
    assert export.community_key is not None  # it would not have been claimed
    part = shelf.get(export.community_key)
    if part is None:
        raise FileNotFoundError(export.community_key)
    return {f"community.{name}": rows for name, rows in orjson.loads(part).items()}


def _pictures(shelf: Shelf, uploads: list[Row]) -> Iterator[tuple[str, bytes]]:
    """One at a time, so that no copy needs room for all of them."""
    for upload in uploads:
        if upload["state"] == "ready":
            content = shelf.get(f"media/{upload['upload_id']}/full.webp")
            if content is not None:
                yield f"{upload['upload_id']}.webp", content


def _news(export: Export, now: datetime) -> ReminderDue:
    return ReminderDue(
        occurred_at=now,
        user_id=export.user_id,
        category=NotificationCategory.SECURITY,
        key="export.ready",
        data={"export_id": str(export.export_id)},
    )

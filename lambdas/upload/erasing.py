"""Forgetting somebody's files: pictures, what waits in quarantine, and copies of their data."""

from datetime import UTC, datetime

from lambdas.upload import erasing_store, rules
from lambdas.upload.resources import Resources
from shared import tombstones
from shared.observability import mishaps
from shared.postgres import erasure
from shared.postgres.erasure import Due, Step

WHENEVER = datetime.max.replace(tzinfo=UTC)


def erase_due(resources: Resources, now: datetime) -> int:
    """Do our step of every erasure that waits for it; return how many were done."""
    with resources.database.transaction() as conn:
        due = erasure.select_due(conn, Step.FILES)
    return sum(_erase(resources, each, now) for each in due)


def _erase(resources: Resources, due: Due, now: datetime) -> bool:
    """First a trace by which a restored database knows them, then the files, then our records."""
    try:
        with resources.database.transaction() as conn:
            upload_ids = erasing_store.select_uploads(conn, due.user_id)
            export_ids = erasing_store.select_exports(conn, due.user_id)
        bucket = resources.bucket
        bucket.note(tombstones.key_of(due.user_id), due.posts)
        keys = [key for upload_id in upload_ids for key in rules.media_keys(upload_id)]
        keys += bucket.stored_before(rules.quarantine_of(due.user_id), WHENEVER)
        keys += [key for export_id in export_ids for key in rules.export_keys(export_id)]
        bucket.delete(keys)
        with resources.database.transaction() as conn:
            erasing_store.delete_uploads(conn, due.user_id)
            counts = {"uploads": len(upload_ids), "exports": len(export_ids)}
            erasure.record_step(conn, due.erasure_id, Step.FILES, counts, now)
    except Exception as error:
        # The next tick tries again; the others are not held up.
        resources.logger.error(
            "not erased", erasure_id=str(due.erasure_id), **mishaps.described(error)
        )
        return False
    return True

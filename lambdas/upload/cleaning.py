"""What the clock clears up: permissions nobody used, and objects nobody waits for."""

from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from lambdas.upload import cleaning_store, rules
from lambdas.upload.objects import rejection
from lambdas.upload.resources import Resources
from shared.models.media import Refusal
from shared.observability.metrics import count
from shared.postgres import outbox

MOST = 500
"""Of each kind in one go: what is left waits for the next tick."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    expired: int
    cleared: int
    swept: int
    forgotten: int


def clean(resources: Resources, now: datetime) -> Cleaned:
    cleaned = Cleaned(
        expired=_expire(resources, now),
        cleared=_clear(resources, now),
        swept=_sweep(resources, now),
        forgotten=_forget(resources, now),
    )
    if cleaned.expired:
        count("upload", "UploadRejected", cleaned.expired, reason=Refusal.EXPIRED)
    return cleaned


def _expire(resources: Resources, now: datetime) -> int:
    with resources.database.transaction() as conn:
        expired = cleaning_store.reject_pending(
            conn, begun_before=now - rules.PATIENCE, now=now, most=MOST
        )
        for upload in expired:
            if upload.user_id is not None:
                outbox.append(conn, rejection(upload, upload.user_id, Refusal.EXPIRED, now))
    return len(expired)


def _clear(resources: Resources, now: datetime) -> int:
    """Delete every size of uploads that must leave nothing: first in S3, then in our records."""
    with resources.database.transaction() as conn:
        upload_ids = cleaning_store.select_to_clear(conn, most=MOST)
    resources.bucket.delete(key for upload_id in upload_ids for key in rules.media_keys(upload_id))
    with resources.database.transaction() as conn:
        cleaning_store.mark_cleared(conn, upload_ids, now)
        cleaning_store.delete_ownerless(conn, upload_ids)
    return len(upload_ids)


def _sweep(resources: Resources, now: datetime) -> int:
    old = resources.bucket.stored_before(rules.QUARANTINE_PREFIX, now - rules.QUARANTINE)
    keys = list(islice(old, MOST))
    resources.bucket.delete(keys)
    return len(keys)


def _forget(resources: Resources, now: datetime) -> int:
    with resources.database.transaction() as conn:
        return cleaning_store.delete_rejected(conn, settled_before=now - rules.REMEMBERED)

"""What becomes of an object that arrived in quarantine: a picture, or nothing.

A notice may come twice, late, after another or after a crash half-way. The upload's row decides:
the first object that is judged is the upload's, and once it is settled nothing changes it.
"""

from datetime import datetime

from lambdas.upload import images, rules, store
from lambdas.upload.bucket import Gone
from lambdas.upload.models import Image, Upload
from lambdas.upload.notices import Arrival
from lambdas.upload.resources import Resources
from lambdas.upload.rules import Refused
from shared.models.events import MediaReady, MediaRejected
from shared.models.ids import UserId
from shared.models.media import Purpose, Refusal
from shared.observability.metrics import count
from shared.postgres import outbox


def judge(resources: Resources, arrival: Arrival, now: datetime) -> None:
    with resources.database.transaction() as conn:
        upload = store.select_pending(conn, arrival.address)
    if upload is None:
        resources.logger.info("object not awaited", upload_id=str(arrival.address.upload_id))
        resources.bucket.delete([arrival.key])
        return

    try:
        content = resources.bucket.fetch(arrival.key, arrival.etag, most=rules.LARGEST_BYTES + 1)
        image = images.image_from(content, upload.content_type)
    except Gone:
        # It was judged already, or replaced; then its successor has a notice of its own.
        resources.logger.info("object gone", upload_id=str(upload.upload_id))
        return
    except Refused as refusal:
        settled = _reject(resources, upload, arrival, refusal.reason, now)
    else:
        settled = _publish(resources, upload, arrival, image, now)
    if settled:
        resources.bucket.delete([arrival.key])


def _publish(
    resources: Resources, upload: Upload, arrival: Arrival, image: Image, now: datetime
) -> bool:
    with resources.database.transaction() as conn:
        if not store.claim_upload(conn, arrival.address, arrival.etag):
            return False

    for size, content in image.renditions.items():
        resources.bucket.publish(rules.media_key(upload.upload_id, size), content)

    with resources.database.transaction() as conn:
        published = store.publish_upload(conn, arrival.address, arrival.etag, image, now)
        if published:
            outbox.append(conn, _ready(upload, arrival, image, now))
    if published:
        resources.logger.info("upload ready", upload_id=str(upload.upload_id))
        count("upload", "UploadReady", purpose=upload.purpose)
    else:
        _withdraw(resources, upload)
    return published


def _withdraw(resources: Resources, upload: Upload) -> None:
    """Take back what was written for an upload that was settled by someone else meanwhile."""
    with resources.database.transaction() as conn:
        found = store.select_upload(conn, upload.upload_id)
    # Ready means: by another delivery of the same notice, which wrote the same bytes.
    if found is None or found.state != "ready":
        resources.bucket.delete(rules.media_keys(upload.upload_id))


def _reject(
    resources: Resources, upload: Upload, arrival: Arrival, reason: Refusal, now: datetime
) -> bool:
    with resources.database.transaction() as conn:
        rejected = store.reject_upload(conn, arrival.address, arrival.etag, reason, now)
        if rejected:
            outbox.append(conn, rejection(upload, arrival.address.user_id, reason, now))
    if rejected:
        resources.logger.info("upload rejected", upload_id=str(upload.upload_id), reason=reason)
        count("upload", "UploadRejected", reason=reason)
    return rejected


def _ready(upload: Upload, arrival: Arrival, image: Image, now: datetime) -> MediaReady:
    return MediaReady(
        occurred_at=now,
        user_id=arrival.address.user_id,
        upload_id=upload.upload_id,
        purpose=Purpose(upload.purpose),
        width=image.width,
        height=image.height,
        blurhash=image.blurhash,
    )


def rejection(upload: Upload, user_id: UserId, reason: Refusal, now: datetime) -> MediaRejected:
    return MediaRejected(
        occurred_at=now,
        user_id=user_id,
        upload_id=upload.upload_id,
        purpose=Purpose(upload.purpose),
        reason=reason,
    )

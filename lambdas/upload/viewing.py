"""Where an upload stands, and addresses that show its picture for a few minutes."""

from datetime import datetime
from uuid import UUID

from lambdas.upload import rules, store
from lambdas.upload.bucket import Bucket
from lambdas.upload.models import Picture, Rendition, Upload, UploadView
from lambdas.upload.resources import Resources
from shared.auth.authenticator import Caller
from shared.lambdas.operations import Visit
from shared.models.media import Purpose, Refusal
from shared.models.problem import NotFound


def show(resources: Resources, visit: Visit, caller: Caller, upload_id: UUID) -> UploadView:
    with resources.database.transaction() as conn:
        upload = store.select_upload(conn, upload_id)
    if upload is None or not rules.may_see(upload, caller):
        raise NotFound
    return UploadView(
        upload_id=upload.upload_id,
        purpose=Purpose(upload.purpose),
        state=upload.state,
        reason=Refusal(upload.reason) if upload.reason else None,
        picture=_picture(resources.bucket, upload, visit.now),
        created_at=upload.created_at,
    )


def _picture(bucket: Bucket, upload: Upload, now: datetime) -> Picture | None:
    if upload.width is None or upload.height is None or upload.blurhash is None:
        return None
    renditions = []
    for size, edge in rules.EDGES.items():
        width, height = rules.fitted(upload.width, upload.height, edge)
        key = rules.media_key(upload.upload_id, size)
        url = bucket.signed_url(key, lifetime=rules.URL_LIFETIME)
        renditions.append(Rendition(size=size, width=width, height=height, url=url))
    return Picture(
        blurhash=upload.blurhash,
        renditions=tuple(renditions),
        urls_expire_at=now + rules.URL_LIFETIME,
    )

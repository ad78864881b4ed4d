"""Signed addresses of pictures in the private bucket.

Signing is arithmetic with our own key: nothing is asked of anyone. An address is handed out again
for as long as it keeps working long enough, so that a browser fetches a picture once.
"""

import threading
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID

import boto3
from botocore.config import Config
from cachetools import TTLCache

from services.social_media.pictures.models import Address, PictureSize
from services.social_media.pictures.settings import PictureSettings

if TYPE_CHECKING:
    from mypy_boto3_s3.client import S3Client

LIFETIME = timedelta(minutes=5)
HANDED_OUT_AGAIN_FOR = timedelta(minutes=2)

_OFFLINE = Config(
    connect_timeout=2, read_timeout=5, retries={"max_attempts": 1}, signature_version="s3v4"
)


class Addresses:
    def __init__(self, bucket: str, region: str) -> None:
        self._bucket = bucket
        self._client: S3Client = boto3.client("s3", region_name=region, config=_OFFLINE)
        self._lock = threading.Lock()
        self._known: TTLCache[UUID, Address] = TTLCache(
            20_000, HANDED_OUT_AGAIN_FOR.total_seconds()
        )

    def of(self, upload_id: UUID) -> Address:
        """Where the picture can be fetched, for at least three more minutes."""
        with self._lock:
            known = self._known.get(upload_id)
            if known is None:
                known = self._known[upload_id] = Address(
                    full=self._sign(upload_id, PictureSize.FULL),
                    small=self._sign(upload_id, PictureSize.SMALL),
                    expires_at=datetime.now(UTC) + LIFETIME,
                )
            return known

    def _sign(self, upload_id: UUID, size: PictureSize) -> str:
        return self._client.generate_presigned_url(
            "get_object",
            Params={"Bucket": self._bucket, "Key": f"media/{upload_id}/{size}.webp"},
            ExpiresIn=int(LIFETIME.total_seconds()),
        )


@cache
def addresses() -> Addresses:
    """Those of this process."""
    settings = PictureSettings()
    return Addresses(settings.media_bucket, settings.aws_region)

"""The private bucket, as those use it who put together a copy of somebody's data."""

from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from typing import IO, TYPE_CHECKING

import boto3
from botocore.config import Config
from pydantic import Field

from shared.settings import Settings

if TYPE_CHECKING:
    from mypy_boto3_s3.client import S3Client

PATIENCE = Config(
    connect_timeout=2,
    read_timeout=10,
    retries={"mode": "standard", "max_attempts": 3},
    signature_version="s3v4",
)


class ShelfSettings(Settings):
    media_bucket: str = Field(
        description="The private S3 bucket that holds pictures and copies of people's data."
    )


class Shelf:
    def __init__(self, client: "S3Client", name: str) -> None:
        self._client = client
        self._name = name

    def get(self, key: str) -> bytes | None:
        """An object, or None where there is none."""
        try:
            reply = self._client.get_object(Bucket=self._name, Key=key)
        except self._client.exceptions.NoSuchKey:
            return None
        with reply["Body"] as body:
            return body.read()

    def put(self, key: str, content: IO[bytes], content_type: str) -> None:
        self._client.upload_fileobj(
            content, self._name, key, ExtraArgs={"ContentType": content_type}
        )

    def delete(self, keys: Iterable[str]) -> None:
        """Delete objects, also those that are not there."""
        for key in keys:
            self._client.delete_object(Bucket=self._name, Key=key)

    def link(self, key: str, *, name: str, lifetime: timedelta) -> str:
        """An address that saves one object, under that name, for whoever has it."""
        return self._client.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._name,
                "Key": key,
                "ResponseContentDisposition": f'attachment; filename="{name}"',
            },
            ExpiresIn=int(lifetime.total_seconds()),
        )


@cache
def shelf() -> Shelf:
    """That of this process."""
    settings = ShelfSettings()
    client: S3Client = boto3.client("s3", region_name=settings.aws_region, config=PATIENCE)
    return Shelf(client, settings.media_bucket)

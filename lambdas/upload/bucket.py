"""The private bucket: quarantine, where people post to, and media, where only we write.

The bucket is not versioned, so that what is deleted is gone. What tells two objects under one key
apart is their ETag.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_s3.client import S3Client

_MOST_PER_DELETE = 1000


class Gone(Exception):
    """The object is no longer there, or another has taken its place."""


class NotDeleted(Exception):
    """S3 kept some of what it was told to delete."""


@dataclass(frozen=True, slots=True)
class Form:
    url: str
    fields: dict[str, str]


class Bucket:
    def __init__(self, client: "S3Client", name: str) -> None:
        self._client = client
        self.name = name

    def post_form(self, key: str, content_type: str, *, largest: int, lifetime: timedelta) -> Form:
        """A signed form that stores exactly one key, of one type, of 1 to `largest` bytes."""
        signed = self._client.generate_presigned_post(
            self.name,
            key,
            Fields={"Content-Type": content_type},
            Conditions=[
                {"Content-Type": content_type},
                ["content-length-range", 1, largest],
            ],
            ExpiresIn=int(lifetime.total_seconds()),
        )
        return Form(signed["url"], signed["fields"])

    def signed_url(self, key: str, *, lifetime: timedelta) -> str:
        """An address that shows one object to whoever has it."""
        return self._client.generate_presigned_url(
            "get_object",
            Params={"Bucket": self.name, "Key": key},
            ExpiresIn=int(lifetime.total_seconds()),
        )

    def fetch(self, key: str, etag: str, *, most: int) -> bytes:
        """The first `most` bytes of exactly this object, or raise Gone."""
        try:
            reply = self._client.get_object(Bucket=self.name, Key=key)
        except self._client.exceptions.NoSuchKey as error:
            raise Gone from error
        with reply["Body"] as body:
            if reply["ETag"].strip('"') != etag:
                raise Gone
            return body.read(most)

    def note(self, key: str, text: str) -> None:
        """Store a few words for ourselves."""
        self._client.put_object(
            Bucket=self.name, Key=key, Body=text.encode(), ContentType="text/plain"
        )

    def publish(self, key: str, content: bytes) -> None:
        """Store a picture in a form browsers show as a picture and as nothing else."""
        self._client.put_object(
            Bucket=self.name,
            Key=key,
            Body=content,
            ContentType="image/webp",
            ContentDisposition="inline",
            CacheControl="private, max-age=300",
        )

    def delete(self, keys: Iterable[str]) -> None:
        """Delete objects; those that are not there are no obstacle."""
        waiting = list(keys)
        while waiting:
            batch, waiting = waiting[:_MOST_PER_DELETE], waiting[_MOST_PER_DELETE:]
            reply = self._client.delete_objects(
                Bucket=self.name,
                Delete={"Objects": [{"Key": key} for key in batch], "Quiet": True},
            )
            if errors := reply.get("Errors"):
                raise NotDeleted(errors[0].get("Code", "unknown"))

    def stored_before(self, prefix: str, moment: datetime) -> Iterator[str]:
        """Keys under `prefix` of objects older than `moment`."""
        pages = self._client.get_paginator("list_objects_v2").paginate(
            Bucket=self.name, Prefix=prefix
        )
        for page in pages:
            for entry in page.get("Contents", []):
                if entry["LastModified"] < moment:
                    yield entry["Key"]

"""The trace by which every store still knows somebody it has forgotten.

It is the hash of their id: random, and written down nowhere else once they are erased. So it names
nobody, but a backup that still holds them is recognised, and events that come late are ignored.
"""

import hashlib
from typing import TYPE_CHECKING, Literal, cast
from uuid import UUID

from botocore.config import Config
from botocore.session import get_session

if TYPE_CHECKING:
    from mypy_boto3_s3.client import S3Client

PREFIX = "tombstones/"
"""Where the bucket keeps them: the one store no restored database takes back in time."""

Posts = Literal["anonymise", "remove"]
"""What became of what they wrote in public."""

PATIENCE = Config(connect_timeout=2, read_timeout=10, retries={"mode": "standard"})


def trace_of(user_id: UUID) -> bytes:
    """32 bytes."""
    return hashlib.sha256(user_id.bytes).digest()


def key_of(user_id: UUID) -> str:
    return PREFIX + trace_of(user_id).hex()


def traces_in(bucket: str) -> dict[bytes, Posts]:
    """Everybody the bucket remembers to have forgotten."""
    s3 = cast("S3Client", get_session().create_client("s3", config=PATIENCE))
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=PREFIX)
    traces: dict[bytes, Posts] = {}
    for page in pages:
        for entry in page.get("Contents", []):
            key = entry["Key"]
            with s3.get_object(Bucket=bucket, Key=key)["Body"] as body:
                posts = cast(Posts, body.read().decode())
            traces[bytes.fromhex(key.removeprefix(PREFIX))] = posts
    return traces

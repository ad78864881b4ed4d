"""The private bucket for pictures, and the queue on which it tells what was put into it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deploy.local.aws.messages import queue_with_dead_letters
from deploy.local.emulator import ACCOUNT

if TYPE_CHECKING:
    from mypy_boto3_s3.client import S3Client
    from mypy_boto3_sqs.client import SQSClient

BUCKET = "unlit-media"
ARRIVALS = "unlit-media-arrivals"
VISIBILITY = 70
"""Seconds: a little longer than drawing a batch anew may take."""


@dataclass(frozen=True, slots=True)
class Media:
    bucket: str
    arrivals_arn: str

    @property
    def bucket_arn(self) -> str:
        return f"arn:aws:s3:::{self.bucket}"


def provision_media(s3: "S3Client", sqs: "SQSClient", origins: Sequence[str]) -> Media:
    """A bucket nobody reads without a signature; pages of `origins` may post to it."""
    if BUCKET not in {bucket["Name"] for bucket in s3.list_buckets()["Buckets"]}:
        s3.create_bucket(Bucket=BUCKET)
    s3.put_public_access_block(
        Bucket=BUCKET,
        PublicAccessBlockConfiguration={
            "BlockPublicAcls": True,
            "IgnorePublicAcls": True,
            "BlockPublicPolicy": True,
            "RestrictPublicBuckets": True,
        },
    )
    s3.put_bucket_cors(
        Bucket=BUCKET,
        CORSConfiguration={
            "CORSRules": [
                {"AllowedOrigins": list(origins), "AllowedMethods": ["POST", "GET"]},
            ]
        },
    )
    s3.put_bucket_lifecycle_configuration(
        Bucket=BUCKET,
        LifecycleConfiguration={
            "Rules": [
                {
                    "ID": "nothing stays in quarantine",
                    "Filter": {"Prefix": "quarantine/"},
                    "Status": "Enabled",
                    "Expiration": {"Days": 1},
                },
                {
                    # They are taken away sooner; this is for what a crash left behind.
                    "ID": "no copy of anybody's data stays",
                    "Filter": {"Prefix": "exports/"},
                    "Status": "Enabled",
                    "Expiration": {"Days": 9},
                },
            ]
        },
    )
    arrivals = queue_with_dead_letters(
        sqs,
        ARRIVALS,
        VISIBILITY,
        sender="s3.amazonaws.com",
        condition={
            "ArnEquals": {"aws:SourceArn": f"arn:aws:s3:::{BUCKET}"},
            "StringEquals": {"aws:SourceAccount": ACCOUNT},
        },
    )
    media = Media(BUCKET, arrivals.arn)
    _provision_notices(s3, media)
    return media


def _provision_notices(s3: "S3Client", media: Media) -> None:
    s3.put_bucket_notification_configuration(
        Bucket=media.bucket,
        NotificationConfiguration={
            "QueueConfigurations": [
                {
                    "Id": "arrivals",
                    "QueueArn": media.arrivals_arn,
                    "Events": ["s3:ObjectCreated:*"],
                    "Filter": {
                        "Key": {"FilterRules": [{"Name": "prefix", "Value": "quarantine/"}]}
                    },
                }
            ]
        },
    )

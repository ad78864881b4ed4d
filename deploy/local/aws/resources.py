"""Everything the platform needs of AWS, made in the emulator or found there from last time."""

from collections.abc import Mapping
from dataclasses import dataclass

import boto3
from botocore.config import Config

from deploy.local.aws import functions, messages, sign_in
from deploy.local.emulator import REGION

MEDIA_BUCKET = "unlit-media"
MAIL_FROM = "no-reply@unlit.example"

CREDENTIALS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
"""The emulator's own administrator."""


@dataclass(frozen=True, slots=True)
class Resources:
    pool: sign_in.Pool
    topic_arn: str
    social_media_queue_url: str


def session() -> boto3.Session:
    return boto3.Session(
        aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
        region_name=REGION,
    )


def provision(endpoint: str, auth_environment: Mapping[str, str]) -> Resources:
    """Make or find every resource. `auth_environment` is added to the auth function's settings."""
    aws = session()
    patience = Config(connect_timeout=2, read_timeout=30, retries={"mode": "standard"})

    pool = sign_in.provision_pool(
        aws.client("cognito-idp", endpoint_url=endpoint, config=patience), endpoint
    )
    topic_arn = messages.provision_topic(aws.client("sns", endpoint_url=endpoint, config=patience))
    queue_url = messages.provision_queue(
        aws.client("sqs", endpoint_url=endpoint, config=patience),
        aws.client("sns", endpoint_url=endpoint, config=patience),
        topic_arn,
        "unlit-social-media",
    )
    _provision_bucket(aws, endpoint)
    aws.client("ses", endpoint_url=endpoint).verify_email_identity(EmailAddress=MAIL_FROM)
    functions.provision_auth(
        functions.Clients(
            aws.client("iam", endpoint_url=endpoint, config=patience),
            aws.client("lambda", endpoint_url=endpoint, config=patience),
            aws.client("events", endpoint_url=endpoint, config=patience),
        ),
        pool,
        {**auth_environment, **pool.settings, "MAIL_FROM": MAIL_FROM},
    )
    return Resources(pool, topic_arn, queue_url)


def _provision_bucket(aws: boto3.Session, endpoint: str) -> None:
    """A bucket nobody reads without a signature."""
    s3 = aws.client("s3", endpoint_url=endpoint)
    if MEDIA_BUCKET not in {bucket["Name"] for bucket in s3.list_buckets()["Buckets"]}:
        s3.create_bucket(Bucket=MEDIA_BUCKET)
    s3.put_public_access_block(
        Bucket=MEDIA_BUCKET,
        PublicAccessBlockConfiguration={
            "BlockPublicAcls": True,
            "IgnorePublicAcls": True,
            "BlockPublicPolicy": True,
            "RestrictPublicBuckets": True,
        },
    )

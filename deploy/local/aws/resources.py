"""Everything the platform needs of AWS, made in the emulator or found there from last time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import boto3
from botocore.config import Config

from deploy.local.aws import functions, media, messages, sign_in
from deploy.local.aws.packages import MAIL_FROM, packages
from deploy.local.emulator import REGION

CREDENTIALS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
"""The emulator's own administrator."""


@dataclass(frozen=True, slots=True)
class Resources:
    pool: sign_in.Pool
    topic_arn: str
    social_media_queue_url: str
    user_cessation_queue_url: str


def session() -> boto3.Session:
    return boto3.Session(
        aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
        region_name=REGION,
    )


def provision(
    endpoint: str,
    settings: Mapping[str, Mapping[str, str]],
    origins: Sequence[str],
    federation: sign_in.Federation,
) -> Resources:
    """Make or find every resource.

    `settings` gives each Lambda package, by its name, what only the platform knows; pages of
    `origins` may post pictures, and people may come by `federation`.
    """
    aws = session()
    patience = Config(connect_timeout=2, read_timeout=30, retries={"mode": "standard"})
    sqs = aws.client("sqs", endpoint_url=endpoint, config=patience)
    sns = aws.client("sns", endpoint_url=endpoint, config=patience)
    s3 = aws.client("s3", endpoint_url=endpoint, config=patience)
    cognito = aws.client("cognito-idp", endpoint_url=endpoint, config=patience)
    clients = functions.Clients(
        aws.client("iam", endpoint_url=endpoint, config=patience),
        aws.client("lambda", endpoint_url=endpoint, config=patience),
        aws.client("events", endpoint_url=endpoint, config=patience),
    )

    pool = sign_in.provision_pool(cognito, endpoint, federation)
    topic_arn = messages.provision_topic(sns)
    queue_urls = [
        messages.provision_queue(sqs, sns, topic_arn, name)
        for name in ("unlit-social-media", "unlit-user-cessation")
    ]
    pictures = media.provision_media(s3, sqs, origins)
    aws.client("ses", endpoint_url=endpoint).verify_email_identity(EmailAddress=MAIL_FROM)
    for package in packages(settings, pool, pictures):
        functions.provision_package(clients, package)
    sign_in.provision_triggers(cognito, pool)
    return Resources(pool, topic_arn, *queue_urls)

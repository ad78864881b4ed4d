"""What the actions work with, built on first use; importing opens nothing."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from botocore.config import Config

from lambdas.upload.bucket import Bucket
from lambdas.upload.settings import UploadSettings
from shared.auth.authenticator import Authenticator
from shared.lambdas.aws import client
from shared.lambdas.callers import authenticator_for
from shared.lambdas.database import Database
from shared.observability.logs import logger

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger

PATIENCE = Config(
    connect_timeout=2,
    read_timeout=10,
    retries={"mode": "standard", "max_attempts": 3},
    signature_version="s3v4",
)


@dataclass(frozen=True, slots=True)
class Resources:
    settings: UploadSettings
    database: Database
    bucket: Bucket
    authenticator: Authenticator
    logger: "Logger"


@cache
def resources() -> Resources:
    settings = UploadSettings()
    database = Database(settings.postgres_dsn.get_secret_value(), application="upload")
    return Resources(
        settings=settings,
        database=database,
        bucket=Bucket(
            client("s3", settings.aws_region, PATIENCE),
            settings.media_bucket,
        ),
        authenticator=authenticator_for(settings, database),
        logger=logger("upload"),
    )

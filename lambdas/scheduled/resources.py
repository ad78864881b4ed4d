"""What the jobs work with, built on first use; importing opens nothing."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from lambdas.scheduled.settings import ScheduledSettings
from shared.lambdas.database import Database
from shared.observability.logs import logger

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger


@dataclass(frozen=True, slots=True)
class Resources:
    database: Database
    logger: "Logger"


@cache
def resources() -> Resources:
    settings = ScheduledSettings()
    return Resources(
        database=Database(settings.postgres_dsn.get_secret_value(), application="scheduled"),
        logger=logger("scheduled"),
    )

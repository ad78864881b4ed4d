"""What the actions work with, built on first use.

Importing needs no environment and opens nothing, so a worker that dies early costs nothing.
"""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from botocore.config import Config

from lambdas.auth.cognito import UserPool
from lambdas.auth.digests import Digests
from lambdas.auth.hosted_ui import HostedUi
from lambdas.auth.mail import Mailbox
from lambdas.auth.settings import AuthSettings
from shared.auth.authenticator import Authenticator
from shared.lambdas.aws import client
from shared.lambdas.callers import authenticator_for
from shared.lambdas.database import Database
from shared.observability.logs import logger

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger

PATIENCE = Config(
    connect_timeout=2, read_timeout=3, retries={"mode": "standard", "max_attempts": 2}
)
"""Two tries at worst end before the gateway's ten seconds do."""


@dataclass(frozen=True, slots=True)
class Resources:
    settings: AuthSettings
    database: Database
    user_pool: UserPool
    hosted_ui: HostedUi
    mailbox: Mailbox
    digests: Digests
    authenticator: Authenticator
    logger: "Logger"


@cache
def resources() -> Resources:
    settings = AuthSettings()
    database = Database(settings.postgres_dsn.get_secret_value(), application="auth")
    return Resources(
        settings=settings,
        database=database,
        user_pool=UserPool(
            client("cognito-idp", settings.aws_region, PATIENCE),
            pool_id=settings.user_pool_id,
            client_id=settings.user_pool_client_id,
        ),
        hosted_ui=HostedUi(settings),
        mailbox=Mailbox(
            client("ses", settings.aws_region, PATIENCE),
            sender=settings.mail_from,
        ),
        digests=Digests(settings.pepper.get_secret_value().encode()),
        authenticator=authenticator_for(settings, database),
        logger=logger("auth"),
    )

"""What the actions work with, built on first use; importing opens nothing."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from lambdas.payment.provider import Provider
from lambdas.payment.settings import PaymentSettings
from shared.auth.authenticator import Authenticator
from shared.lambdas.callers import authenticator_for
from shared.lambdas.database import Database
from shared.observability.logs import logger

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger


@dataclass(frozen=True, slots=True)
class Resources:
    settings: PaymentSettings
    database: Database
    provider: Provider
    authenticator: Authenticator
    logger: "Logger"

    @property
    def page(self) -> str:
        """Where people come back to from Stripe's pages. Being there proves nothing."""
        return f"{self.settings.web_url.rstrip('/')}/membership"


@cache
def resources() -> Resources:
    settings = PaymentSettings()
    database = Database(settings.postgres_dsn.get_secret_value(), application="payment")
    return Resources(
        settings=settings,
        database=database,
        provider=Provider(settings.stripe_api_key.get_secret_value(), settings.stripe_url),
        authenticator=authenticator_for(settings, database),
        logger=logger("payment"),
    )

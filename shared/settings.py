"""What every deployable's settings share.

Each setting is typed and carries a sentence; `docs/settings.md` is generated from them. In
production the process refuses to start with anything that is only good for a laptop.
"""

import re
from enum import StrEnum
from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

LOCAL_SECRET = "local-only"  # noqa: S105 - the mark of a value that production refuses
_COGNITO = re.compile(r"cognito-idp\.[a-z0-9-]+\.amazonaws\.com")


class Mode(StrEnum):
    LOCAL = "local"
    PRODUCTION = "production"


SHORTEST_PEPPER = 32
"""Characters."""


class Settings(BaseSettings):
    """Base of every deployable's settings, read from the environment."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    mode: Mode = Field(
        default=Mode.PRODUCTION,
        description="`local` or `production`. Production refuses what is only safe on a laptop.",
    )
    debug: bool = Field(
        default=False, description="Show details of errors to the caller. Never in production."
    )
    log_level: str = Field(default="INFO", description="The least serious level that is logged.")
    aws_region: str = Field(default="us-east-1", description="The AWS region everything lives in.")
    aws_endpoint_url: str | None = Field(
        default=None, description="Where AWS answers, when it is an emulator. Never in production."
    )

    @model_validator(mode="after")
    def _fit_for_production(self) -> Self:
        if self.mode is Mode.PRODUCTION and (faults := list(self._unfit_for_production())):
            raise ValueError("not fit for production: " + "; ".join(faults))
        return self

    def _unfit_for_production(self) -> list[str]:
        faults = []
        if self.debug:
            faults.append("DEBUG is on")
        if self.aws_endpoint_url:
            faults.append("AWS_ENDPOINT_URL points away from AWS")
        for name in type(self).model_fields:
            value = getattr(self, name)
            secret = value.get_secret_value() if isinstance(value, SecretStr) else value
            if isinstance(secret, str) and LOCAL_SECRET in secret:
                faults.append(f"{name.upper()} has its local default")
        return faults


class PepperSettings(Settings):
    """For whoever keeps traces of addresses. All have the same, or one place has many traces."""

    pepper: SecretStr = Field(
        default=SecretStr(f"{LOCAL_SECRET}: there is nothing to hide on a laptop"),
        description="Secret mixed into every address and IP we only keep as a hash.",
    )

    def _unfit_for_production(self) -> list[str]:
        faults = super()._unfit_for_production()
        if len(self.pepper.get_secret_value()) < SHORTEST_PEPPER:
            faults.append(f"PEPPER is shorter than {SHORTEST_PEPPER} characters")
        return faults


class TokenSettings(Settings):
    """For whoever verifies access tokens."""

    token_issuer: str = Field(description="The user pool's issuer URL: the exact `iss` of a token.")
    token_jwks_url: str = Field(description="Where the user pool publishes its public keys.")
    token_client_ids: frozenset[str] = Field(
        description="The app clients whose tokens are accepted, as a JSON list."
    )

    def _unfit_for_production(self) -> list[str]:
        faults = super()._unfit_for_production()
        for name in ("token_issuer", "token_jwks_url"):
            url = urlsplit(getattr(self, name))
            if url.scheme != "https" or not _COGNITO.fullmatch(url.netloc):
                faults.append(f"{name.upper()} is not an https address of Cognito")
        return faults

"""What the auth function reads from its environment."""

from urllib.parse import urlsplit

from pydantic import Field, SecretStr

from shared.settings import LOCAL_SECRET, PepperSettings, TokenSettings


class AuthSettings(TokenSettings, PepperSettings):
    user_pool_id: str = Field(description="The Cognito user pool that holds the passwords.")
    user_pool_client_id: str = Field(description="The app client we sign people in through.")
    postgres_dsn: SecretStr = Field(description="PostgreSQL, as a postgresql:// URL.")
    public_origins: frozenset[str] = Field(
        description="Origins whose pages may use the refresh cookie, as a JSON list."
    )
    minimum_age: int = Field(
        default=18, ge=13, le=30, description="Years a person must have lived to register."
    )
    staff_second_factor: bool = Field(
        default=True,
        description="Whoever works here has to sign in with a code of an authenticator app.",
    )
    federation_url: str = Field(
        default="",
        description="The pool's hosted UI, as an origin. Empty: there is no federated sign-in.",
    )
    federation_provider: str = Field(
        default="", description="What the pool calls the provider it sends people to."
    )
    federation_return_url: str = Field(
        default="", description="The page of ours that people come back to from the provider."
    )
    mail_from: str = Field(
        default=f"no-reply@{LOCAL_SECRET}.example",
        description="The verified SES address our own mails come from.",
    )

    def _unfit_for_production(self) -> list[str]:
        faults = super()._unfit_for_production()
        if self.federation_url:
            if not self.federation_provider:
                faults.append("FEDERATION_PROVIDER is missing")
            for name in ("federation_url", "federation_return_url"):
                if urlsplit(getattr(self, name)).scheme != "https":
                    faults.append(f"{name.upper()} is not an https address")
        return faults

"""What the payment function reads from its environment."""

from pydantic import Field, SecretStr

from shared.settings import LOCAL_SECRET, TokenSettings


class PaymentSettings(TokenSettings):
    postgres_dsn: SecretStr = Field(description="PostgreSQL, as a postgresql:// URL.")
    stripe_api_key: SecretStr = Field(
        default=SecretStr(f"sk_test_{LOCAL_SECRET}"),
        description="The secret or restricted key we call Stripe with.",
    )
    stripe_webhook_secret: SecretStr = Field(
        default=SecretStr(f"whsec_{LOCAL_SECRET}"),
        description="The secret Stripe signs webhooks to us with.",
    )
    stripe_url: str | None = Field(
        default=None,
        description="Where Stripe answers, when it is a stand-in. Never in production.",
    )
    web_url: str = Field(description="The web app, where people come back to from Stripe's pages.")

    @property
    def livemode(self) -> bool:
        """Whether our key moves real money, so that only such objects count."""
        return "_live_" in self.stripe_api_key.get_secret_value()

    def _unfit_for_production(self) -> list[str]:
        faults = super()._unfit_for_production()
        if self.stripe_url:
            faults.append("STRIPE_URL points away from Stripe")
        if not self.web_url.startswith("https://"):
            faults.append("WEB_URL is not an https address")
        return faults

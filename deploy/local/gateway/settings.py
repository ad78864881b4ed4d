"""What the local gateway reads from its environment."""

from pathlib import Path

from pydantic import Field

from shared.settings import TokenSettings


class GatewaySettings(TokenSettings):
    port: int = Field(description="Where the gateway listens, on the loopback interface.")
    allowed_origins: frozenset[str] = Field(
        description="The origins whose pages may call the API, as a JSON list. Matched exactly."
    )
    user_cessation_url: str = Field(description="Where the user-cessation service answers.")
    social_media_url: str = Field(description="Where the social-media service answers.")
    site: Path = Field(description="The directory of the built web app.")
    aws_access_key_id: str = Field(description="Signs the invocations of functions.")
    aws_secret_access_key: str = Field(description="The secret of that key.")

    @property
    def services(self) -> dict[str, str]:
        """Where each service of the route table answers."""
        return {"user-cessation": self.user_cessation_url, "social-media": self.social_media_url}

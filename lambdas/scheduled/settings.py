"""What the scheduled function reads from its environment."""

from pydantic import Field, SecretStr

from shared.settings import Settings


class ScheduledSettings(Settings):
    postgres_dsn: SecretStr = Field(description="PostgreSQL, as a postgresql:// URL.")

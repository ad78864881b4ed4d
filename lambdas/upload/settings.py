"""What the upload function reads from its environment."""

from pydantic import Field, SecretStr

from shared.settings import TokenSettings


class UploadSettings(TokenSettings):
    postgres_dsn: SecretStr = Field(description="PostgreSQL, as a postgresql:// URL.")
    media_bucket: str = Field(description="The private S3 bucket that holds every picture.")
    uploads_per_day: int = Field(
        default=50, ge=1, le=10_000, description="Uploads one person may begin within 24 hours."
    )

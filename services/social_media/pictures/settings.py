"""What showing pictures takes from the environment."""

from pydantic import Field

from shared.settings import Settings


class PictureSettings(Settings):
    media_bucket: str = Field(description="The private S3 bucket that holds every picture.")

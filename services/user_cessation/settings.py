"""What the service reads from its environment."""

from pydantic import Field

from shared.settings import PepperSettings, TokenSettings


class CessationSettings(TokenSettings, PepperSettings):
    postgres_dsn: str = Field(description="Where PostgreSQL answers, as a postgresql:// URL.")
    postgres_pool_size: int = Field(
        default=10, ge=1, le=200, description="The most PostgreSQL connections of one worker."
    )
    staff_second_factor: bool = Field(
        default=True,
        description="Only who signs in with a second factor can be given a role of staff.",
    )
    minutes_per_cigarette: int = Field(
        default=20,
        ge=1,
        le=60,
        description="Minutes of life a cigarette costs; 20 is an estimate over a population.",
    )
    ftcd_enabled: bool = Field(
        default=False,
        description="Offer the six-question dependence test; its owner has to permit that first.",
    )

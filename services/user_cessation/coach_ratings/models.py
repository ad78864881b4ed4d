"""What members thought of a meeting, and what came of a coach's work."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from shared.models.base import Input, Model, Text, Whole


@dataclass(frozen=True, slots=True)
class Rating:
    appointment_id: UUID
    stars: int
    comment: str | None
    rated_at: datetime


@dataclass(frozen=True, slots=True)
class Totals:
    """Numbers about one coach. `expected` is a sum of chances, one for each member."""

    members: int
    quit: int
    verified: int
    prolonged: int
    no_tobacco: int
    no_nicotine: int
    expected: float
    ratings: int
    stars: int


class RatingIn(Input):
    stars: Annotated[Whole, Field(ge=1, le=5)]
    comment: Annotated[Text, Field(max_length=1000)] | None = None


class RatingOut(Model):
    appointment_id: UUID
    stars: int
    comment: str | None
    rated_at: AwareDatetime


class OutcomeOut(Model):
    """Four weeks after the quit date; who gave no answer counts as smoking."""

    members: int
    quit_percent: int = Field(description="Not once from day 15 to 28, by their own word.")
    verified_percent: int = Field(description="The same, with carbon monoxide below 10 ppm.")
    prolonged_percent: int = Field(
        description="Not once from two weeks after the quit date until they answered."
    )
    no_tobacco_percent: int = Field(
        description="As `quit_percent`, and no smokeless tobacco either."
    )
    no_nicotine_percent: int = Field(
        description="As that, and no vapes and pouches either; medicines do not count."
    )
    expected_percent: int = Field(
        description="What members as dependent as these reach with all coaches together."
    )


class RatingsOut(Model):
    ratings: int
    mean_stars: float


class CoachStatistics(Model):
    coach_id: UUID
    four_weeks: OutcomeOut | None = Field(description="Null until there are ten members.")
    ratings: RatingsOut | None = Field(description="Null until there are ten ratings.")

"""How coaches present themselves, and how members find one that suits them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from services.user_cessation.profile.models import TimeZone
from shared.models.base import Input, Model, Text, Whole

Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$", description="ISO 639")]


class Specialty(StrEnum):
    """What a coach knows particularly well."""

    HEAVY_SMOKING = "heavy_smoking"
    MEDICATION = "medication"
    MOOD = "mood"
    PREGNANCY = "pregnancy"
    SLIPS = "slips"
    STRESS = "stress"
    VAPING = "vaping"
    WEIGHT = "weight"
    YOUNG_ADULTS = "young_adults"


@dataclass(frozen=True, slots=True)
class CoachProfile:
    user_id: UUID
    display_name: str
    headline: str
    languages: list[str]
    specialties: list[str]
    time_zone: str
    capacity: int
    reply_within_hours: int
    places_left: int
    version: int


class CoachProfileIn(Input):
    headline: Annotated[Text, Field(max_length=200)]
    languages: Annotated[list[Language], Field(min_length=1, max_length=10)]
    specialties: Annotated[list[Specialty], Field(max_length=9)]
    time_zone: TimeZone
    capacity: Annotated[Whole, Field(ge=0, le=200)] = Field(
        description="How many members at once; fewer than there are turns nobody away."
    )
    reply_within_hours: Annotated[Whole, Field(ge=1, le=168)] = Field(
        description="A promise to members that begin from now on."
    )


class CoachProfileOut(Model):
    user_id: UUID
    display_name: str
    headline: str
    languages: list[str]
    specialties: list[Specialty]
    time_zone: str
    capacity: int
    reply_within_hours: int
    places_left: int
    version: int


class MatchAsked(Input):
    languages: Annotated[list[Language], Field(max_length=10)] = Field(default_factory=list)
    specialties: Annotated[list[Specialty], Field(max_length=9)] = Field(default_factory=list)
    reply_within_hours: Annotated[int, Field(ge=1, le=168)] | None = None


class MatchReason(Model):
    """One wish of the member that this coach meets, and how much it counts."""

    wish: Literal["language", "specialty", "reply_within_hours"]
    value: str
    points: int


class Match(Model):
    coach: CoachProfileOut
    points: int = Field(description="The sum of the reasons; nothing else decides the order.")
    reasons: list[MatchReason]


class Matches(Model):
    items: list[Match]

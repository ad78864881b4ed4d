"""What an organisation that bought seats may learn: numbers about many, nothing of anybody."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from shared.models.base import Input, Model, Text


@dataclass(frozen=True, slots=True)
class Organisation:
    organisation: str
    codes: int
    seats: int
    members: int
    active: int


@dataclass(frozen=True, slots=True)
class Followed:
    """Members whose first attempt since they took their seat was judged at one follow-up."""

    organisation: str
    follow_up_days: int
    members: int
    seven_days: int
    prolonged: int
    continuous: int


class OrganisationsQuery(Input):
    limit: int = Field(default=50, ge=1, le=100)
    after: Annotated[Text, Field(max_length=200)] | None = None


class FollowedOut(Model):
    """By intention to treat: who did not answer counts as smoking. Null where there are too few."""

    follow_up_days: int
    seven_days_percent: int | None
    prolonged_percent: int | None
    continuous_percent: int | None


class OrganisationOut(Model):
    organisation: str
    codes: int
    seats: int
    members: int | None = Field(description="Who took a seat. Null where there are too few.")
    active_percent: int | None = Field(description="Who checked in within the last thirty days.")
    outcomes: list[FollowedOut]


class OrganisationList(Model):
    items: list[OrganisationOut] = Field(description="By name.")
    next: str | None
    until: date = Field(description="What happened before this day is counted.")
    fewest: int = Field(description="Below so many members nothing is said of them.")

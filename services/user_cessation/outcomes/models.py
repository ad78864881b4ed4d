"""What counts as having quit: readings, outcomes, and what is known about smoking meanwhile."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.user_cessation.paging import Page, Place
from shared.models.base import Input, Model, Moment, Whole


class Scope(IntEnum):
    """What has to be absent (SRNT 2022). Medicinal nicotine never counts."""

    NO_COMBUSTIBLE = 1
    NO_TOBACCO = 2
    NO_NICOTINE_PRODUCT = 3


@dataclass(frozen=True, slots=True)
class Smoked:
    """Something was smoked; a puff is one cigarette."""

    at: datetime
    local_date: date
    cigarettes: int
    product: str = "cigarette"


@dataclass(frozen=True, slots=True)
class Lapses:
    """How an attempt went: the days something was smoked, and the day a rule calls it a relapse."""

    days: int
    relapsed_on: date | None


@dataclass(frozen=True, slots=True)
class Flags:
    co_lt10: bool
    co_le6: bool
    co_lt5: bool


@dataclass(frozen=True, slots=True)
class Reading:
    reading_id: UUID
    client_id: UUID
    ppm: int
    measured_at: datetime
    recorded_at: datetime
    photo_id: UUID | None
    verified_at: datetime | None
    """When a coach who saw it being taken vouched for it."""


class ReadingIn(Input):
    client_id: UUID
    ppm: Annotated[Whole, Field(ge=0, le=500)]
    measured_at: Moment | None = None
    photo_id: UUID | None = Field(
        default=None, description="A picture of the device: an upload of mine for `co_photo`."
    )


class ReadingOut(Model):
    reading_id: UUID
    client_id: UUID
    ppm: int
    co_lt10: bool = Field(description="Below 10 ppm, the Russell Standard.")
    co_le6: bool = Field(description="At most 6 ppm, as the SRNT recommends.")
    co_lt5: bool = Field(description="Below 5 ppm.")
    vouched_for_by: Literal["member", "coach"] = Field(
        description="What a member typed in proves nothing to others; a coach saw it being taken."
    )
    photo_id: UUID | None = Field(description="The upload; it proves nothing by itself.")
    verified_at: AwareDatetime | None
    measured_at: AwareDatetime
    recorded_at: AwareDatetime


class ReadingsPage(Page):
    after: Place | None = None


class Readings(Model):
    items: list[ReadingOut]
    next: str | None


class ReadingOwner(Input):
    member_id: UUID


class ReadingOfMember(ReadingOwner):
    reading_id: UUID

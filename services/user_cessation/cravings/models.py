"""A craving: how strong, where and with whom, what was done about it, and how it ended."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal, Self, TypeVar
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, Field, StrictBool, model_validator

from services.user_cessation.cravings.circumstances import Activity, Company, Feeling, Strategy
from services.user_cessation.paging import Page, Place
from services.user_cessation.profile.models import Product
from shared.models.base import Input, Model, Moment, Text, Whole

PartOfDay = Literal["night", "morning", "afternoon", "evening"]

Each = TypeVar("Each")


def _once(values: tuple[Each, ...]) -> tuple[Each, ...]:
    if len(set(values)) != len(values):
        raise ValueError("must name each only once")
    return values


Intensity = Annotated[Whole, Field(ge=0, le=10)]
Trigger = Annotated[Text, Field(max_length=80)]


@dataclass(frozen=True, slots=True)
class Craving:
    craving_id: UUID
    client_id: UUID
    slip_id: UUID | None
    occurred_at: datetime
    time_zone: str
    intensity: int
    intensity_after: int | None
    smoked: bool
    cigarettes: int
    product: str | None
    company: list[str]
    activity: list[str]
    feeling: list[str]
    strategy: list[str]
    trigger: str | None
    note: str | None
    logged_at: datetime


@dataclass(frozen=True, slots=True)
class Situation:
    """What has to be known before a craving is written."""

    time_zone: str
    quit_at: datetime | None
    """Of the attempt that is open."""
    is_repeated: bool
    """This client id was stored before."""


@dataclass(frozen=True, slots=True)
class Felt:
    """What insights are drawn from: one craving, without its note."""

    occurred_at: datetime
    time_zone: str
    smoked: bool
    company: list[str]
    activity: list[str]
    feeling: list[str]
    strategy: list[str]
    trigger: str | None


class Ending(Input):
    """How a craving ended, and what it came with."""

    smoked: StrictBool
    cigarettes: Annotated[Whole, Field(ge=0, le=200)] | None = None
    product: Product | None = None
    company: Annotated[tuple[Company, ...], AfterValidator(_once)] = ()
    activity: Annotated[tuple[Activity, ...], AfterValidator(_once)] = ()
    feeling: Annotated[tuple[Feeling, ...], AfterValidator(_once)] = ()
    strategy: Annotated[tuple[Strategy, ...], AfterValidator(_once)] = ()
    note: Annotated[Text, Field(max_length=1000)] | None = None

    @model_validator(mode="after")
    def _says_how_many(self) -> Self:
        """Whoever smoked says how many; whoever did not smoked none."""
        if self.smoked and not self.cigarettes:
            raise ValueError("cigarettes must be at least 1 when smoked is true")
        if not self.smoked and self.cigarettes:
            raise ValueError("cigarettes must be 0 when smoked is false")
        return self


class CravingIn(Ending):
    client_id: UUID
    occurred_at: Moment | None = None
    intensity: Intensity
    intensity_after: Intensity | None = None
    trigger: Trigger | None = None


class CravingOut(Model):
    craving_id: UUID
    client_id: UUID
    slip_id: UUID | None = Field(description="The slip this became; null before the quit date.")
    occurred_at: AwareDatetime
    time_zone: str = Field(description="Where it was felt.")
    local_date: date
    weekday: int = Field(description="1 is Monday, 7 is Sunday, where it was felt.")
    part_of_day: PartOfDay
    intensity: int
    intensity_after: int | None
    smoked: bool
    cigarettes: int
    product: Product | None
    company: list[Company]
    activity: list[Activity]
    feeling: list[Feeling]
    strategy: list[Strategy]
    trigger: str | None
    note: str | None
    logged_at: AwareDatetime


class CravingsPage(Page):
    after: Place | None = None


class Cravings(Model):
    items: list[CravingOut]
    next: str | None
    urges_passed: int = Field(description="Every craving ever that ended without smoking.")


class TopTrigger(Model):
    kind: Literal["trigger", "company", "activity", "feeling"]
    name: str
    count: int
    smoked: int


class StrategyRate(Model):
    strategy: Strategy
    tried: int
    resisted: int
    resist_rate: float | None = Field(description="From 0 to 1; null until it was tried enough.")
    needs: int = Field(description="How many more times until there is a rate.")


class InsightsOut(Model):
    entries: int
    needs: int = Field(description="How many more entries until there is something to see.")
    urges_passed: int
    hours: list[list[int]] | None = Field(
        description="Counts by weekday (Monday first) and hour (0 to 23)."
    )
    top_triggers: list[TopTrigger] | None
    resist_rate: float | None
    strategies: list[StrategyRate] | None

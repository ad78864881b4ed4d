"""A craving: how strong, where and with whom, what was done about it, and how it ended."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal, Self, TypeVar
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, Field, StrictBool, model_validator

from services.user_cessation.cravings.circumstances import Activity, Company, Feeling, Strategy
from services.user_cessation.paging import Page, Place
from services.user_cessation.profile.models import Product
from shared.models.base import Input, Model, Moment, Text, Whole

DECIMALS = 2
"""Of a degree: about a kilometre. Nothing finer gets past the door, or fits into the table."""

PartOfDay = Literal["night", "morning", "afternoon", "evening"]

Each = TypeVar("Each")


def _once(values: tuple[Each, ...]) -> tuple[Each, ...]:
    if len(set(values)) != len(values):
        raise ValueError("must name each only once")
    return values


Intensity = Annotated[Whole, Field(ge=0, le=10)]
Trigger = Annotated[Text, Field(max_length=80)]
PlaceLabel = Annotated[Text, Field(max_length=80)]


def _coarse(degrees: float) -> float:
    return round(degrees, DECIMALS)


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
    place_label: str | None
    note: str | None
    logged_at: datetime


@dataclass(frozen=True, slots=True)
class Logged(Craving):
    """A craving as it stands in the log, with what follows from the others."""

    event_no: int
    """1 is the first the member ever felt and logged."""
    previous_at: datetime | None
    quit_at: datetime | None
    """Of the attempt it fell into."""
    latitude: Decimal | None
    longitude: Decimal | None


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
    place_label: str | None


class GeoIn(Input):
    """Where on the map, about: rounded as it comes in."""

    latitude: Annotated[
        float, Field(strict=True, ge=-90, le=90, allow_inf_nan=False), AfterValidator(_coarse)
    ]
    longitude: Annotated[
        float, Field(strict=True, ge=-180, le=180, allow_inf_nan=False), AfterValidator(_coarse)
    ]


class GeoOut(Model):
    latitude: float = Field(description="In degrees, to about a kilometre.")
    longitude: float


class Ending(Input):
    """How a craving ended, and what it came with."""

    smoked: StrictBool
    cigarettes: Annotated[Whole, Field(ge=0, le=200)] | None = None
    product: Product | None = None
    company: Annotated[tuple[Company, ...], AfterValidator(_once)] = ()
    activity: Annotated[tuple[Activity, ...], AfterValidator(_once)] = ()
    feeling: Annotated[tuple[Feeling, ...], AfterValidator(_once)] = ()
    strategy: Annotated[tuple[Strategy, ...], AfterValidator(_once)] = ()
    place_label: PlaceLabel | None = Field(default=None, description="In the member's own words.")
    geo: GeoIn | None = Field(
        default=None,
        description="Rounded to about a kilometre; kept only with consent to the purpose `place`.",
    )
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
    event_no: int = Field(description="1 is the first of all.")
    minutes_since_previous: int | None = Field(description="Null for the first of all.")
    days_since_quit: int | None = Field(
        description="Midnights where it was felt; null outside an attempt to quit."
    )
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
    place_label: str | None
    geo: GeoOut | None = Field(description="Null without consent, and for everybody else.")
    note: str | None
    logged_at: AwareDatetime


class CravingsPage(Page):
    after: Place | None = None


class Cravings(Model):
    items: list[CravingOut]
    next: str | None
    urges_passed: int = Field(description="Every craving ever that ended without smoking.")


class TopTrigger(Model):
    kind: Literal["trigger", "place", "company", "activity", "feeling"]
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

"""When a coach can be met: hours by the wall clock of their own zone, and leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from pydantic import AwareDatetime, Field

from shared.models.base import Day, Input, Model, Whole

WallTime = Annotated[
    str,
    Field(
        pattern=r"^(?:[01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$",
        description="Hours and minutes by the coach's own clock; 24:00 is the end of the day.",
    ),
]
Minutes = Annotated[Whole, Field(ge=0, le=120)]


@dataclass(frozen=True, slots=True)
class Window:
    """From one minute of a local day to another, the end not included."""

    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """Everything a coach decides about their time. `weekly` is by ISO weekday, Monday is 1."""

    time_zone: str
    weekly: Mapping[int, tuple[Window, ...]]
    overrides: Mapping[date, tuple[Window, ...]]
    session: timedelta
    increment: timedelta
    before: timedelta
    after: timedelta
    notice: timedelta
    horizon: timedelta


@dataclass(frozen=True, slots=True)
class Span:
    """From one instant to another, the end not included."""

    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other: "Span") -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class Taken:
    """What is in the way: of the coach with the buffers around it, the rest as it is."""

    coach: list[Span]
    member: list[Span]
    leave: list[Span]


@dataclass(frozen=True, slots=True)
class Availability:
    """A coach's hours as stored; `asker_zone` is where whoever reads them lives."""

    weekly: list[dict[str, Any]]
    overrides: list[dict[str, Any]]
    session_minutes: int
    increment_minutes: int
    buffer_before_minutes: int
    buffer_after_minutes: int
    notice_minutes: int
    horizon_days: int
    version: int
    time_zone: str
    asker_zone: str


class HoursWindow(Input):
    starts: WallTime
    ends: WallTime


class DayHours(Input):
    weekday: Annotated[Whole, Field(ge=1, le=7, description="ISO: Monday is 1.")]
    windows: Annotated[list[HoursWindow], Field(max_length=8)]


class DateHours(Input):
    local_date: Day
    windows: Annotated[list[HoursWindow], Field(max_length=8, description="Empty: not that day.")]


class AvailabilityIn(Input):
    weekly: Annotated[list[DayHours], Field(max_length=7)]
    overrides: Annotated[list[DateHours], Field(max_length=200)] = Field(default_factory=list)
    session_minutes: Annotated[Whole, Field(ge=15, le=120)] = 30
    increment_minutes: Annotated[Whole, Field(ge=5, le=120)] = 30
    buffer_before_minutes: Minutes = 0
    buffer_after_minutes: Minutes = 15
    notice_minutes: Annotated[Whole, Field(ge=0, le=20_160)] = 120
    horizon_days: Annotated[Whole, Field(ge=1, le=180)] = 60


class AvailabilityOut(Model):
    time_zone: str
    weekly: list[DayHours]
    overrides: list[DateHours]
    session_minutes: int
    increment_minutes: int
    buffer_before_minutes: int
    buffer_after_minutes: int
    notice_minutes: int
    horizon_days: int
    version: int


class CoachPath(Input):
    coach_id: UUID


class SlotsAsked(Input):
    first: Day = Field(description="The first day, by my own calendar.")
    last: Day = Field(description="The last day, at most 31 days later.")


class SlotOut(Model):
    starts_at: AwareDatetime
    ends_at: AwareDatetime


class Slots(Model):
    time_zone: str = Field(description="Mine: the days asked for are days there.")
    coach_time_zone: str
    items: list[SlotOut]

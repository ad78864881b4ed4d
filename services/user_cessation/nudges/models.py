"""A word before the hour in which somebody's cravings most often come."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import AwareDatetime, Field, StrictBool

from shared.models.base import Input, Model


@dataclass(frozen=True, slots=True)
class Habit:
    """The hour of the week that stands out. All of it is None or 0 until there is an entry."""

    time_zone: str
    entries: int
    weekday: int | None
    """1 is Monday, by the clock on the wall where it was felt."""
    hour: int | None
    count: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A nudge whose time to look at has come."""

    user_id: UUID
    starts_at: datetime | None
    may_be_told: bool
    """Their account is active, and they let us process what they enter."""


@dataclass(frozen=True, slots=True)
class Look:
    """What looking at somebody's cravings found."""

    user_id: UUID
    starts_at: datetime | None
    look_at: datetime


class NudgeIn(Input):
    enabled: StrictBool


class Cell(Model):
    weekday: int = Field(description="1 is Monday.")
    hour: int = Field(description="0 to 23; the hour begins then.")
    count: int = Field(description="Of my entries, those that fell into it.")


class NudgeOut(Model):
    enabled: bool = Field(description="Off until I ask for it.")
    entries: int
    needs: int = Field(description="How many more entries until something can stand out.")
    cell: Cell | None = Field(description="The hour that stands out; null while none does.")
    minutes_before: int
    next_at: AwareDatetime | None = Field(description="Null while it is off or none stands out.")

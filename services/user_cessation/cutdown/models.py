"""Cutting down: a cap on each day that falls until there is nothing left to smoke."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from services.user_cessation.words import Fact
from shared.models.base import Day, Input, Model, Whole

CutDownMode = Literal["linear", "stepped"]


@dataclass(frozen=True, slots=True)
class CutDown:
    mode: CutDownMode
    starts_on: date
    ends_on: date
    """The first day without any."""
    start_cap: int
    version: int


@dataclass(frozen=True, slots=True)
class Habit:
    """What a cap depends on besides the plan: whose day it is, the habit, and the quit date."""

    time_zone: str
    units_per_day: Decimal | None
    quit_on: date | None


class CutDownIn(Input):
    mode: CutDownMode
    starts_on: Day | None = Field(default=None, description="Today, unless it says otherwise.")
    ends_on: Day = Field(description="The first day without any; at most six weeks later.")
    start_cap: Annotated[Whole, Field(ge=1, le=200)] | None = Field(
        default=None, description="What I smoke a day now; my profile says so otherwise."
    )


class CutDownDay(Model):
    local_date: date
    cap: int


class CutDownOut(Model):
    mode: CutDownMode
    starts_on: date
    ends_on: date
    start_cap: int
    today: date = Field(description="The member's own day.")
    cap_today: int | None = Field(description="Null before it begins.")
    days: list[CutDownDay]
    note: Fact
    version: int

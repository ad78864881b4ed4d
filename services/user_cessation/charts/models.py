"""Charts useful from the first day: what was told, in steps that suit how much there is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pydantic import AwareDatetime, Field

from shared.models.base import Input, Model


class ChartStep(StrEnum):
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Extent:
    """Since when a member has told us anything, and where they live."""

    time_zone: str
    first_at: datetime | None


@dataclass(frozen=True, slots=True)
class Point:
    """What one step of a chart holds. A mean is None where nothing was rated."""

    starts_at: datetime
    check_ins: int
    smoke_free: int
    mood: float | None
    cravings: int
    urges_passed: int
    intensity: float | None
    cigarettes: int


class ChartAsked(Input):
    step: ChartStep | None = Field(
        default=None, description="Other steps than those that suit how much there is."
    )


class PointOut(Model):
    starts_at: AwareDatetime
    check_ins: int
    smoke_free: int = Field(description="Of the check-ins.")
    mood: float | None = Field(description="A mean from 0 to 10; null where nothing was rated.")
    cravings: int
    urges_passed: int
    intensity: float | None = Field(description="The mean of the cravings, from 0 to 10.")
    cigarettes: int = Field(description="Told as slips or cravings.")


class ChartOut(Model):
    step: ChartStep
    time_zone: str = Field(description="Where days begin; weeks begin on Monday.")
    points: list[PointOut] = Field(
        description="Oldest first, without a gap; the last one is still going on."
    )

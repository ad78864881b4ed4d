"""Follow-ups: the days on which somebody is asked how it goes after quitting."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from shared.models.base import Model

FollowUpCode = Literal[
    "day_1", "day_3", "day_7", "day_14", "day_28", "month_3", "month_6", "month_12"
]


@dataclass(frozen=True, slots=True)
class FollowUp:
    code: FollowUpCode
    local_date: date
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Schedule:
    """What goes into a calendar: an attempt and what follows it."""

    attempt_id: UUID
    quit_at: datetime
    version: int
    time_zone: str
    locale: str
    follow_ups: list[FollowUp]


class FollowUpOut(Model):
    code: FollowUpCode
    local_date: date = Field(description="The member's own day.")
    due_at: AwareDatetime = Field(description="That day's morning, where they live.")


class FollowUps(Model):
    items: list[FollowUpOut] = Field(description="Of the plan that holds, the first one first.")

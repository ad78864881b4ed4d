"""Who cannot be followed up and does not count as smoking: the two reasons the standard knows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from shared.models.base import Day, Input, Model

ExclusionReason = Literal["died", "untraceable"]


@dataclass(frozen=True, slots=True)
class Exclusion:
    member_id: UUID
    reason: ExclusionReason
    since: date
    recorded_at: datetime


class ExclusionPath(Input):
    member_id: UUID


class ExclusionIn(Input):
    reason: ExclusionReason = Field(
        description="As somebody told us. That nobody answers is no reason."
    )
    since: Day = Field(
        description="The day it happened. Follow-ups that were over before still count."
    )


class ExclusionOut(Model):
    member_id: UUID
    reason: ExclusionReason
    since: date
    recorded_at: AwareDatetime

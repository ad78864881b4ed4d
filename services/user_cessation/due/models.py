"""When forms are worth answering again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime, Field

from shared.models.base import Model

DueBecause = Literal["first", "baseline", "daily", "weekly", "after_slip"]


@dataclass(frozen=True, slots=True)
class Answered:
    """When each form was last answered, and what else makes one due."""

    time_zone: str
    ready: bool | None
    """Their last word on quitting within thirty days."""
    quit_at: datetime | None
    slipped_at: datetime | None
    dependence_at: datetime | None
    confidence_at: datetime | None
    importance_at: datetime | None
    withdrawal_at: datetime | None
    """Since the attempt before this one ended."""


class Due(Model):
    instrument: str
    due_at: AwareDatetime
    is_due: bool
    because: DueBecause


class DueForms(Model):
    items: list[Due] = Field(description="The most urgent first; none for who is not ready yet.")

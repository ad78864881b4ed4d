"""What a member is reminded of, and at what time of their day."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StrictBool

from shared.models.base import Input, Model

ReminderKind = Literal["check_in", "programme", "silence", "step", "weekly"]

LocalTime = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""Hours and minutes where the member lives."""


@dataclass(frozen=True, slots=True)
class Reminder:
    kind: ReminderKind
    enabled: bool
    local_time: time
    weekday: int | None
    next_at: datetime | None


class ReminderPath(Input):
    kind: ReminderKind


class ReminderIn(Input):
    """Switching off holds from this moment."""

    enabled: StrictBool
    local_time: LocalTime


class ReminderOut(Model):
    kind: ReminderKind
    enabled: bool
    local_time: LocalTime
    weekday: int | None = Field(description="1 is Monday; null: on every day it is due.")
    next_at: AwareDatetime | None = Field(
        description="Null while it is off, or nothing is planned to be reminded of."
    )


class Reminders(Model):
    items: list[ReminderOut]

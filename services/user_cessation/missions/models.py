"""Missions: one small task for each of the first thirty days."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.user_cessation.words import Words
from shared.models.base import Input, Model, Text


@dataclass(frozen=True, slots=True)
class Mission:
    """The one of its place in the list is for that day: the first for the day of quitting."""

    code: str
    words: Words


@dataclass(frozen=True, slots=True)
class Standing:
    """What a member's missions depend on: the attempt that is open, and what was done in it."""

    time_zone: str
    attempt_id: UUID | None
    quit_at: datetime | None
    done: dict[str, datetime]


class MissionPath(Input):
    mission: Annotated[Text, Field(max_length=40)]


class MissionDoneIn(Input):
    client_id: UUID


class MissionOut(Model):
    code: str
    day: int = Field(description="1 is the day of quitting.")
    local_date: date = Field(description="The member's own date of that day.")
    words: Words
    done_at: AwareDatetime | None


class Missions(Model):
    today: MissionOut | None = Field(description="Null before quitting and after thirty days.")
    items: list[MissionOut] = Field(description="Those whose day has come; none is ever late.")
    done: int
    of: int

"""A check-in: how one day went, in the member's own words and numbers."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field, StrictBool

from services.user_cessation.paging import Page
from shared.models.base import Day, Input, Model, Text, Whole

Rating = Annotated[Whole, Field(ge=0, le=10)]
Note = Annotated[Text, Field(max_length=1000)]


@dataclass(frozen=True, slots=True)
class CheckIn:
    check_in_id: UUID
    client_id: UUID
    local_date: date
    smoke_free: bool
    mood: int | None
    craving: int | None
    note: str | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Written:
    """What came of writing a check-in."""

    today: date
    """The member's own day."""
    local_date: date | None
    """The day it is for; None when it was not written."""


class CheckInIn(Input):
    client_id: UUID
    local_date: Day | None = None
    smoke_free: StrictBool
    mood: Rating | None = None
    craving: Rating | None = None
    note: Note | None = None


class CheckInOut(Model):
    check_in_id: UUID
    client_id: UUID
    local_date: date
    smoke_free: bool
    mood: int | None
    craving: int | None
    note: str | None
    recorded_at: AwareDatetime


class CheckInsPage(Page):
    after: Day | None = None


class CheckIns(Model):
    items: list[CheckInOut]
    next: str | None

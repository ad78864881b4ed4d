"""Meetings of a coach with many, their seats, and who waits for one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.user_cessation.paging import Page
from shared.models.base import Input, Model, Moment, Name, Text, Whole


@dataclass(frozen=True, slots=True)
class GroupSession:
    """`position` is the reader's own place in the order of coming, from 1; None without one."""

    session_id: UUID
    coach_id: UUID
    coach_name: str
    title: str
    language: str
    starts_at: datetime
    ends_at: datetime
    seats: int
    people: int
    position: int | None


@dataclass(frozen=True, slots=True)
class Held:
    """A session that is held still, with what was known of it when its row was locked."""

    session_id: UUID
    coach_id: UUID
    starts_at: datetime
    ends_at: datetime
    seats: int


class GroupSessionIn(Input):
    client_id: UUID
    title: Annotated[Name, Field(max_length=80)]
    language: Annotated[Text, Field(pattern=r"^[a-z]{2,3}$", description="ISO 639")]
    starts_at: Moment
    minutes: Annotated[Whole, Field(ge=15, le=180)]
    seats: Annotated[Whole, Field(ge=2, le=50)]


class GroupSessionOut(Model):
    session_id: UUID
    coach_id: UUID
    coach_name: str
    title: str
    language: str
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    seats: int
    seats_left: int
    waiting: int
    has_seat: bool = Field(description="Whether I have a seat.")
    my_place_in_line: int | None = Field(description="From 1, where I wait for a seat.")


class GroupSessionsPage(Page):
    after: UUID | None = None


class GroupSessions(Model):
    items: list[GroupSessionOut]
    next: str | None


class GroupSessionPath(Input):
    session_id: UUID

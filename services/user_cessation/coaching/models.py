"""Coaches, and who coaches whom."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.user_cessation.paging import Page
from shared.models.base import Input, Model, Text


@dataclass(frozen=True, slots=True)
class Coach:
    user_id: UUID
    display_name: str
    headline: str
    languages: list[str]
    specialties: list[str]
    time_zone: str
    reply_within_hours: int
    places_left: int


@dataclass(frozen=True, slots=True)
class Practice:
    """What decides whether somebody can be taken on, and what they are promised."""

    places_left: int
    reply_within_hours: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """A member's coach, as the member sees them."""

    assignment_id: UUID
    user_id: UUID
    display_name: str
    headline: str
    languages: list[str]
    specialties: list[str]
    time_zone: str
    reply_within_hours: int
    since: datetime


class CoachOut(Model):
    user_id: UUID
    display_name: str
    headline: str
    languages: list[str]
    specialties: list[str]
    time_zone: str
    reply_within_hours: int = Field(description="They promise to answer within so many hours.")
    places_left: int


class CoachesPage(Page):
    after: UUID | None = None


class Coaches(Model):
    items: list[CoachOut]
    next: str | None


class CoachChoice(Input):
    coach_id: UUID
    reason: Annotated[Text, Field(max_length=500)] | None = Field(
        default=None, description="Why I leave the coach before. They never see it."
    )


class MyCoachOut(Model):
    user_id: UUID
    display_name: str
    headline: str
    languages: list[str]
    specialties: list[str]
    time_zone: str
    reply_within_hours: int = Field(description="They promise to answer within so many hours.")
    since: AwareDatetime

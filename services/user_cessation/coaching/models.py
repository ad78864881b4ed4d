"""Coaches, and who coaches whom."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import AwareDatetime

from services.user_cessation.paging import Page
from shared.models.base import Input, Model


@dataclass(frozen=True, slots=True)
class Coach:
    user_id: UUID
    display_name: str
    headline: str
    languages: list[str]
    places_left: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """A member's coach, as the member sees them."""

    assignment_id: UUID
    user_id: UUID
    display_name: str
    headline: str
    languages: list[str]
    since: datetime


class CoachOut(Model):
    user_id: UUID
    display_name: str
    headline: str
    languages: list[str]
    places_left: int


class CoachesPage(Page):
    after: UUID | None = None


class Coaches(Model):
    items: list[CoachOut]
    next: str | None


class CoachChoice(Input):
    coach_id: UUID


class MyCoachOut(Model):
    user_id: UUID
    display_name: str
    headline: str
    languages: list[str]
    since: AwareDatetime

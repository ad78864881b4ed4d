"""Coaches, whom they look after, and what they may see of them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pydantic import AwareDatetime

from services.user_cessation.paging import Page
from services.user_cessation.progress.models import Status
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


@dataclass(frozen=True, slots=True)
class CoachedMember:
    """A member, as their coach sees them. Without consent everything but the name is None."""

    assignment_id: UUID
    user_id: UUID
    display_name: str
    since: datetime
    shares_progress: bool
    time_zone: str
    quit_at: datetime | None
    last_slip_at: datetime | None
    last_smoked: date | None
    slips_total: int
    checked_in_on: date | None
    smoke_free: bool | None
    mood: int | None
    craving: int | None


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


class LastCheckIn(Model):
    local_date: date
    smoke_free: bool
    mood: int | None
    craving: int | None


class MemberOut(Model):
    user_id: UUID
    display_name: str
    since: AwareDatetime
    status: Status | None
    quit_at: AwareDatetime | None
    smoke_free_seconds: int | None
    streak_days: int | None
    last_check_in: LastCheckIn | None
    slips_total: int | None


class MembersPage(Page):
    after: UUID | None = None


class Members(Model):
    items: list[MemberOut]
    next: str | None


class MemberPath(Input):
    member_id: UUID

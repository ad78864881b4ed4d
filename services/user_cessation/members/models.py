"""A coach's members, as far as they let the coach see them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pydantic import AwareDatetime

from services.user_cessation.paging import Page
from services.user_cessation.progress.models import Status
from shared.models.base import Input, Model


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

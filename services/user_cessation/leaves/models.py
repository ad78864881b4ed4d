"""Times when a coach is away."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.user_cessation.paging import Page
from shared.models.base import Input, Model, Moment


@dataclass(frozen=True, slots=True)
class Leave:
    leave_id: UUID
    client_id: UUID
    starts_at: datetime
    ends_at: datetime


class LeaveIn(Input):
    client_id: UUID
    starts_at: Moment
    ends_at: Moment = Field(description="At most a year after the start.")


class LeaveOut(Model):
    leave_id: UUID
    client_id: UUID
    starts_at: AwareDatetime
    ends_at: AwareDatetime


class LeavesPage(Page):
    after: UUID | None = None


class Leaves(Model):
    items: list[LeaveOut]
    next: str | None


class LeavePath(Input):
    leave_id: UUID

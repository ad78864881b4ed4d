"""Promises of an answer that a coach did not keep."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.user_cessation.paging import Page
from shared.models.base import Input, Model


@dataclass(frozen=True, slots=True)
class Overdue:
    overdue_id: UUID
    member_id: UUID
    member_name: str
    coach_id: UUID
    coach_name: str
    waiting_since: datetime
    recorded_at: datetime
    stand_in_name: str | None


class OverdueOut(Model):
    overdue_id: UUID
    member_id: UUID
    member_name: str
    coach_id: UUID
    coach_name: str
    waiting_since: AwareDatetime
    recorded_at: AwareDatetime
    stand_in_name: str | None = Field(description="Which other coach was asked, if any was.")


class OverduePage(Page):
    after: UUID | None = None


class OverdueReplies(Model):
    items: list[OverdueOut]
    next: str | None


class OverduePath(Input):
    overdue_id: UUID

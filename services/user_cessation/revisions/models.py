"""A revision: one change to a plan, with what it was before and what it became."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.user_cessation.paging import Page
from shared.models.base import Model

Turn = Literal["added", "changed", "removed", "kept"]
Value = str | bool | int | list[str] | None


class PlanArea(StrEnum):
    QUIT_DATE = "quit_date"
    CHECKLIST = "checklist"
    COPING = "coping"
    REASONS = "reasons"
    CUT_DOWN = "cut_down"
    MEDICATION = "medication"


class FieldChange(Model):
    field: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Revision:
    number: int
    area: PlanArea
    turn: Turn
    subject_id: UUID | None
    fields: list[FieldChange]
    changed_at: datetime


class RevisionOut(Model):
    number: int = Field(description="1 is the first change to the plan; none is ever taken back.")
    area: PlanArea
    turn: Turn
    subject_id: UUID | None = Field(description="Which one, where a plan has several.")
    fields: list[FieldChange]
    withheld: bool = Field(description="That it changed is shown, what it says is the member's.")
    changed_at: AwareDatetime


class RevisionsPage(Page):
    after: Annotated[int, Field(ge=1, le=1_000_000_000)] | None = None


class Revisions(Model):
    items: list[RevisionOut] = Field(description="The latest first.")
    next: str | None

"""Savings goals: what the money that is not smoked is for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.user_cessation.money import Currency, Money
from services.user_cessation.paging import Page, Place
from shared.models.base import Input, Model, Name, Whole

GoalState = Literal["saving", "reached", "not_saving"]


@dataclass(frozen=True, slots=True)
class Goal:
    goal_id: UUID
    client_id: UUID
    name: str
    amount_minor: int
    currency: str
    version: int
    created_at: datetime


class GoalAmount(Input):
    amount_minor: Annotated[Whole, Field(ge=1, le=1_000_000_000)]
    currency: Currency


class GoalChanges(Input):
    name: Name
    target: GoalAmount


class GoalIn(GoalChanges):
    client_id: UUID


class GoalOut(Model):
    goal_id: UUID
    client_id: UUID
    name: str
    target: Money
    saved: Money | None = Field(
        description="Since quitting, at most the target; null while nothing can be compared."
    )
    state: GoalState
    expected_at: AwareDatetime | None = Field(
        description="When it will be reached at the present price without smoking; null otherwise."
    )
    version: int
    created_at: AwareDatetime


class GoalPath(Input):
    goal_id: UUID


class GoalsPage(Page):
    after: Place | None = None


class Goals(Model):
    items: list[GoalOut]
    next: str | None

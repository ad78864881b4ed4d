"""The quit plan: the moment someone stops, and every attempt before this one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.user_cessation.paging import Page, Place
from services.user_cessation.readiness.models import Track
from shared.models.base import Input, Model, Moment

EndReason = Literal["new_date", "relapse", "stopped"]
Advice = Literal["sooner_is_better", "explore_first"]


@dataclass(frozen=True, slots=True)
class Attempt:
    attempt_id: UUID
    quit_at: datetime
    version: int
    created_at: datetime
    ended_at: datetime | None
    end_reason: EndReason | None


class QuitPlanIn(Input):
    quit_at: Moment


class KeepGoingIn(Input):
    client_id: UUID


class EndIn(Input):
    reason: Literal["relapse", "stopped"]


class AttemptOut(Model):
    attempt_id: UUID
    quit_at: AwareDatetime
    ended_at: AwareDatetime | None
    end_reason: EndReason | None


class AttemptsPage(Page):
    after: Place | None = None


class Attempts(Model):
    items: list[AttemptOut] = Field(description="The one that is open first, then the latest.")
    next: str | None


class QuitPlanOut(Model):
    attempt_id: UUID
    quit_at: AwareDatetime
    status: Literal["planned", "quit"]
    track: Track = Field(description="A date more than 30 days away is for thinking it over.")
    created_at: AwareDatetime
    attempts: list[AttemptOut] = Field(description="The latest 100; all are at /attempts.")
    version: int
    advice: Advice | None

"""The quit plan: the moment someone stops, and every attempt before this one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime

from shared.models.base import Input, Model, Moment

EndReason = Literal["new_date", "relapse", "stopped"]


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


class AttemptOut(Model):
    attempt_id: UUID
    quit_at: AwareDatetime
    ended_at: AwareDatetime | None
    end_reason: EndReason | None


class QuitPlanOut(Model):
    attempt_id: UUID
    quit_at: AwareDatetime
    status: Literal["planned", "quit"]
    created_at: AwareDatetime
    attempts: list[AttemptOut]
    version: int
    advice: Literal["sooner_is_better"] | None

"""Which members a coach should look at first, and why."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from shared.models.base import Input, Model

ReasonCode = Literal["reply_overdue", "slip", "confidence_fell", "confidence_low", "silence"]


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of a member as far as they let the coach see it; None where they do not."""

    user_id: UUID
    display_name: str
    since: datetime
    shares_progress: bool
    time_zone: str
    waiting_since: datetime | None
    slipped_at: datetime | None
    confidence: int | None
    confidence_before: int | None
    rated_at: datetime | None
    checked_in_on: date | None


class AttentionAsked(Input):
    silence_days: Annotated[int, Field(ge=1, le=60)] = Field(
        default=3, description="Without a check-in for so many days counts as silence."
    )


class AttentionReason(Model):
    code: ReasonCode
    since: AwareDatetime
    value: int | None = Field(
        description="Confidence now, by how much it fell, or days of silence; null elsewhere."
    )


class MemberToSee(Model):
    user_id: UUID
    display_name: str
    reasons: list[AttentionReason]


class Attention(Model):
    items: list[MemberToSee]

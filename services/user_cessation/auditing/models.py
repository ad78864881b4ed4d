"""The record of who did what, as whoever reviews it asks for it and sees it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.user_cessation.paging import Page, Place
from shared.models.base import Model, Moment, Text


class Outcome(StrEnum):
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Recorded:
    audit_id: UUID
    happened_at: datetime
    action: str
    outcome: Outcome
    actor_id: UUID | None
    subject_id: UUID | None
    origin: str | None
    request_id: str
    detail: dict[str, object]
    chain_id: int
    place: int


class RecordedOut(Model):
    audit_id: UUID
    at: AwareDatetime
    action: str
    outcome: Outcome
    actor_id: UUID | None = Field(description="Who did it; null for a stranger or somebody gone.")
    subject_id: UUID | None = Field(description="Whom it concerned, where it was somebody.")
    origin: str | None = Field(
        description="From where: the same for the same address, and no way back to it."
    )
    request_id: str
    detail: dict[str, object]
    chain_id: int = Field(description="The chain it is a link of, which is checked every day.")
    place: int = Field(description="Its place in that chain, from 1.")


class RecordAsked(Page):
    after: Place | None = None
    actor_id: UUID | None = None
    subject_id: UUID | None = None
    action: Text | None = Field(
        default=None, min_length=1, max_length=60, description="As it is called in the record."
    )
    origin: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")
    since: Moment | None = None
    until: Moment | None = Field(default=None, description="Before this moment.")


class Record(Model):
    items: list[RecordedOut] = Field(description="Newest first.")
    next: str | None

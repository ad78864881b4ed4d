"""The record of who did what, as whoever reviews it asks for it and sees it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal
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
    request_id: str | None
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
    request_id: str | None = Field(description="Null for what no request brought about.")
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


@dataclass(frozen=True, slots=True)
class Check:
    check_id: UUID
    started_at: datetime
    finished_at: datetime
    is_complete: bool
    chains: int
    entries: int
    faults: int
    first_fault: dict[str, object] | None


class FaultOut(Model):
    """A link that does not fit: `chain_id` and `place` are those of the entry, if it is there."""

    chain_id: int
    place: int
    what: Literal["changed", "missing before it", "missing at the end"]


class CheckOut(Model):
    check_id: UUID
    started_at: AwareDatetime
    finished_at: AwareDatetime
    is_complete: bool = Field(description="False: there was no time to look at every chain.")
    chains: int
    entries: int = Field(description="How many entries were looked at.")
    faults: int = Field(description="How many links do not fit; 0 is as it should be.")
    first_fault: FaultOut | None


class ChecksPage(Page):
    after: Place | None = None


class Checks(Model):
    items: list[CheckOut] = Field(description="Newest first: the first says how it is.")
    next: str | None


class Record(Model):
    items: list[RecordedOut] = Field(description="Newest first.")
    next: str | None

"""The journal: a place for good days, and for any other."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, Field, StrictBool

from services.user_cessation.paging import Page, Place
from shared.models.base import Input, Model, Moment, Text, Whole


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be blank")
    return text


EntryText = Annotated[Text, Field(min_length=1, max_length=5000), AfterValidator(_said)]
EntryMood = Annotated[Whole, Field(ge=0, le=10)]


@dataclass(frozen=True, slots=True)
class Entry:
    entry_id: UUID
    client_id: UUID
    written_at: datetime
    text: str
    mood: int | None
    shared: bool
    version: int
    changed_at: datetime | None


class EntryChanges(Input):
    text: EntryText
    mood: EntryMood | None = None
    shared: StrictBool = Field(default=False, description="Whether my coach may read it.")


class EntryIn(EntryChanges):
    client_id: UUID
    written_at: Moment | None = None


class EntryOut(Model):
    entry_id: UUID
    client_id: UUID
    written_at: AwareDatetime
    text: str
    mood: int | None
    shared: bool
    version: int
    changed_at: AwareDatetime | None


class EntryPath(Input):
    entry_id: UUID


class JournalPage(Page):
    after: Place | None = None


class Journal(Model):
    items: list[EntryOut]
    next: str | None


class JournalOwner(Input):
    member_id: UUID

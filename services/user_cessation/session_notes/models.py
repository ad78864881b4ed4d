"""What a coach writes down of a meeting: a summary for both, and a note of their own."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.user_cessation.appointments.models import Kind
from shared.models.base import Input, Model, Text


class NoteKind(StrEnum):
    SHARED = "shared"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting a note is about, for its coach."""

    appointment_id: UUID
    member_id: UUID
    kind: Kind


@dataclass(frozen=True, slots=True)
class Addendum:
    addendum_id: UUID
    client_id: UUID
    text: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Note:
    note_id: UUID
    kind: NoteKind
    text: str
    covered: list[str]
    version: int
    written_at: datetime
    addenda: list[Addendum]


NoteText = Annotated[Text, Field(min_length=1, max_length=8000)]


class NoteIn(Input):
    text: NoteText
    covered: Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=40)] = Field(
        default_factory=list, description="Codes of the session's checklist that were covered."
    )


class AddendumIn(Input):
    client_id: UUID
    text: Annotated[Text, Field(min_length=1, max_length=4000)]


class AddendumOut(Model):
    addendum_id: UUID
    client_id: UUID
    text: str
    written_at: AwareDatetime


class NoteOut(Model):
    note_id: UUID
    kind: NoteKind
    text: str
    covered: list[str]
    version: int
    written_at: AwareDatetime
    closes_at: AwareDatetime = Field(description="From then on there are only addenda.")
    addenda: list[AddendumOut]


class Notes(Model):
    items: list[NoteOut]


class NotesPath(Input):
    appointment_id: UUID


class NotePath(Input):
    appointment_id: UUID
    note_kind: NoteKind

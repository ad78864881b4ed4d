"""Somebody may be in danger: a case, the people on call, and what was said and done."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.user_cessation.paging import Page, Place
from services.user_cessation.words import Words
from shared.models.base import Input, Model, Moment, Text

CrisisLevel = Literal["info", "urgent", "imminent"]
CrisisSource = Literal["post", "comment", "message", "report", "staff"]
CrisisOutcome = Literal["safe", "handed_over", "emergency_services", "no_reply", "false_alarm"]

NoteText = Annotated[Text, Field(min_length=1, max_length=4000)]


@dataclass(frozen=True, slots=True)
class CrisisCase:
    case_id: UUID
    user_id: UUID
    level: CrisisLevel
    source: CrisisSource
    source_id: UUID
    opened_by: UUID | None
    opened_at: datetime
    due_at: datetime | None
    overdue_at: datetime | None
    handler_id: UUID | None
    claimed_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    closed_by: UUID | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class CrisisNote:
    note_id: UUID
    author_id: UUID | None
    text: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class CrisisReply:
    reply_id: UUID
    template: str
    sent_by: UUID | None
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class OnCall:
    user_id: UUID
    display_name: str
    until: datetime


class CrisisCaseOut(Model):
    case_id: UUID
    user_id: UUID
    level: CrisisLevel
    source: CrisisSource
    source_id: UUID = Field(description="Where it was written; what was written is not repeated.")
    opened_at: AwareDatetime
    due_at: AwareDatetime | None = Field(description="When somebody must have answered.")
    is_overdue: bool
    handler_id: UUID | None
    claimed_at: AwareDatetime | None
    answered_at: AwareDatetime | None
    closed_at: AwareDatetime | None
    closed_by: UUID | None
    outcome: str | None


class CrisisCases(Model):
    items: list[CrisisCaseOut]
    next: str | None


class CrisisNoteOut(Model):
    note_id: UUID
    author_id: UUID | None
    text: str
    written_at: AwareDatetime


class CrisisReplyOut(Model):
    reply_id: UUID
    template: str
    sent_by: UUID | None
    sent_at: AwareDatetime


class CrisisCaseFile(Model):
    """A case with all that was noted and said."""

    case: CrisisCaseOut
    notes: list[CrisisNoteOut]
    replies: list[CrisisReplyOut]


class CrisisCasesPage(Page):
    state: Literal["open", "closed"] = "open"
    after: Place | None = None


class CrisisCasePath(Input):
    case_id: UUID


class NewCrisisCase(Input):
    client_id: UUID
    user_id: UUID
    level: CrisisLevel
    note: NoteText | None = None


class NewCrisisNote(Input):
    client_id: UUID
    text: NoteText


class NewCrisisReply(Input):
    client_id: UUID
    template: Annotated[Text, Field(min_length=1, max_length=40)]


class CrisisClosing(Input):
    outcome: CrisisOutcome


class OnCallIn(Input):
    until: Moment


class OnCallOut(Model):
    user_id: UUID
    display_name: str
    until: AwareDatetime


class OnCallList(Model):
    items: list[OnCallOut]


class CrisisTemplate(Model):
    code: str
    words: Words


class CrisisTemplates(Model):
    items: list[CrisisTemplate]

"""Somebody says that something should not be here."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from services.social_media.moderation.models import Reason, SubjectKind
from shared.models.base import Input, Model, Text
from shared.models.ids import UserId


class ReportOutcome(StrEnum):
    ACTED = "acted"
    NOTHING_WRONG = "nothing_wrong"


@dataclass(frozen=True, slots=True)
class Report:
    report_id: UUID
    reporter: UserId
    subject_kind: SubjectKind
    subject_id: UUID
    reason: Reason
    note: str
    at: datetime
    outcome: ReportOutcome | None = None
    decided_at: datetime | None = None


class NewReport(Input):
    subject_kind: SubjectKind
    subject_id: UUID
    reason: Reason
    note: Text = Field(default="", max_length=500)


class ReportOut(Model):
    report_id: UUID
    subject_kind: SubjectKind
    subject_id: UUID
    reason: Reason
    at: datetime
    outcome: ReportOutcome | None = Field(description="Null while somebody looks at it.")
    decided_at: datetime | None


class ReportList(Model):
    items: list[ReportOut]
    next: str | None


class ReportQuery(Input):
    limit: int = Field(default=50, ge=1, le=100)
    after: UUID | None = None

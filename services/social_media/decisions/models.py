"""Deciding a case, appealing, and judging that."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StrictBool

from services.social_media.cases.models import AppealState
from services.social_media.moderation.models import Reason, SubjectKind
from services.social_media.sanctions.models import SanctionKind
from shared.models.base import Input, Model, Text, Whole


class NewDecision(Input):
    """Neither to hide nor a rung: there was nothing wrong, and what was held is shown."""

    reason: Reason
    hide: StrictBool
    rung: Annotated[Whole, Field(ge=0, le=5)] | None = None
    note: Text = Field(min_length=1, max_length=1_000)


class NewAppeal(Input):
    text: Text = Field(min_length=1, max_length=1_000)


class NewJudgement(Input):
    overturn: StrictBool
    note: Text = Field(min_length=1, max_length=1_000)


class AgainstMe(Model):
    """A decision about something of mine."""

    case_id: UUID
    subject_kind: SubjectKind
    subject_id: UUID
    text: str
    reason: Reason
    hidden: bool
    sanction: SanctionKind | None
    at: datetime
    appeal: AppealState | None
    can_appeal_until: datetime | None


class AgainstMeList(Model):
    items: list[AgainstMe]


class AppealOut(Model):
    case_id: UUID
    subject_kind: SubjectKind
    text: str
    reason: Reason
    hidden: bool
    sanction: SanctionKind | None
    decided_at: datetime
    note: str
    appeal: str
    appealed_at: datetime


class AppealList(Model):
    items: list[AppealOut] = Field(description="The oldest first.")

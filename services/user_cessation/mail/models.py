"""An e-mail on its way, and how support sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.user_cessation.paging import Page, Place
from shared.models.base import Input, Model
from shared.models.notices import NotificationCategory


class MailStatus(StrEnum):
    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"
    """Tried too often; somebody of support decides."""
    DROPPED = "dropped"
    """Its reader may not be written to any more."""


@dataclass(frozen=True, slots=True)
class Mail:
    """What to send, and to whom. `attempts` counts this one."""

    mail_id: UUID
    email: str
    locale: str
    is_active: bool
    """Whether they may be written to: their account is open, or this is about it being shut."""
    category: NotificationCategory
    key: str
    data: Mapping[str, str]
    attempts: int


@dataclass(frozen=True, slots=True)
class Sending:
    """What became of a mail, without what it says."""

    mail_id: UUID
    user_id: UUID
    category: NotificationCategory
    status: MailStatus
    attempts: int
    error: str | None
    queued_at: datetime
    due_at: datetime | None
    sent_at: datetime | None


class MailOut(Model):
    mail_id: UUID
    user_id: UUID
    category: NotificationCategory
    status: MailStatus
    attempts: int
    error: str | None
    queued_at: AwareDatetime
    due_at: AwareDatetime | None
    sent_at: AwareDatetime | None


class MailsAsked(Page):
    status: MailStatus = MailStatus.FAILED
    user_id: UUID | None = None
    after: Place | None = None


class MailList(Model):
    items: list[MailOut]
    next: str | None = Field(description="Ask with this for what comes after; null at the end.")


class MailPath(Input):
    mail_id: UUID

"""A consent: one answer to one sentence, kept for as long as the account is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, StrictBool

from services.user_cessation.paging import Page, Place
from shared.models.base import Input, Model
from shared.models.consents import ConsentPurpose


@dataclass(frozen=True, slots=True)
class Answer:
    consent_id: UUID
    purpose: str
    granted: bool
    text_version: str
    text_sha256: bytes
    locale: str
    source: str
    answered_at: datetime


class ConsentAnswer(Input):
    """Yes and no are given in the same way."""

    purpose: ConsentPurpose
    granted: StrictBool
    text_version: str = Field(max_length=20, description="Of the sentence that was shown.")
    locale: Literal["en", "vi"]


class ConsentOut(Model):
    """What I last said to a purpose, and the sentence that holds now."""

    purpose: ConsentPurpose
    granted: bool
    answered_at: AwareDatetime | None = Field(description="Null: I was never asked.")
    text: str
    text_version: str
    is_current: bool = Field(description="Whether my answer was to this version.")


class ConsentOverview(Model):
    items: list[ConsentOut]


class ConsentAnswerOut(Model):
    consent_id: UUID
    purpose: ConsentPurpose
    granted: bool
    text_version: str
    text_sha256: str = Field(description="Of the sentence as it was shown, in hexadecimal.")
    locale: str
    source: str
    answered_at: AwareDatetime


class ConsentHistoryPage(Page):
    after: Place | None = None


class ConsentHistory(Model):
    items: list[ConsentAnswerOut]
    next: str | None

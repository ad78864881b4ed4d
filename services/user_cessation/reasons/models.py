"""Why somebody wants to quit: in their own words, and in one picture."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from shared.models.base import Input, Model, Text

MOST_REASONS = 20

ReasonWords = Annotated[Text, Field(max_length=300, pattern=r"\S")]


@dataclass(frozen=True, slots=True)
class Reason:
    reason_id: UUID
    client_id: UUID
    words: str
    version: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ReasonPhoto:
    upload_id: UUID
    width: int
    height: int
    blurhash: str


@dataclass(frozen=True, slots=True)
class Why:
    """All of somebody's reasons, oldest first, and their picture."""

    items: list[Reason]
    photo: ReasonPhoto | None


class ReasonIn(Input):
    words: ReasonWords


class NewReasonIn(ReasonIn):
    client_id: UUID


class ReasonPhotoIn(Input):
    upload_id: UUID = Field(description="A picture of mine, uploaded as a reason's photo.")


class ReasonOut(Model):
    reason_id: UUID
    client_id: UUID
    words: str
    version: int
    created_at: AwareDatetime


class ReasonPhotoOut(Model):
    upload_id: UUID = Field(description="Its addresses are at /uploads/{upload_id}.")
    width: int
    height: int
    blurhash: str


class ReasonsOut(Model):
    items: list[ReasonOut] = Field(description="The oldest first.")
    photo: ReasonPhotoOut | None


class ReasonPath(Input):
    reason_id: UUID

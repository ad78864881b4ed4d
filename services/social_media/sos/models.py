"""In an urge: whom somebody can write to with one tap, and what they say."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.social_media.people.models import PersonOut
from shared.models.base import Input, Model, Text


class CircleKind(StrEnum):
    COHORT = "cohort"
    BUDDY = "buddy"
    COACH = "coach"


class WordsOut(Model):
    """What is sent unless they write something themselves."""

    en: str
    vi: str


class CirclePlaceOut(Model):
    """Where a message can go: a cohort by its name, or somebody."""

    kind: CircleKind
    conversation_id: UUID
    name: str | None
    person: PersonOut | None


class CircleOut(Model):
    items: list[CirclePlaceOut] = Field(description="Cohorts first, then buddies, then the coach.")
    words: WordsOut


class CallIn(Input):
    """Sent again with the same client id, it is the same message."""

    client_id: UUID
    conversation_id: UUID = Field(description="One of those in the circle.")
    text: Annotated[Text, Field(min_length=1, max_length=500)] | None = Field(
        default=None, description="The words of the house, in their language, if there is none."
    )


class CallOut(Model):
    """The message as it is stored."""

    conversation_id: UUID
    message_id: UUID
    seq: int
    at: AwareDatetime

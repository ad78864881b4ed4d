"""The programme: short messages on days counted from the quit date."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from pydantic import AwareDatetime, Field

from services.user_cessation.coping.models import CopingPairOut
from services.user_cessation.words import Words
from shared.models.base import Model


class Basis(StrEnum):
    """What a message rests on."""

    TEXTS = "texts"
    ACCEPTANCE = "acceptance"
    GUIDELINE = "guideline"
    STANDARD = "standard"
    MEDICINES = "medicines"
    LAPSES = "lapses"
    RUSSELL = "russell"


@dataclass(frozen=True, slots=True)
class Message:
    code: str
    days: int
    words: Words
    basis: Basis
    months: int = 0
    asks: bool = False
    """Whether it also asks how it goes."""
    reminds: bool = False
    """Whether the reader's own if-then pairs come with it."""
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """What the days of a member's programme are counted from."""

    quit_at: datetime
    time_zone: str
    local_time: time


class ProgrammeSource(Model):
    basis: Basis
    name: Words
    published: str
    url: str


class ProgrammeMessage(Model):
    code: str
    at: AwareDatetime = Field(description="That morning, or the time of my own, where I live.")
    words: Words
    basis: Basis
    asks: bool = Field(description="Whether it is a day to say how it goes.")
    reviewed: bool
    pairs: list[CopingPairOut] | None = Field(
        description="What I meant to do when it gets difficult; only where that is spoken of."
    )


class Programme(Model):
    items: list[ProgrammeMessage] = Field(description="Up to today, the latest first.")
    next_at: AwareDatetime | None
    sources: list[ProgrammeSource]

"""Whether somebody means to quit within thirty days, and what is there for those who do not."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, StrictBool

from services.user_cessation.paging import Page, Place
from services.user_cessation.words import Words
from shared.models.base import Input, Model

Track = Literal["plan", "explore"]
ReadinessSource = Literal["asked", "quit_date"]


@dataclass(frozen=True, slots=True)
class Readiness:
    answer_id: UUID
    client_id: UUID
    ready: bool
    source: ReadinessSource
    answered_at: datetime


class ReadinessIn(Input):
    client_id: UUID
    ready: StrictBool = Field(description="Whether I mean to quit within the next 30 days.")


class ReadinessOut(Model):
    answer_id: UUID
    ready: bool
    track: Track = Field(description="`plan` leads to a quit date; `explore` asks for nothing.")
    source: ReadinessSource = Field(description="Asked, or clear from the quit date that was set.")
    answered_at: AwareDatetime


class ReadinessPage(Page):
    after: Place | None = None


class ReadinessHistory(Model):
    items: list[ReadinessOut] = Field(description="The latest first; it is what holds.")
    next: str | None


class ReadinessCard(Model):
    code: Literal["relevance", "risks", "rewards", "roadblocks", "repetition"]
    title: Words
    words: Words
    source: str
    reviewed: bool = False


class ReadinessCards(Model):
    items: list[ReadinessCard]
    cut_down: Words = Field(description="What one can do meanwhile.")

"""What the body gets back and when, as one evidence set or another puts it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

from pydantic import AwareDatetime, Field

from services.user_cessation.words import Words
from shared.models.base import Input, Model

State = Literal["locked", "in_progress", "reached"]
Direction = Literal["falls", "rises", "improves"]
Clock = Literal["last_cigarette", "quit_date"]


class Evidence(StrEnum):
    CDC = "CDC-2020"
    WHO = "WHO"
    NHS = "NHS"
    ACS = "ACS"


class Recovery(StrEnum):
    """What comes back; two sets may say different times about one of them."""

    HEART_RATE = "heart_rate"
    NICOTINE = "nicotine"
    CARBON_MONOXIDE = "carbon_monoxide"
    OXYGEN = "oxygen"
    TASTE_AND_SMELL = "taste_and_smell"
    BREATHING = "breathing"
    CIRCULATION = "circulation"
    COUGH = "cough"
    HEART_ATTACK = "heart_attack"
    HEART_DISEASE = "heart_disease"
    HEART_DISEASE_END = "heart_disease_end"
    STROKE = "stroke"
    MOUTH_AND_THROAT = "mouth_and_throat"
    LUNG_CANCER = "lung_cancer"
    OTHER_CANCERS = "other_cancers"
    CANCERS_END = "cancers_end"
    CERVICAL_CANCER = "cervical_cancer"


@dataclass(frozen=True, slots=True)
class Span:
    """A time after stopping: exact, or by the calendar where only months were ever meant."""

    exactly: timedelta = timedelta(0)
    months: int = 0


@dataclass(frozen=True, slots=True)
class Milestone:
    """One line of one set. `until` is there where the source gives a range."""

    evidence: Evidence
    topic: Recovery
    since: Span
    until: Span | None
    direction: Direction
    words: Words
    note: Words | None = None
    reviewed: bool = False

    @property
    def code(self) -> str:
        return f"{self.evidence.lower()}-{self.topic.replace('_', '-')}"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the timeline of one member depends on."""

    country: str | None
    quit_at: datetime | None
    last_smoked_at: datetime | None
    """The last slip since quitting."""


class MilestonesAsked(Input):
    evidence: Evidence | None = Field(
        default=None, description="Another evidence set than the one of my country."
    )


class Differing(Model):
    evidence: Evidence
    starts_at: AwareDatetime | None
    ends_at: AwareDatetime | None


class Disagreement(Model):
    note: Words
    by: AwareDatetime | None = Field(description="The latest time any of them gives.")
    others: list[Differing]


class MilestoneOut(Model):
    code: str
    topic: Recovery
    words: Words
    direction: Direction
    clock: Clock = Field(description="What its time is counted from.")
    state: State
    starts_at: AwareDatetime | None = Field(description="Null without a quit date.")
    ends_at: AwareDatetime | None = Field(description="Null where the source gives no range.")
    note: Words | None
    disagreement: Disagreement | None = Field(description="Where the sources differ.")
    reviewed: bool


class EvidenceSource(Model):
    evidence: Evidence
    name: Words
    published: str
    url: str


class Milestones(Model):
    source: EvidenceSource
    caution: Words
    quit_at: AwareDatetime | None
    last_cigarette_at: AwareDatetime | None = Field(description="Null until they have quit.")
    items: list[MilestoneOut]

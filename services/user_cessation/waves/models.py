"""A wave of craving somebody sits out: what may help meanwhile, and how it ended."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.user_cessation.coping.models import CopingPair, CopingPairOut
from services.user_cessation.cravings.circumstances import Strategy
from services.user_cessation.cravings.models import Ending, Intensity, Trigger
from services.user_cessation.paging import Page, Place
from services.user_cessation.reasons.models import (
    Reason,
    ReasonOut,
    ReasonPhoto,
    ReasonPhotoOut,
)
from services.user_cessation.words import Words
from shared.models.base import Input, Model, Moment, Whole

MINUTES = 5
"""Most urges have passed by then (quitnow.ca: three to five minutes)."""

StepKind = Literal["own_reasons", "if_then", "technique", "breathing", "people"]


@dataclass(frozen=True, slots=True)
class Step:
    """Something to try, in the order it is offered. `seconds` is how long, where that matters."""

    code: str
    kind: StepKind
    title: Words
    words: Words
    strategy: Strategy | None = None
    seconds: int | None = None
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What the offer to one member depends on."""

    coach_id: UUID | None
    coach_name: str | None
    helped: list[str]
    """Strategies tried often enough to judge, the one most often followed by no cigarette first."""
    reasons: list[Reason]
    photo: ReasonPhoto | None
    pairs: list[CopingPair]


@dataclass(frozen=True, slots=True)
class Wave:
    wave_id: UUID
    client_id: UUID
    started_at: datetime
    minutes: int
    intensity: int
    trigger: str | None
    ended_at: datetime | None
    craving_id: UUID | None


class WaveIn(Input):
    client_id: UUID
    started_at: Moment | None = None
    minutes: Annotated[Whole, Field(ge=1, le=30)] = MINUTES
    intensity: Intensity
    trigger: Trigger | None = None


class WaveOut(Model):
    client_id: UUID = Field(description="A wave is addressed by the id its client gave it.")
    started_at: AwareDatetime
    until: AwareDatetime = Field(description="When the timer is over.")
    minutes: int
    intensity: int
    trigger: str | None
    ended_at: AwareDatetime | None
    craving_id: UUID | None = Field(description="The entry it became in the craving log.")


class WavesPage(Page):
    after: Place | None = None


class Waves(Model):
    items: list[WaveOut]
    next: str | None


class WavePath(Input):
    client_id: UUID


class OutcomeIn(Ending):
    ended_at: Moment | None = None
    intensity_after: Intensity


class Someone(Model):
    user_id: UUID
    display_name: str


class StepOut(Model):
    code: str
    kind: StepKind
    title: Words
    words: Words
    strategy: Strategy | None = Field(description="What to log if it is what they did.")
    seconds: int | None
    helped_before: bool = Field(description="Among what helped this member most.")
    coach: Someone | None = Field(description="Whom to write to; only where people are offered.")
    reasons: list[ReasonOut] | None = Field(
        description="Why they want to quit, in their own words; only where that is offered."
    )
    photo: ReasonPhotoOut | None = Field(description="What it looks like, beside the reasons.")
    pairs: list[CopingPairOut] | None = Field(
        description="What they meant to do, in their order; only where that is offered."
    )


class SosOut(Model):
    minutes: int
    words: Words
    steps: list[StepOut] = Field(description="In the order to offer them.")

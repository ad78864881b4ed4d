"""A slip: smoking after the quit date. It ends nothing and deletes nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.user_cessation.paging import Page, Place
from services.user_cessation.profile.models import Product
from shared.models.base import Input, Model, Moment, Text, Whole

PRODUCT = Field(default=None, description="What it was; unless they say so, a cigarette.")

Offer = Literal["coach", "cohort", "nrt_information"]


@dataclass(frozen=True, slots=True)
class Slip:
    slip_id: UUID
    attempt_id: UUID
    client_id: UUID
    smoked_at: datetime
    local_date: date
    cigarettes: int
    product: str | None
    """None: they did not say, and it counts as a cigarette."""
    trigger: str | None
    confidence: int | None
    confidence_before: int | None
    note: str | None
    recorded_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Situation:
    """What has to be known before a slip is written."""

    time_zone: str
    coach_id: UUID | None
    """The coach, if the member has one and shares progress with them."""
    attempt_id: UUID | None
    quit_at: datetime | None
    confidence_before: int | None
    """What they last said of it, in a slip or when asked."""
    is_repeated: bool
    """This client id was stored before."""
    is_undone: bool
    """This client id was stored before, and taken back."""


class SlipIn(Input):
    client_id: UUID
    smoked_at: Moment
    cigarettes: Annotated[Whole, Field(ge=1, le=200)]
    product: Product | None = PRODUCT
    trigger: Annotated[Text, Field(max_length=80)] | None = None
    confidence: Annotated[Whole, Field(ge=0, le=10)] | None = None
    note: Annotated[Text, Field(max_length=1000)] | None = None


class SlipChanges(Input):
    """All of what may be corrected or added later; the moment of the slip stays what it was."""

    cigarettes: Annotated[Whole, Field(ge=1, le=200)]
    product: Product | None = PRODUCT
    trigger: Annotated[Text, Field(max_length=80)] | None = None
    confidence: Annotated[Whole, Field(ge=0, le=10)] | None = None
    note: Annotated[Text, Field(max_length=1000)] | None = None


class SlipPath(Input):
    slip_id: UUID


class SlipOut(Model):
    slip_id: UUID
    attempt_id: UUID
    client_id: UUID
    smoked_at: AwareDatetime
    local_date: date
    cigarettes: int
    product: Product | None
    trigger: str | None
    confidence: int | None
    note: str | None
    recorded_at: AwareDatetime
    version: int
    offer: Literal["coach"] | None = Field(
        description="What may help now: somebody to talk to, when confidence fell or is low."
    )
    offers: list[Offer] = Field(description="Everything that may help now, the first first.")
    check_in_by: AwareDatetime = Field(description="Look in again within a day of telling it.")


class SlipsPage(Page):
    after: Place | None = None


class Slips(Model):
    items: list[SlipOut]
    next: str | None

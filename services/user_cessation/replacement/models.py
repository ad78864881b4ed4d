"""Nicotine replacement as a member uses it: the pack they follow, and each piece they take."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.user_cessation.medication.models import NrtLabelOut, NrtProduct, Standing
from services.user_cessation.paging import Page, Place
from services.user_cessation.words import Words
from shared.models.base import Day, Input, Model, Moment, Text, Whole


@dataclass(frozen=True, slots=True)
class Course:
    product: str
    label_code: str
    started_on: date
    version: int


@dataclass(frozen=True, slots=True)
class Use:
    use_id: UUID
    client_id: UUID
    product: str
    amount: int
    used_at: datetime
    local_date: date
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class UsedDay:
    """How much of one product on one day."""

    local_date: date
    product: str
    amount: int


class CoursePath(Input):
    product: NrtProduct


class CourseIn(Input):
    label_code: Annotated[Text, Field(max_length=40)]
    started_on: Day


class CourseStepOut(Model):
    strength: str
    from_on: date | None = Field(description="Null where the label says nothing of weeks.")
    until_on: date | None
    use: Words | None


class CourseOut(Model):
    product: NrtProduct
    label: NrtLabelOut
    started_on: date
    steps: list[CourseStepOut] = Field(description="With the dates on which one follows another.")
    ends_on: date | None
    version: int


class Courses(Model):
    standing: Standing
    card: Words
    items: list[CourseOut] = Field(description="None while it is better to ask a professional.")


class UseIn(Input):
    client_id: UUID
    product: NrtProduct
    amount: Annotated[Whole, Field(ge=1, le=200, description="Pieces, patches or sprays.")]
    used_at: Moment | None = None


class UseOut(Model):
    use_id: UUID
    client_id: UUID
    product: NrtProduct
    amount: int
    used_at: AwareDatetime
    local_date: date
    recorded_at: AwareDatetime


class UsedOut(UseOut):
    day_total: int = Field(description="Of this product on that day, this one included.")
    max_day: int | None = Field(description="What the pack says; null where none is known.")
    warning: Words | None


class UsesPage(Page):
    after: Place | None = None


class Uses(Model):
    items: list[UseOut]
    next: str | None


class UsedDaysPage(Page):
    after: Day | None = Field(default=None, description="Days before this one.")
    limit: Annotated[int, Field(ge=1, le=100)] = 30


class UsedDayOut(Model):
    local_date: date
    amounts: dict[NrtProduct, int] = Field(description="Pieces, patches or sprays, by product.")


class UsedDays(Model):
    items: list[UsedDayOut] = Field(description="The latest day first.")
    next: str | None

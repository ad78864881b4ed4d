"""Forms with a score: what they ask, what was answered, and what that came to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.user_cessation.helplines.models import HelpLine
from services.user_cessation.paging import Page, Place
from services.user_cessation.words import Words
from shared.models.base import Input, Model, Moment, Text, Whole

FTCD_ENABLED = "FTCD_ENABLED"
"""The key of the app's configuration: whether we may use a form that belongs to somebody."""

Answer = int | str
Answers = Mapping[str, Answer]
Score = int | float | None
Scores = Mapping[str, Score]
Phase = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Choice:
    value: Answer
    points: int
    words: Words


@dataclass(frozen=True, slots=True)
class Number:
    """A number is asked for. `steps` are (up to, points); without any, the number is the points."""

    least: int
    most: int
    steps: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    code: str
    words: Words
    asks: Number | tuple[Choice, ...]
    required: bool = True


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over some items; there is none unless all of them were answered."""

    code: str
    items: tuple[str, ...]
    divided_by: int = 1


@dataclass(frozen=True, slots=True)
class Band:
    code: str
    up_to: int
    words: Words
    offer: Literal["coach"] | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """An instrument as data. A change to its items, points or bands is a new version."""

    code: str
    version: int
    title: Words
    asks: Words
    items: tuple[Item, ...]
    totals: tuple[Total, ...]
    source: str
    banded: str | None = None
    """The total that `bands` judge."""
    bands: tuple[Band, ...] = ()
    notice: Words | None = None
    help_first: bool = False
    """Help lines stand above the questions and above the result."""
    needs_permission: bool = False
    """Its owner has to agree before we may use it, so it is off unless switched on."""
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Scored:
    scores: Scores
    band: str | None


@dataclass(frozen=True, slots=True)
class Situation:
    """What has to be known before answers are written."""

    locale: str
    is_repeated: bool
    """This client id was stored before."""


@dataclass(frozen=True, slots=True)
class Assessment:
    assessment_id: UUID
    client_id: UUID
    instrument: str
    version: int
    locale: str
    answers: Answers
    scores: Scores
    band: str | None
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class Taken(Assessment):
    """An assessment, and where it stands in the attempt that was under way or came next."""

    quit_at: datetime | None
    time_zone: str
    country: str | None


class AssessmentIn(Input):
    """Raw answers only: a client that sends a score is refused like any unknown field."""

    instrument: Annotated[Text, Field(max_length=20)]
    client_id: UUID
    answers: Annotated[
        dict[Annotated[Text, Field(max_length=40)], Whole | Annotated[Text, Field(max_length=40)]],
        Field(max_length=40),
    ]


class AssessmentOut(Model):
    help_lines: list[HelpLine] = Field(description="First where a form asks about mood.")
    assessment_id: UUID
    client_id: UUID
    instrument: str
    version: int
    locale: str
    answers: dict[str, Answer]
    scores: dict[str, Score] = Field(description="By total; null where items were left out.")
    band: str | None
    meaning: Words | None = Field(description="What the band says, for the member to read.")
    offer: Literal["coach"] | None
    taken_at: AwareDatetime
    phase: Phase | None = Field(description="Before or after quitting; null without a quit date.")
    days_since_quit: int | None = Field(description="By the member's dates; below 0 before.")


class AssessmentsPage(Page):
    after: Place | None = None
    instrument: Annotated[Text, Field(max_length=20)] | None = None


class Assessments(Model):
    items: list[AssessmentOut]
    next: str | None


class ChoiceOut(Model):
    value: Answer
    words: Words


class ItemOut(Model):
    code: str
    words: Words
    required: bool
    choices: list[ChoiceOut] | None = Field(description="Null where a number is asked for.")
    least: int | None
    most: int | None


class FormOut(Model):
    code: str
    version: int
    title: Words
    asks: Words
    notice: Words | None
    help_lines: list[HelpLine]
    items: list[ItemOut]
    source: str
    reviewed: bool


class Forms(Model):
    items: list[FormOut] = Field(description="The one to begin with first.")


class WithdrawalPoint(Model):
    taken_at: AwareDatetime
    days_since_quit: int
    scores: dict[str, Score]
    band: str | None


class WithdrawalOut(Model):
    quit_at: Moment | None
    baseline: WithdrawalPoint | None = Field(description="The last one before quitting.")
    course: list[WithdrawalPoint] = Field(description="Since quitting, oldest first.")

"""Cohorts: at most twenty people who quit in the same week, for a hundred days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.social_media.chat.models import RoomRole
from services.social_media.people.models import PersonOut
from services.social_media.topics.models import DailyTopicOut
from shared.models.base import Input, Model
from shared.models.ids import UserId

MOST = 20
"""People in a cohort, whoever facilitates included."""

SEATS = MOST - 1
"""Those the house fills. One is kept for whoever comes to facilitate."""

LASTS = 100
"""Days."""

CohortLanguage = Literal["en", "vi"]


class WishState(StrEnum):
    WAITING = "waiting"
    PLACING = "placing"
    """Their cohort is decided, and they are on their way into it."""
    PLACED = "placed"


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody wants to be in a cohort. `quit_week` is the Monday of the week they quit in."""

    user_id: UserId
    language: str
    quit_week: date
    asked_at: datetime
    state: WishState
    cohort_id: UUID | None
    not_again: tuple[UUID, ...]
    """Cohorts they moved away from."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """Its room, of the same id, says who is in it."""

    cohort_id: UUID
    week: date
    """The Monday it starts on: its first day."""
    language: str
    number: int
    """From 1, among those of the same week and language."""
    time_zone: str
    is_closed: bool
    board: tuple[UserId, ...]
    """Those who want to be on the board of effort."""
    day_told: int
    """The last day whose topic was told of."""
    weeks_told: int
    """How many weeks were summed up."""


@dataclass(frozen=True, slots=True)
class Seats:
    """A cohort that people may still be put into, as the formation sees it."""

    cohort_id: UUID
    week: date
    language: str
    people: tuple[UserId, ...]


@dataclass(frozen=True, slots=True)
class Founding:
    """A cohort that is to be, and who is in it first."""

    week: date
    language: str
    number: int
    people: tuple[UserId, ...]


@dataclass(frozen=True, slots=True)
class Formation:
    joining: Sequence[tuple[UserId, UUID]]
    founding: Sequence[Founding]


@dataclass(frozen=True, slots=True)
class Summary:
    """What one person did and got in one week of a cohort. Nobody else sees it."""

    week: int
    """From 1."""
    from_day: int
    to_day: int
    topics_answered: int
    support_given: int
    support_received: int


class WishIn(Input):
    language: CohortLanguage | None = None
    """By default the one of the account."""


class CohortPath(Input):
    cohort_id: UUID


class CohortMemberPath(Input):
    cohort_id: UUID
    user_id: UUID


class CohortsQuery(Input):
    limit: int = Field(default=20, ge=1, le=50)
    after: UUID | None = None


class CohortPeopleQuery(Input):
    limit: int = Field(default=20, ge=1, le=50)
    after: UUID | None = None


class SummariesQuery(Input):
    limit: int = Field(default=20, ge=1, le=50)
    after: int | None = Field(default=None, ge=1, le=100)


class CohortOut(Model):
    """`day` counts from 1, and is past 100 when it is over; `topic` is today's."""

    cohort_id: UUID
    name: str
    language: str
    starts_on: date
    day: int
    topic: DailyTopicOut | None
    member_count: int
    role: RoomRole
    on_board: bool
    is_read_only: bool


class PlaceOut(Model):
    """Where I stand: in none, waiting for one, or in one."""

    state: Literal["none", "waiting", "placed"]
    language: str | None
    quit_week: date | None
    cohort: CohortOut | None


class CohortList(Model):
    items: list[CohortOut]
    next: str | None


class CohortMemberOut(Model):
    person: PersonOut
    role: RoomRole
    since: AwareDatetime


class CohortMemberList(Model):
    items: list[CohortMemberOut]
    next: str | None


class SummaryOut(Model):
    """What I did in a week, and what came back. There is nothing to win and nothing to lose."""

    week: int
    from_day: int
    to_day: int
    topics_answered: int
    support_given: int
    support_received: int


class SummaryList(Model):
    items: list[SummaryOut]
    next: str | None


class BoardEntryOut(Model):
    """Effort, never days without smoking: a slip costs nobody anything here."""

    person: PersonOut
    topics_answered: int
    support_given: int


class BoardOut(Model):
    items: list[BoardEntryOut]
    next: str | None


class CohortToCareForOut(Model):
    cohort_id: UUID
    name: str
    language: str
    starts_on: date
    day: int
    member_count: int


class CohortsToCareFor(Model):
    items: list[CohortToCareForOut]
    next: str | None

"""A case: one thing somebody has to look at, by when, and what was decided."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from pymongo.database import Database

from services.social_media.moderation.models import CrisisLevel, Reason, Subject, SubjectKind
from services.social_media.sanctions.models import SanctionOut
from services.social_media.sockets.fanout import Delivery
from shared.models.base import Input, Model
from shared.models.ids import UserId


class CaseState(StrEnum):
    OPEN = "open"
    DECIDED = "decided"


class AppealState(StrEnum):
    OPEN = "open"
    UPHELD = "upheld"
    """The decision stands."""
    OVERTURNED = "overturned"


@dataclass(frozen=True, slots=True)
class Finding:
    """What the house itself found in a text."""

    subject: Subject
    author_id: UserId
    text: str
    reasons: tuple[Reason, ...]
    crisis: CrisisLevel | None
    is_hidden: bool
    """Whether it is kept from others until somebody decides."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """Whose something is, whoever others think it is by, and what it says now."""

    author_id: UserId | None
    text: str


Move = Callable[[Database[Any], UUID, datetime], Sequence[Delivery]]
"""Hide a thing or show it again, at this moment; return what whoever is connected should see."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """What moderation may ask of whoever keeps things of a kind.

    `look_at` gives what a person can see of it, or None; `hide` keeps it from others and `release`
    undoes that, each as often as one likes.
    """

    look_at: Callable[[Database[Any], UUID, UserId], Exhibit | None]
    hide: Move | None = None
    release: Move | None = None


Keepers = Mapping[SubjectKind, Keeper]


@dataclass(frozen=True, slots=True)
class Decision:
    """`rung` is where on the ladder its author was put, if anywhere."""

    reason: Reason
    hide: bool
    rung: int | None
    note: str
    by: UserId
    at: datetime


@dataclass(frozen=True, slots=True)
class Appeal:
    text: str
    at: datetime
    state: AppealState
    by: UserId | None
    note: str
    judged_at: datetime | None


@dataclass(frozen=True, slots=True)
class Case:
    """`text` is what it said when it was first found or reported."""

    case_id: UUID
    subject: Subject
    author_id: UserId | None
    text: str
    is_hidden: bool
    state: CaseState
    crisis: CrisisLevel | None
    reasons: tuple[Reason, ...]
    reporters: frozenset[UserId]
    opened_at: datetime
    due_at: datetime
    overdue_at: datetime | None
    claimed_by: UserId | None
    claimed_until: datetime | None
    decision: Decision | None = None
    appeal: Appeal | None = None


class CaseOut(Model):
    case_id: UUID
    subject_kind: SubjectKind
    subject_id: UUID
    text: str
    is_hidden: bool
    state: CaseState
    crisis: CrisisLevel | None
    reasons: list[Reason]
    reports: int
    opened_at: datetime
    due_at: datetime
    overdue_at: datetime | None = Field(description="Since when it waits too long.")
    claimed_by: UUID | None
    claimed_until: datetime | None


class CaseDetail(CaseOut):
    author_id: UUID | None
    history: list[SanctionOut]
    usual_rung: int | None = Field(description="Where on the ladder its author would be put now.")
    notes: list[str] = Field(description="What those who reported it said.")


class CaseList(Model):
    items: list[CaseOut] = Field(description="Those that are due first, first.")
    next: str | None


class CaseQuery(Input):
    overdue: bool = False
    limit: Annotated[int, Field(ge=1, le=100)] = 50
    after: Annotated[str, Field(max_length=100)] | None = None


class CasePath(Input):
    case_id: UUID

"""Buddies: two people who agreed to look out for each other, and what each lets the other see."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.social_media.people.models import PersonOut, TieState
from shared.models.base import Input, Model, Text
from shared.models.ids import UserId


class Share(StrEnum):
    """What one may let a buddy see. Nothing, until one says so."""

    QUIT_DATE = "quit_date"
    MILESTONES = "milestones"


@dataclass(frozen=True, slots=True)
class Pairing:
    """What there is between two people as buddies. `shares` is by whose data it is about."""

    people: tuple[UserId, UserId]
    state: TieState
    requested_by: UserId
    at: datetime
    """Since when it is in this state."""
    shares: dict[UserId, frozenset[Share]] = field(default_factory=dict)

    def other(self, me: UserId) -> UserId:
        one, other = self.people
        return other if one == me else one


@dataclass(frozen=True, slots=True)
class Invitation:
    by: UserId
    expires_at: datetime


class BuddyState(StrEnum):
    ACCEPTED = "accepted"
    REQUESTED_BY_ME = "requested_by_me"
    REQUESTED_BY_THEM = "requested_by_them"


class BuddyPath(Input):
    user_id: UUID


class BuddyQuery(Input):
    limit: int = Field(default=50, ge=1, le=100)
    after: Annotated[Text, Field(max_length=100)] | None = None


class NewBuddy(Input):
    user_id: UUID


class Redemption(Input):
    code: Text = Field(min_length=1, max_length=40)


class SharesIn(Input):
    shares: tuple[Share, ...] = Field(max_length=len(Share))


class BuddyOut(Model):
    """`they_show` is theirs to choose; what they do not show is null."""

    person: PersonOut
    state: BuddyState
    since: AwareDatetime
    i_show: list[Share]
    they_show: list[Share]
    quit_at: AwareDatetime | None
    milestones: list[str] | None
    """Codes, the latest first."""


class BuddyList(Model):
    items: list[BuddyOut]
    next: str | None


class InvitationOut(Model):
    code: str
    """Shown this once. Whoever has it can become a buddy, one person only."""
    expires_at: AwareDatetime

"""Communities: what they are about, their rules, and how one gets in."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.social_media.chat.models import MOST_PEOPLE, RoomRole
from services.social_media.people.models import PersonOut
from shared.models.base import Input, Model, Name, Text, Whole
from shared.models.ids import UserId

MOST_MEMBERS = MOST_PEOPLE
MOST_RULES = 10

Description = Annotated[Text, Field(max_length=1_000)]
Rule = Annotated[Text, Field(min_length=1, max_length=200)]
Rules = Annotated[list[Rule], Field(max_length=MOST_RULES)]


class Joining(StrEnum):
    OPEN = "open"
    REQUEST = "request"
    """Whoever owns the group decides."""


class ApplicationState(StrEnum):
    REQUESTED = "requested"
    REMOVED = "removed"
    """They were asked to leave, and do not come back by themselves."""


@dataclass(frozen=True, slots=True)
class Group:
    """What a group says of itself. Who is in it is said by the room of the same id."""

    group_id: UUID
    name: str
    description: str
    rules: tuple[str, ...]
    joining: Joining
    created_at: datetime
    is_closed: bool
    version: int


@dataclass(frozen=True, slots=True)
class Application:
    user_id: UserId
    at: datetime


class NewGroup(Input):
    client_id: UUID
    """Made by the client, so that sending it again makes no second group."""
    name: Name
    description: Description = ""
    rules: Rules = Field(default_factory=list)
    joining: Joining = Joining.OPEN


class GroupChange(Input):
    """`version` is the one that was read; whoever changed it meanwhile comes first."""

    version: Whole = Field(ge=1, le=2**31)
    name: Name
    description: Description
    rules: Rules
    joining: Joining


class GroupPath(Input):
    group_id: UUID


class GroupMemberPath(Input):
    group_id: UUID
    user_id: UUID


class GroupQuery(Input):
    mine: bool = False
    limit: int = Field(default=50, ge=1, le=100)
    after: UUID | None = None


class GroupPeopleQuery(Input):
    limit: int = Field(default=50, ge=1, le=100)
    after: UUID | None = None


class Heir(Input):
    user_id: UUID


class GroupOut(Model):
    """`role` is mine in it, null where I am not. Only a member reads and writes there."""

    group_id: UUID
    name: str
    description: str
    rules: list[str]
    joining: Joining
    member_count: int
    role: RoomRole | None
    asked: bool
    """Whether I wait to be let in."""
    is_closed: bool
    created_at: AwareDatetime
    version: int


class GroupList(Model):
    items: list[GroupOut]
    next: str | None


class GroupMemberOut(Model):
    person: PersonOut
    role: RoomRole
    since: AwareDatetime


class GroupMemberList(Model):
    items: list[GroupMemberOut]
    next: str | None


class ApplicationOut(Model):
    person: PersonOut
    at: AwareDatetime


class ApplicationList(Model):
    items: list[ApplicationOut]
    next: str | None

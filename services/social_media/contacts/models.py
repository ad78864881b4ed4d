"""Ties between two people, and a contact as one of them sees it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from services.social_media.people.models import Person, TieKind, TieState
from services.social_media.pictures.models import ImageOut
from shared.auth.roles import Role
from shared.models.base import Input, Model
from shared.models.ids import UserId


@dataclass(frozen=True, slots=True)
class Tie:
    """One way in which two people have, or had, to do with each other."""

    tie_id: str
    kind: TieKind
    state: TieState
    at: datetime
    """Since when it is in this state."""
    requested_by: UserId | None = None
    coach_id: UserId | None = None


class ContactKind(StrEnum):
    """What the other person is to me."""

    COACH = "coach"
    MEMBER = "member"
    CONTACT = "contact"


class State(StrEnum):
    ACCEPTED = "accepted"
    REQUESTED_BY_ME = "requested_by_me"
    REQUESTED_BY_THEM = "requested_by_them"


@dataclass(frozen=True, slots=True)
class Contact:
    """The other person of a tie, as one of the two sees them."""

    person: Person
    kind: ContactKind
    state: State


class ContactOut(Model):
    """`display_name` is null until whoever I asked says yes."""

    user_id: UUID
    display_name: str | None
    role: Role
    handle: str | None
    avatar: ImageOut | None
    kind: ContactKind
    state: State


class ContactList(Model):
    items: list[ContactOut]
    next: str | None


class ContactQuery(Input):
    limit: int = Field(default=50, ge=1, le=100)
    after: UUID | None = None


class ContactPath(Input):
    user_id: UUID


class NewContact(Input):
    user_id: UUID

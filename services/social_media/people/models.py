"""What this service knows of a person, and the ways two people can be tied."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.social_media.pictures.models import ImageOut, Shot
from shared.auth.roles import Role
from shared.models.base import Input, Model, Text
from shared.models.ids import UserId


class Status(StrEnum):
    ACTIVE = "active"
    DISABLED = "disabled"


class TieKind(StrEnum):
    COACH = "coach"
    CONTACT = "contact"


class TieState(StrEnum):
    REQUESTED = "requested"
    ACCEPTED = "accepted"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Person:
    """`display_name` is for those they have to do with; everyone else sees handle and avatar."""

    user_id: UserId
    display_name: str
    role: Role
    handle: str | None = None
    """None until they choose one. Until then strangers cannot see them at all."""
    avatar: Shot | None = None


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What a person's own time and language follow from; None where we were not told."""

    time_zone: str | None = None
    country: str | None = None
    locale: str | None = None


class PersonPath(Input):
    user_id: UUID


class HandleIn(Input):
    handle: Text = Field(min_length=1, max_length=100)


class PeopleQuery(Input):
    handle: Annotated[Text, Field(min_length=1, max_length=100)] = Field(
        description="How the handle begins."
    )
    limit: int = Field(default=20, ge=1, le=50)
    after: Annotated[Text, Field(max_length=100)] | None = None


class PersonOut(Model):
    """`display_name` is null for people the reader has nothing to do with."""

    user_id: UUID
    display_name: str | None
    role: Role
    handle: str | None = None
    avatar: ImageOut | None = None


class PeopleList(Model):
    items: list[PersonOut]
    next: str | None


class SelfOut(Model):
    """How others see me."""

    user_id: UUID
    display_name: str
    role: Role
    handle: str | None
    handle_may_change_at: AwareDatetime | None
    """When the handle can be changed again; null when it can be now."""
    avatar: ImageOut | None


@dataclass(frozen=True, slots=True)
class Card:
    """A person as they see themselves here."""

    person: Person
    handle_changed_at: datetime | None

"""What this service knows of a person, and the ways two people can be tied."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from shared.auth.roles import Role
from shared.models.base import Input, Model
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
    user_id: UserId
    display_name: str
    role: Role


class PersonPath(Input):
    user_id: UUID


class PersonOut(Model):
    user_id: UUID
    display_name: str
    role: Role

"""A room: some people who share what others do not see. Groups and cohorts are made of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.social_media.chat.models import RoomRole
from shared.models.ids import UserId


class RoomKind(StrEnum):
    GROUP = "group"
    COHORT = "cohort"


@dataclass(frozen=True, slots=True)
class RoomMember:
    user_id: UserId
    role: RoomRole
    since: datetime


@dataclass(frozen=True, slots=True)
class Gathering:
    """A room and who is in it. Its id is the id of its conversation too."""

    room_id: UUID
    kind: RoomKind
    name: str
    members: tuple[RoomMember, ...]
    most: int
    """Members it holds. A facilitator who is not one of them does not count."""
    is_read_only: bool
    version: int
    """Rises with every change."""

    @property
    def people(self) -> tuple[UserId, ...]:
        return tuple(member.user_id for member in self.members)

    def member(self, user_id: UserId) -> RoomMember | None:
        return next((member for member in self.members if member.user_id == user_id), None)

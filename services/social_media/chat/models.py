"""What a conversation and a message are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, NamedTuple
from uuid import UUID

from pydantic import Field

from services.social_media.pictures.models import Shot
from shared.models.ids import UserId

LONGEST_TEXT = 4_000
"""Code points."""

MOST_ATTACHMENTS = 4

LONGEST_NAME = 80
"""Code points."""

MOST_PEOPLE = 500
"""In one conversation. A community with more has a feed."""

Seq = Annotated[int, Field(ge=0, le=2**53 - 1)]
"""A place in a conversation; a number every client can hold exactly."""


class ConversationKind(StrEnum):
    """Two people, or a room whose members somebody else decides about."""

    DIRECT = "direct"
    GROUP = "group"
    COHORT = "cohort"


class RoomRole(StrEnum):
    MEMBER = "member"
    FACILITATOR = "facilitator"
    OWNER = "owner"


class ReactionKind(StrEnum):
    """What one can say to a message without words. Clients draw them."""

    HEART = "heart"
    STRONG = "strong"
    CLAP = "clap"
    HUG = "hug"
    LAUGH = "laugh"
    SAD = "sad"
    THANKS = "thanks"


class Promise(NamedTuple):
    """A coach answers this member within so many hours."""

    member: UserId
    coach: UserId
    hours: int


@dataclass(frozen=True)
class Room:
    """What decides who may do what in a conversation, and who hears it."""

    conversation_id: UUID
    kind: ConversationKind
    people: tuple[UserId, ...]
    roles: Mapping[UserId, RoomRole]
    """Of those who are more than members."""
    read_only: bool = False
    keep_days: int | None = None
    """After so many days a message is gone; None keeps it."""
    promise: Promise | None = None

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """Where the people in it listen, one for each place of the address."""
        return tuple("user:" + person for person in self.address.split(",")) if self.people else ()

    @cached_property
    def address(self) -> str:
        """The ids of the people in it, as workers tell each other.

        Two are taken for two who talk: a room that only two are in has an empty third place.
        """
        ids = [str(person) for person in self.people]
        if len(ids) == 2 and not self.is_direct:
            ids.append("")
        return ",".join(ids)

    @property
    def is_direct(self) -> bool:
        return self.kind is ConversationKind.DIRECT

    def is_moderated_by(self, person: UserId) -> bool:
        return self.roles.get(person) in (RoomRole.OWNER, RoomRole.FACILITATOR)


class Message(NamedTuple):
    """`seq` rises by one with every message of its conversation: it is their order.

    `version` rises with every change of the message. One that is deleted keeps its place, and
    nothing that was said.
    """

    message_id: UUID
    conversation: UUID
    seq: int
    sender: UserId
    client_id: UUID
    text: str
    at: datetime
    attachments: tuple[Shot, ...] = ()
    version: int = 1
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    reactions: Mapping[ReactionKind, tuple[UserId, ...]] = MappingProxyType({})


_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Tail:
    """How far a conversation has come, and its senders with it."""

    conversation: UUID
    seq: int = 0
    at: datetime = _LONG_AGO
    read: dict[UserId, int] = field(default_factory=dict)

    def grow(self, message: Message) -> None:
        self.seq = max(self.seq, message.seq)
        self.at = max(self.at, message.at)
        self.read[message.sender] = message.seq

    def join(self, older: "Tail") -> None:
        self.seq = max(self.seq, older.seq)
        self.at = max(self.at, older.at)
        self.read = older.read | self.read


class Terms(NamedTuple):
    """What is kept with a message and shown to nobody."""

    expires_at: datetime | None = None
    reply_by: datetime | None = None
    """When the coach will have let its author wait longer than promised."""


NO_TERMS = Terms()


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation as one person in it sees it."""

    conversation_id: UUID
    kind: ConversationKind
    name: str | None
    people: tuple[UserId, ...]
    role: RoomRole
    read_only: bool
    last_message: Message | None
    last_seq: int
    last_at: datetime
    read_seq: int
    """How far the person has read."""
    muted_until: datetime | None

    @property
    def is_direct(self) -> bool:
        return self.kind is ConversationKind.DIRECT

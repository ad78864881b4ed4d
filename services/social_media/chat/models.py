"""What a conversation and a message are, and the shapes in which they come in and go out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from services.social_media.people.models import PersonOut
from services.social_media.sockets.fanout import user_topic
from shared.models.base import Input, Model, Text
from shared.models.ids import UserId

LONGEST_TEXT = 4_000
"""Code points."""

Seq = Annotated[int, Field(ge=0, le=2**53 - 1)]
"""A place in a conversation; a number every client can hold exactly."""


LONGEST_NAME = 80
"""Code points."""

MOST_PEOPLE = 500
"""In one conversation. A community with more has a feed."""


class ConversationKind(StrEnum):
    """Two people, or a room whose members somebody else decides about."""

    DIRECT = "direct"
    GROUP = "group"
    COHORT = "cohort"


class RoomRole(StrEnum):
    MEMBER = "member"
    FACILITATOR = "facilitator"
    OWNER = "owner"


@dataclass(frozen=True)
class Room:
    """What decides who may do what in a conversation, and who hears it."""

    conversation_id: UUID
    kind: ConversationKind
    people: tuple[UserId, ...]
    roles: Mapping[UserId, RoomRole]
    """Of those who are more than members."""
    read_only: bool = False

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """Where the people in it listen."""
        return tuple(user_topic(person) for person in self.people)

    @cached_property
    def address(self) -> str:
        """The ids of the people in it, as workers tell each other."""
        return ",".join(map(str, self.people))


@dataclass(frozen=True, slots=True)
class Message:
    """`seq` rises by one with every message of its conversation: it is their order."""

    message_id: UUID
    conversation: UUID
    seq: int
    sender: UserId
    client_id: UUID
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Preview:
    """The last message of a conversation, as lists show it."""

    seq: int
    sender: UserId
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Conversation:
    conversation_id: UUID
    kind: ConversationKind
    name: str | None
    people: tuple[UserId, ...]
    role: RoomRole
    """Of the person who asked."""
    read_only: bool
    last_message: Preview | None
    last_at: datetime
    read_seq: int
    """How far the person who asked has read."""

    @property
    def last_seq(self) -> int:
        return self.last_message.seq if self.last_message else 0


# What comes in over the socket


class Hello(Input):
    token: str
    resume: dict[UUID, Seq] = Field(default={}, max_length=1_000)


class Send(Input):
    client_id: UUID
    conversation: UUID
    text: Text = Field(min_length=1, max_length=LONGEST_TEXT)


class Read(Input):
    conversation: UUID
    seq: Seq


class Typing(Input):
    conversation: UUID


class History(Input):
    conversation: UUID
    before: Seq | None = None
    after: Seq | None = None
    limit: int = Field(default=50, ge=1, le=100)


# What comes in and goes out over HTTP


class NewConversation(Input):
    with_: UUID = Field(alias="with")


class ConversationPath(Input):
    conversation_id: UUID


class ConversationQuery(Input):
    limit: int = Field(default=50, ge=1, le=100)
    after: str | None = Field(default=None, max_length=100)


class MessageQuery(Input):
    before: Seq | None = None
    after: Seq | None = None
    limit: int = Field(default=50, ge=1, le=100)


class PreviewOut(Model):
    seq: int
    sender: UUID
    text: str
    at: datetime


class ConversationOut(Model):
    conversation_id: UUID
    kind: ConversationKind
    name: str | None
    people: list[PersonOut]
    """The first fifty of them."""
    people_count: int
    role: RoomRole
    read_only: bool
    last_seq: int
    read_seq: int
    last_message: PreviewOut | None


class ConversationList(Model):
    items: list[ConversationOut]
    next: str | None


class MessageOut(Model):
    conversation: UUID
    seq: int
    id: UUID
    client_id: UUID
    sender: UUID
    text: str
    at: datetime


class MessageList(Model):
    """Always in the order of the conversation. `next` is the seq to go on from, the way we went."""

    items: list[MessageOut]
    next: int | None


Direction = Literal["before", "after"]

"""The shapes in which conversations and messages come in and go out over HTTP."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from services.social_media.chat.models import ConversationKind, ReactionKind, RoomRole, Seq
from services.social_media.people.models import PersonOut
from services.social_media.pictures.models import ImageOut
from shared.models.base import Input, Model, Moment, Name


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


class RosterQuery(Input):
    limit: int = Field(default=50, ge=1, le=100)
    after: UUID | None = None


class SearchQuery(Input):
    """`q` is looked for as it is, whatever it is made of; in one conversation or in all of mine."""

    q: Name = Field(min_length=2)
    conversation_id: UUID | None = None
    limit: int = Field(default=20, ge=1, le=50)
    after: UUID | None = None


class ExportQuery(Input):
    after: Seq = 0


class Hush(Input):
    """`until` when a conversation is not to disturb; without one, until it is undone."""

    until: Moment | None = None


class ReactionOut(Model):
    reaction: ReactionKind
    people: list[UUID]


class MessageOut(Model):
    """Of two with the same seq, the one with the higher version is right."""

    conversation: UUID
    seq: int
    id: UUID
    client_id: UUID
    sender: UUID
    text: str
    at: datetime
    version: int
    attachments: list[ImageOut]
    edited_at: datetime | None
    deleted_at: datetime | None
    reactions: list[ReactionOut]


class PreviewOut(Model):
    """The last message of a conversation, as lists show it."""

    seq: int
    sender: UUID
    text: str
    at: datetime
    attachments: int
    deleted: bool


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
    unread: int
    muted_until: datetime | None
    """In the distant future for a conversation that is muted for good."""
    last_message: PreviewOut | None


class ConversationList(Model):
    items: list[ConversationOut]
    next: str | None


class MessageList(Model):
    """Always in the order of the conversation. `next` is the seq to go on from, the way we went."""

    items: list[MessageOut]
    next: int | None


class RosterEntry(Model):
    person: PersonOut
    role: RoomRole


class Roster(Model):
    items: list[RosterEntry]
    next: UUID | None


class FoundMessages(Model):
    """Newest first. `next` is the id to go on after."""

    items: list[MessageOut]
    next: UUID | None


class ConversationExport(Model):
    """A conversation to keep, in parts of some thousands; `next` asks for the following one."""

    conversation_id: UUID
    name: str | None
    exported_at: datetime
    people: list[PersonOut]
    items: list[MessageOut]
    next: int | None

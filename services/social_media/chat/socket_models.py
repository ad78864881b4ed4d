"""The frames of the socket, version 1: JSON objects, told apart by `type`.

The docstrings here are the protocol's documentation.
"""

from datetime import datetime
from typing import Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field, StrictBool, model_validator

from services.social_media.chat.http_models import ConversationOut, MessageOut, ReactionOut
from services.social_media.chat.models import LONGEST_TEXT, MOST_ATTACHMENTS, ReactionKind, Seq
from services.social_media.people.models import PersonOut
from services.social_media.pictures.models import ImageOut
from shared.models.base import Input, Model, Moment, Text

# From the client


class Hello(Input):
    """Say who you are: the first frame, within five seconds, and again before the token expires.

    `resume` names the last seq you have of each conversation, and you are sent what came after.
    With `since`, the `at` of the last `live` you were sent, you are also sent what has changed in
    them since then.
    """

    token: str
    resume: dict[UUID, Seq] = Field(default={}, max_length=1_000)
    since: Moment | None = None


class Send(Input):
    """Say something. The same `client_id` again, whatever it says, is the same message.

    `attachments` are uploads of yours, for this purpose, that are ready.
    """

    client_id: UUID
    conversation: UUID
    text: Text = Field(default="", max_length=LONGEST_TEXT)
    attachments: list[UUID] = Field(default_factory=list, max_length=MOST_ATTACHMENTS)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.text and not self.attachments:
            raise ValueError("needs a text or an attachment")
        return self


class Edit(Input):
    """Put other words in place of those of a message of yours."""

    conversation: UUID
    seq: Seq
    text: Text = Field(min_length=1, max_length=LONGEST_TEXT)
    client_id: UUID | None = None


class Delete(Input):
    """Take back a message of yours. Whoever keeps order in a room may take back anyone's."""

    conversation: UUID
    seq: Seq
    client_id: UUID | None = None


class React(Input):
    """Say something to a message without words; with `on` false, no more."""

    conversation: UUID
    seq: Seq
    reaction: ReactionKind
    on: StrictBool = True
    client_id: UUID | None = None


class Read(Input):
    """You have read up to this seq, on all your devices. It never goes back."""

    conversation: UUID
    seq: Seq


class Typing(Input):
    """You are typing. Said again at most once a second."""

    conversation: UUID


class History(Input):
    """Ask for the latest messages, or those before or after a seq."""

    conversation: UUID
    before: Seq | None = None
    after: Seq | None = None
    limit: int = Field(default=50, ge=1, le=100)


# From the server


class _Told(Model):
    """What may be left out has its default."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Welcome(_Told):
    """The token is good. `conversations` are the liveliest, with how far you have read in each."""

    protocol: Literal[1]
    user: PersonOut
    heartbeat_s: float
    conversations: list[ConversationOut]


class Live(_Told):
    """You have been told what you missed; from here on you hear things as they happen."""

    at: datetime


class MessageAck(_Told):
    """Your message is stored, or was when you first sent it, for good and in this place."""

    client_id: UUID
    conversation: UUID
    id: UUID
    seq: int
    at: datetime


class _Whole(_Told):
    """All of a message. Of two with the same seq, the one with the higher version is right."""

    conversation: UUID
    seq: int
    id: UUID
    client_id: UUID
    sender: UUID
    text: str
    at: datetime
    version: int = 1
    attachments: list[ImageOut] = Field(default=[])
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    reactions: list[ReactionOut] = Field(default=[])


class MessageNew(_Whole):
    """Somebody said something, or you did on another device."""


class MessageChanged(_Whole):
    """A message was edited, deleted or reacted to; this is what it is now.

    It is all of the message, so it also does for one you have not been told of yet. One that a
    moderator takes away comes as deleted; should an appeal win, it comes whole again.
    """


class WasRead(_Told):
    """Somebody has read up to this seq. You see it when both of you show each other."""

    conversation: UUID
    user_id: UUID
    seq: int


class IsTyping(_Told):
    """Somebody is typing; believe it for five seconds."""

    conversation: UUID
    user_id: UUID


class Presence(_Told):
    """Somebody you talk with came or went. Only between people who both show it."""

    user_id: UUID
    online: bool


class HistoryPage(_Told):
    """Messages in the order of the conversation. `next` is the seq to go on from."""

    conversation: UUID
    items: list[MessageOut]
    next: int | None


class ConversationChanged(_Told):
    """You joined or left a conversation, or something about it is different: read it again."""

    conversation: UUID
    change: Literal["joined", "left", "changed"]


class NotificationNew(_Told):
    """There is a notification, as `/notifications` shows it."""

    notification: dict[str, object]


class ProgressUpdated(_Told):
    """There is something new to see of a member you coach."""

    user_id: UUID
    event_id: UUID


class Fault(_Told):
    """What you asked was not done. `code` is one of the API's; `client_id` says what of yours."""

    model_config = ConfigDict(frozen=True, extra="allow")

    code: str
    detail: str
    client_id: str | None = None


class Bye(_Told):
    """The server is about to close the socket, with 4401: sign in, or refresh the token."""

    code: str


CLIENT_FRAMES: dict[str, type[Input]] = {
    "hello": Hello,
    "message.send": Send,
    "message.edit": Edit,
    "message.delete": Delete,
    "message.react": React,
    "read": Read,
    "typing": Typing,
    "history": History,
}

SERVER_FRAMES: dict[str, type[Model]] = {
    "welcome": Welcome,
    "live": Live,
    "message.ack": MessageAck,
    "message.new": MessageNew,
    "message.changed": MessageChanged,
    "read": WasRead,
    "typing": IsTyping,
    "presence": Presence,
    "history": HistoryPage,
    "conversation.changed": ConversationChanged,
    "notification.new": NotificationNew,
    "progress.updated": ProgressUpdated,
    "error": Fault,
    "bye": Bye,
}

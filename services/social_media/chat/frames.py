"""How messages look to people: in frames of the socket, and over HTTP."""

from collections.abc import Mapping
from typing import Any

from services.social_media.chat.http_models import MessageOut, ReactionOut
from services.social_media.chat.models import Message
from services.social_media.pictures.actions import shown as shown_picture
from services.social_media.sockets.fanout import frame

_ACKNOWLEDGED = ("client_id", "conversation", "id", "seq", "at")


def fields(message: Message) -> dict[str, Any]:
    """A message as every client sees it, without what is as it is with most messages."""
    told = {
        "conversation": message.conversation,
        "seq": message.seq,
        "id": message.message_id,
        "client_id": message.client_id,
        "sender": message.sender,
        "text": message.text,
        "at": message.at,
    }
    if message.attachments:
        told["attachments"] = [shown_picture(shot).model_dump() for shot in message.attachments]
    if message.version > 1:
        told["version"] = message.version
        told["edited_at"] = message.edited_at
        told["deleted_at"] = message.deleted_at
        told["reactions"] = [
            {"reaction": kind, "people": people} for kind, people in message.reactions.items()
        ]
    return told


def shown(message: Message) -> bytes:
    """The frame by which people hear of a message."""
    return frame("message.new", **fields(message))


def changed(message: Message) -> bytes:
    """The frame by which people hear that a message is different now."""
    return frame("message.changed", **fields(message))


def acknowledgement(told: Mapping[str, Any]) -> bytes:
    """The frame by which a message's author hears that it is safe, from its fields."""
    return frame("message.ack", **{name: told[name] for name in _ACKNOWLEDGED})


def message_out(message: Message) -> MessageOut:
    return MessageOut(
        conversation=message.conversation,
        seq=message.seq,
        id=message.message_id,
        client_id=message.client_id,
        sender=message.sender,
        text=message.text,
        at=message.at,
        version=message.version,
        attachments=[shown_picture(shot) for shot in message.attachments],
        edited_at=message.edited_at,
        deleted_at=message.deleted_at,
        reactions=[
            ReactionOut(reaction=kind, people=list(people))
            for kind, people in message.reactions.items()
        ],
    )

"""How messages look to people: in frames of the socket, and over HTTP."""

from collections.abc import Collection
from typing import Any

import orjson

from services.social_media.chat.http_models import MessageOut, ReactionOut
from services.social_media.chat.models import Message
from services.social_media.pictures.actions import shown as shown_picture
from services.social_media.sockets.fanout import frame
from shared.models.ids import UserId

_ACKNOWLEDGED = ("client_id", "conversation", "id", "seq", "at")


def heard_by(message: Message, unheard: Collection[UserId]) -> Message:
    """A message as one reads it who does not hear some people: without what they made of it."""
    if not unheard or not message.reactions:
        return message
    heard = {
        kind: tuple(person for person in people if person not in unheard)
        for kind, people in message.reactions.items()
    }
    return message._replace(reactions={kind: people for kind, people in heard.items() if people})


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


def retold(told: bytes, unheard: Collection[str]) -> bytes:
    """The same frame of a message as one hears it who does not hear some people; ids as text."""
    if not unheard:
        return told
    document = orjson.loads(told)
    reactions = document.get("reactions", [])
    heard = [
        {**reaction, "people": [person for person in reaction["people"] if person not in unheard]}
        for reaction in reactions
    ]
    if heard == reactions:
        return told
    document["reactions"] = [reaction for reaction in heard if reaction["people"]]
    return orjson.dumps(document)


def acknowledged(message: Message) -> bytes:
    """The frame by which a message's author hears that it is safe."""
    return frame(
        "message.ack",
        client_id=message.client_id,
        conversation=message.conversation,
        id=message.message_id,
        seq=message.seq,
        at=message.at,
    )


def acknowledged_from(told: bytes) -> bytes:
    """The same, from the frame by which others hear of the message."""
    document = orjson.loads(told)
    return frame("message.ack", **{name: document[name] for name in _ACKNOWLEDGED})


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

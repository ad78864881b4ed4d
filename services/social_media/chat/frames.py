"""The frames by which people hear of messages."""

from collections.abc import Mapping
from typing import Any

from services.social_media.chat.models import Message
from services.social_media.sockets.fanout import frame

_ACKNOWLEDGED = ("client_id", "conversation", "id", "seq", "at")


def fields(message: Message) -> dict[str, Any]:
    """A message as every client sees it."""
    return {
        "conversation": message.conversation,
        "seq": message.seq,
        "id": message.message_id,
        "client_id": message.client_id,
        "sender": message.sender,
        "text": message.text,
        "at": message.at,
    }


def shown(message: Message) -> bytes:
    """The frame by which people hear of a message."""
    return frame("message.new", **fields(message))


def acknowledgement(told: Mapping[str, Any]) -> bytes:
    """The frame by which a message's author hears that it is safe, from its fields."""
    return frame("message.ack", **{name: told[name] for name in _ACKNOWLEDGED})

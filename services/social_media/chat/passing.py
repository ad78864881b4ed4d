"""What one person does that others in a conversation see, unless one of them minds."""

from collections.abc import Sequence
from enum import StrEnum

from services.social_media.chat.models import Room
from services.social_media.sockets.fanout import Delivery
from shared.models.ids import UserId

BY = "by"
"""Kind of the topics by which workers pass it on: by:<person>:<matter>:<members>."""


class Matter(StrEnum):
    CHANGED = "changed"
    READ = "read"
    TYPING = "typing"
    PRESENCE = "presence"


def passed_on(room: Room, person: UserId, matter: Matter, frame: bytes) -> Delivery:
    """A frame for everyone in a room, the person's own devices included."""
    return Delivery(f"{BY}:{person}:{matter}:{room.address}", frame)


def passed_to(people: Sequence[UserId], person: UserId, matter: Matter, frame: bytes) -> Delivery:
    return Delivery(f"{BY}:{person}:{matter}:{','.join(map(str, people))}", frame)

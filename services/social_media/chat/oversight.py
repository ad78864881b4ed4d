"""What moderation may do in conversations: with one message somebody in them points at, no other.

Whoever is in the conversation sees what becomes of it; whoever decides about it sees nothing there.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo.database import Database

from services.social_media.chat import message_store, store, withholding
from services.social_media.chat.frames import changed
from services.social_media.chat.models import Message
from services.social_media.chat.passing import Matter, passed_on
from services.social_media.sockets.fanout import Delivery
from shared.models.ids import UserId
from shared.models.problem import NotFound


def message_for(db: Database[Any], viewer: UserId, message_id: UUID) -> Message:
    """A message of a conversation the viewer is in; any other does not exist."""
    message = message_store.select_message(db, message_id)
    room = store.select_room(db, message.conversation) if message else None
    if message is None or room is None or viewer not in room.people:
        raise NotFound
    return message


def hide(db: Database[Any], message_id: UUID, now: datetime) -> list[Delivery]:
    """Let a message show as removed to everyone; what it said is kept. Often is once."""
    withholding.update_withheld(db, message_id, now=now)
    return _told(db, message_id)


def release(db: Database[Any], message_id: UUID, now: datetime) -> list[Delivery]:
    """Let a message say again what it said, unless its author took it back meanwhile."""
    withholding.update_given_back(db, message_id, now=now)
    return _told(db, message_id)


def _told(db: Database[Any], message_id: UUID) -> list[Delivery]:
    """How it is now, for those in the conversation; also for whom a crash kept from hearing it."""
    message = message_store.select_message(db, message_id)
    room = store.select_room(db, message.conversation) if message else None
    if message is None or room is None:
        return []
    return [passed_on(room, message.sender, Matter.CHANGED, changed(message))]

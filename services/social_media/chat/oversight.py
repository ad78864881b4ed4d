"""What moderation may see of conversations: a message somebody in one of them points at."""

from typing import Any
from uuid import UUID

from pymongo.database import Database

from services.social_media.chat import message_store, store
from services.social_media.chat.models import Message
from shared.models.ids import UserId
from shared.models.problem import NotFound


def message_for(db: Database[Any], viewer: UserId, message_id: UUID) -> Message:
    """A message of a conversation the viewer is in; any other does not exist."""
    message = message_store.select_message(db, message_id)
    room = store.select_room(db, message.conversation) if message else None
    if message is None or room is None or viewer not in room.people:
        raise NotFound
    return message

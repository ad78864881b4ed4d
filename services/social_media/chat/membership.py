"""Who is in a room is decided elsewhere, by whoever keeps the group; here it takes effect.

What these functions return is to be published: it makes the change act on open sockets at once.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo.database import Database

from services.social_media.chat import store
from services.social_media.chat.models import MOST_PEOPLE, ConversationKind, RoomRole
from services.social_media.sockets.fanout import Delivery, frame, user_topic
from shared.models.ids import UserId

ROOM = "room"
"""Kind of the topics by which workers hear that they are to ask again about a room."""


def set_members(
    db: Database[Any],
    conversation_id: UUID,
    kind: ConversationKind,
    name: str,
    roles: Mapping[UserId, RoomRole],
    *,
    version: int,
    now: datetime,
    keep_days: int | None = None,
) -> list[Delivery]:
    """Let exactly these people be in a room, which comes to be if it is not there.

    `version` rises with every change of the group: a room never goes back to an older one, in
    whatever order changes arrive. What is said from now on is gone after `keep_days`. Raises
    ValueError for more than `MOST_PEOPLE`.
    """
    if len(roles) > MOST_PEOPLE:
        raise ValueError(f"a room holds at most {MOST_PEOPLE} people")
    before = store.upsert_room(
        db, conversation_id, kind, name, roles, version=version, keep_days=keep_days, now=now
    )
    if before is None:
        return []
    was, is_ = set(before.people), set(roles)
    return [
        ask_again(conversation_id),
        *(_told(person, conversation_id, "joined") for person in is_ - was),
        *(_told(person, conversation_id, "left") for person in was - is_),
        *(_told(person, conversation_id, "changed") for person in was & is_),
    ]


def close(db: Database[Any], conversation_id: UUID) -> list[Delivery]:
    """Let a room be read only, for good."""
    room = store.update_read_only(db, conversation_id)
    if room is None:
        return []
    told = [_told(person, conversation_id, "changed") for person in room.people]
    return [ask_again(conversation_id), *told]


def ask_again(conversation_id: UUID) -> Delivery:
    """The order to believe nothing that is known of a room."""
    return Delivery(f"{ROOM}:{conversation_id}", b"")


def _told(person: UserId, conversation_id: UUID, change: str) -> Delivery:
    told = frame("conversation.changed", conversation=conversation_id, change=change)
    return Delivery(user_topic(person), told)

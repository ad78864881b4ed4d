"""Changing what was said: other words, none any more, and what others make of it."""

from datetime import datetime
from typing import Any

from pymongo.database import Database

from services.social_media.chat import change_store
from services.social_media.chat.frames import changed
from services.social_media.chat.models import Message, ReactionKind, Room
from services.social_media.chat.passing import Matter, passed_on
from services.social_media.sockets.fanout import Delivery
from shared.models.ids import UserId
from shared.models.problem import NotFound

_NOT_YOURS = "There is no such message of yours."


def own(db: Database[Any], room: Room, me: UserId, seq: int) -> Message:
    """A message of mine that still says something."""
    message = change_store.select_undeleted(db, room.conversation_id, seq)
    if message is None or message.sender != me:
        raise NotFound(_NOT_YOURS)
    return message


def edit(
    db: Database[Any], room: Room, me: UserId, seq: int, text: str, *, now: datetime
) -> list[Delivery]:
    """Say it in other words. Returns what everybody in the room is to see."""
    message = change_store.update_text(db, room.conversation_id, seq, me, text, now=now)
    return _told(room, message, _NOT_YOURS)


def delete(db: Database[Any], room: Room, me: UserId, seq: int, *, now: datetime) -> list[Delivery]:
    """Take back what I said; or, where I keep order, what anybody said."""
    message = change_store.update_deleted(
        db, room.conversation_id, seq, me, of_anybody=room.is_moderated_by(me), now=now
    )
    return _told(room, message, _NOT_YOURS)


def react(
    db: Database[Any],
    room: Room,
    me: UserId,
    seq: int,
    reaction: ReactionKind,
    *,
    on: bool,
    now: datetime,
) -> list[Delivery]:
    message = change_store.update_reaction(
        db, room.conversation_id, seq, me, reaction, on=on, now=now
    )
    return _told(room, message, "There is no such message.")


def _told(room: Room, message: Message | None, otherwise: str) -> list[Delivery]:
    if message is None:
        raise NotFound(otherwise)
    return [passed_on(room, message.sender, Matter.CHANGED, changed(message))]

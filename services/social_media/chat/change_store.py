"""Changes of messages in MongoDB, and finding them again. One function, one operation."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo import DESCENDING, ReturnDocument
from pymongo.database import Database

from services.social_media.chat.message_store import message_from
from services.social_media.chat.models import Message, ReactionKind
from shared.models.ids import UserId

NEXT_VERSION = {"$add": [{"$ifNull": ["$version", 1]}, 1]}
EMPTIED = {"text": "", "attachments": [], "reactions": {"$literal": {}}, "reply_by": "$$REMOVE"}
"""The fields of a message that says nothing."""
_IN_SIGHT = {"deleted_at": {"$exists": False}}
SEARCH_WITHIN_MS = 2_000


def update_text(
    db: Database[Any], conversation_id: UUID, seq: int, sender: UserId, text: str, *, now: datetime
) -> Message | None:
    """Put other words into a message of somebody's; None when there is none of theirs."""
    return _update(
        db,
        {"conversation": conversation_id, "seq": seq, "sender": sender, **_IN_SIGHT},
        {"text": {"$literal": text}, "edited_at": now},
        now,
    )


def update_deleted(
    db: Database[Any],
    conversation_id: UUID,
    seq: int,
    me: UserId,
    *,
    of_anybody: bool = False,
    now: datetime,
) -> Message | None:
    """Take away all a message of mine said, or of anybody; None when there is none.

    I take away for good what a moderator took out of sight; nobody else does.
    """
    mine = {"sender": me}
    in_sight = _IN_SIGHT if of_anybody else {**_IN_SIGHT, **mine}
    withheld = {"withheld": {"$exists": True}, **mine}
    wanted = {"conversation": conversation_id, "seq": seq, "$or": [in_sight, withheld]}
    return _update(db, wanted, {**EMPTIED, "withheld": "$$REMOVE", "deleted_at": now}, now)


def update_reaction(
    db: Database[Any],
    conversation_id: UUID,
    seq: int,
    person: UserId,
    reaction: ReactionKind,
    *,
    on: bool,
    now: datetime,
) -> Message | None:
    """Let somebody have reacted so, or not; None when there is no such message.

    To say what is so already is no change.
    """
    place = f"reactions.{reaction.value}"
    wanted = {
        "conversation": conversation_id,
        "seq": seq,
        place: {"$ne": person} if on else person,
        **_IN_SIGHT,
    }
    people = {"$ifNull": [f"${place}", []]}
    them = [{"$literal": person}]
    after = {"$concatArrays": [people, them]} if on else {"$setDifference": [people, them]}
    changed = _update(db, wanted, {place: after}, now)
    return changed or select_undeleted(db, conversation_id, seq)


def select_undeleted(db: Database[Any], conversation_id: UUID, seq: int) -> Message | None:
    found = db.messages.find_one({"conversation": conversation_id, "seq": seq, **_IN_SIGHT})
    return message_from(found) if found else None


def select_changed(
    db: Database[Any],
    conversations: Collection[UUID],
    since: datetime,
    *,
    most: int,
    without: Collection[UserId],
) -> list[Message]:
    """The messages of these conversations that changed since then, the latest change first."""
    wanted: dict[str, Any] = {
        "conversation": {"$in": list(conversations)},
        "changed_at": {"$gte": since},
    }
    if without:
        wanted["sender"] = {"$nin": list(without)}
    found = db.messages.find(wanted).sort("changed_at", DESCENDING).limit(most)
    return [message_from(document) for document in found]


def search(
    db: Database[Any],
    conversations: Collection[UUID],
    pattern: str,
    *,
    after: UUID | None,
    most: int,
    without: Collection[UserId],
) -> list[Message]:
    """The messages of these conversations in which a pattern is found, newest first.

    Raises pymongo's ExecutionTimeout when it takes too long.
    """
    wanted: dict[str, Any] = {
        "conversation": {"$in": list(conversations)},
        "text": {"$regex": pattern, "$options": "i"},
    }
    if after is not None:
        wanted["_id"] = {"$lt": after}
    if without:
        wanted["sender"] = {"$nin": list(without)}
    found = db.messages.find(wanted).sort("_id", DESCENDING).limit(most)
    return [message_from(document) for document in found.max_time_ms(SEARCH_WITHIN_MS)]


def _update(
    db: Database[Any], wanted: dict[str, Any], change: dict[str, Any], now: datetime
) -> Message | None:
    found = db.messages.find_one_and_update(
        wanted,
        [{"$set": {**change, "version": NEXT_VERSION, "changed_at": now}}],
        return_document=ReturnDocument.AFTER,
    )
    return message_from(found) if found else None

"""Conversations in MongoDB. One function, one operation."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo import DESCENDING, ReturnDocument, UpdateOne
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.social_media.chat.models import (
    Conversation,
    ConversationKind,
    Message,
    Preview,
    Room,
    RoomRole,
)
from shared.models.ids import UserId

ROOM = {"kind": 1, "people": 1, "roles": 1, "read_only": 1}


def upsert_direct(
    db: Database[Any], conversation_id: UUID, people: Sequence[UserId], *, now: datetime
) -> bool:
    """Make the conversation be there; True when it was not."""
    result = db.conversations.update_one(
        {"_id": conversation_id},
        {
            "$setOnInsert": {
                "kind": ConversationKind.DIRECT.value,
                "people": sorted(people),
                "last_at": now,
                "read": {},
            }
        },
        upsert=True,
    )
    return result.upserted_id is not None


def upsert_room(
    db: Database[Any],
    conversation_id: UUID,
    kind: ConversationKind,
    name: str,
    roles: Mapping[UserId, RoomRole],
    *,
    version: int,
    now: datetime,
) -> Room | None:
    """Make a room be as of this version; return what it was.

    A room that was not there was empty. None when we know this version, or a later one, already.
    """
    try:
        before = db.conversations.find_one_and_update(
            {"_id": conversation_id, "version": {"$lt": version}},
            {
                "$set": {
                    "kind": kind.value,
                    "name": name,
                    "people": sorted(roles),
                    "roles": {
                        str(person): role.value
                        for person, role in roles.items()
                        if role is not RoomRole.MEMBER
                    },
                    "version": version,
                },
                "$setOnInsert": {"last_at": now, "read": {}},
            },
            ROOM,
            upsert=True,
            return_document=ReturnDocument.BEFORE,
        )
    except DuplicateKeyError:
        return None
    return _room(before) if before else Room(conversation_id, kind, (), {})


def update_read_only(db: Database[Any], conversation_id: UUID) -> Room | None:
    """End the talking in a room for good; None when it was ended before, or is not there."""
    found = db.conversations.find_one_and_update(
        {"_id": conversation_id, "read_only": {"$ne": True}},
        {"$set": {"read_only": True}},
        ROOM,
        return_document=ReturnDocument.AFTER,
    )
    return _room(found) if found else None


def select_room(db: Database[Any], conversation_id: UUID) -> Room | None:
    found = db.conversations.find_one({"_id": conversation_id}, ROOM)
    return _room(found) if found else None


def select_conversation(
    db: Database[Any], conversation_id: UUID, reader: UserId
) -> Conversation | None:
    """A conversation the reader is in."""
    found = db.conversations.find_one({"_id": conversation_id, "people": reader})
    return _conversation(found, reader) if found else None


def select_conversations(
    db: Database[Any], reader: UserId, *, after: tuple[datetime, UUID] | None, most: int
) -> list[Conversation]:
    """The reader's conversations, the liveliest first."""
    wanted: dict[str, Any] = {"people": reader}
    if after is not None:
        at, conversation_id = after
        wanted["$or"] = [{"last_at": {"$lt": at}}, {"last_at": at, "_id": {"$lt": conversation_id}}]
    found = db.conversations.find(wanted)
    found = found.sort([("last_at", DESCENDING), ("_id", DESCENDING)]).limit(most)
    return [_conversation(document, reader) for document in found]


def update_previews(db: Database[Any], messages: Iterable[Message]) -> None:
    """Show these as the last messages of their conversations, where they are."""
    db.conversations.bulk_write(
        [
            UpdateOne(
                {"_id": message.conversation, "last_message.seq": {"$not": {"$gte": message.seq}}},
                {
                    "$set": {
                        "last_message": {
                            "seq": message.seq,
                            "sender": message.sender,
                            "text": message.text,
                            "at": message.at,
                        },
                        "last_at": message.at,
                    }
                },
            )
            for message in messages
        ],
        ordered=False,
    )


def update_read(db: Database[Any], conversation_id: UUID, reader: UserId, seq: int) -> None:
    """Remember how far someone has read; never less far than before."""
    db.conversations.update_one(
        {"_id": conversation_id, "people": reader}, {"$max": {f"read.{reader}": seq}}
    )


def _room(document: Mapping[str, Any]) -> Room:
    return Room(
        conversation_id=document["_id"],
        kind=ConversationKind(document["kind"]),
        people=tuple(document["people"]),
        roles={
            UserId(UUID(person)): RoomRole(role)
            for person, role in document.get("roles", {}).items()
        },
        read_only=document.get("read_only", False),
    )


def _conversation(document: Mapping[str, Any], reader: UserId) -> Conversation:
    last = document.get("last_message")
    return Conversation(
        conversation_id=document["_id"],
        kind=ConversationKind(document["kind"]),
        name=document.get("name"),
        people=tuple(document["people"]),
        role=RoomRole(document.get("roles", {}).get(str(reader), RoomRole.MEMBER)),
        read_only=document.get("read_only", False),
        last_message=Preview(last["seq"], last["sender"], last["text"], last["at"])
        if last
        else None,
        last_at=document["last_at"],
        read_seq=document["read"].get(str(reader), 0),
    )

"""Conversations in MongoDB. One function, one operation."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo import DESCENDING, ReturnDocument, UpdateOne
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.social_media.chat.message_store import message_from
from services.social_media.chat.models import (
    Conversation,
    ConversationKind,
    Promise,
    Room,
    RoomRole,
    Tail,
)
from shared.models.ids import UserId

ROOM = {"kind": 1, "people": 1, "roles": 1, "read_only": 1, "keep_days": 1}

_WITH_LAST: list[dict[str, Any]] = [
    {
        "$lookup": {
            "from": "messages",
            "localField": "_id",
            "foreignField": "conversation",
            "pipeline": [{"$sort": {"seq": DESCENDING}}, {"$limit": 1}],
            "as": "last",
        }
    }
]


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
    keep_days: int | None,
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
                    "keep_days": keep_days,
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


def select_rooms(db: Database[Any], ids: Collection[UUID]) -> dict[UUID, Room]:
    """The rooms there are of these, each with what a coach promises in it."""
    found = db.conversations.aggregate(
        [
            {"$match": {"_id": {"$in": list(ids)}}},
            {"$project": ROOM},
            {
                "$lookup": {
                    "from": "promises",
                    "localField": "_id",
                    "foreignField": "_id",
                    "as": "promises",
                }
            },
        ]
    )
    return {document["_id"]: _room(document) for document in found}


def select_room(db: Database[Any], conversation_id: UUID) -> Room | None:
    return select_rooms(db, [conversation_id]).get(conversation_id)


def select_conversation(
    db: Database[Any], conversation_id: UUID, reader: UserId
) -> Conversation | None:
    """A conversation the reader is in."""
    found = db.conversations.aggregate(
        [{"$match": {"_id": conversation_id, "people": reader}}, *_WITH_LAST]
    )
    return next((_conversation(document, reader) for document in found), None)


def select_conversations(
    db: Database[Any],
    reader: UserId,
    *,
    after: tuple[datetime, UUID] | None,
    most: int,
    apart: Collection[UserId] = (),
) -> list[Conversation]:
    """The reader's conversations, the liveliest first, but those with somebody they are apart from.

    The last message is looked up where it is kept: what is deleted there shows nowhere else.
    """
    wanted: dict[str, Any] = {"people": reader}
    if after is not None:
        at, conversation_id = after
        wanted["$or"] = [{"last_at": {"$lt": at}}, {"last_at": at, "_id": {"$lt": conversation_id}}]
    if apart:
        direct = ConversationKind.DIRECT.value
        wanted["$nor"] = [{"kind": direct, "people": {"$in": list(apart)}}]
    found = db.conversations.aggregate(
        [
            {"$match": wanted},
            {"$sort": {"last_at": DESCENDING, "_id": DESCENDING}},
            {"$limit": most},
            *_WITH_LAST,
        ]
    )
    return [_conversation(document, reader) for document in found]


def select_ids(db: Database[Any], reader: UserId, *, most: int) -> list[UUID]:
    """The liveliest conversations of the reader."""
    found = db.conversations.find({"people": reader}, {"_id": 1}).sort("last_at", DESCENDING)
    return [document["_id"] for document in found.limit(most)]


def select_partners(db: Database[Any], person: UserId, *, most: int) -> list[UserId]:
    """Those somebody talked with alone, the latest first."""
    wanted = {"people": person, "kind": ConversationKind.DIRECT.value}
    found = db.conversations.find(wanted, {"people": 1}).sort("last_at", DESCENDING).limit(most)
    return [other for document in found for other in document["people"] if other != person]


def update_tails(db: Database[Any], tails: Iterable[Tail]) -> None:
    """Remember how far conversations have come, and who has read that far by saying it."""
    db.conversations.bulk_write(
        [
            UpdateOne(
                {"_id": tail.conversation},
                {
                    "$max": {
                        "last_seq": tail.seq,
                        "last_at": tail.at,
                        **{f"read.{reader}": seq for reader, seq in tail.read.items()},
                    }
                },
            )
            for tail in tails
        ],
        ordered=False,
    )


def update_read(db: Database[Any], conversation_id: UUID, reader: UserId, seq: int) -> None:
    """Remember how far someone has read; never less far than before."""
    db.conversations.update_one(
        {"_id": conversation_id, "people": reader}, {"$max": {f"read.{reader}": seq}}
    )


def update_muted(
    db: Database[Any], conversation_id: UUID, person: UserId, until: datetime | None
) -> bool:
    """Let a conversation not disturb someone in it until then; False when they are not in it."""
    place = f"muted.{person}"
    change = {"$set": {place: until}} if until else {"$unset": {place: ""}}
    result = db.conversations.update_one({"_id": conversation_id, "people": person}, change)
    return result.matched_count == 1


def _room(document: Mapping[str, Any]) -> Room:
    promised = next(iter(document.get("promises", ())), None)
    return Room(
        conversation_id=document["_id"],
        kind=ConversationKind(document["kind"]),
        people=tuple(document["people"]),
        roles={
            UserId(UUID(person)): RoomRole(role)
            for person, role in document.get("roles", {}).items()
        },
        read_only=document.get("read_only", False),
        keep_days=document.get("keep_days"),
        promise=Promise(promised["member"], promised["coach"], promised["hours"])
        if promised and promised["hours"]
        else None,
    )


def _conversation(document: Mapping[str, Any], reader: UserId) -> Conversation:
    last = next((message_from(found) for found in document["last"]), None)
    return Conversation(
        conversation_id=document["_id"],
        kind=ConversationKind(document["kind"]),
        name=document.get("name"),
        people=tuple(document["people"]),
        role=RoomRole(document.get("roles", {}).get(str(reader), RoomRole.MEMBER)),
        read_only=document.get("read_only", False),
        last_message=last,
        last_seq=max(last.seq if last else 0, document.get("last_seq", 0)),
        last_at=document["last_at"],
        read_seq=document["read"].get(str(reader), 0),
        muted_until=document.get("muted", {}).get(str(reader)),
    )


def upsert_promise(
    db: Database[Any], conversation_id: UUID, promise: Promise, *, as_of: int
) -> None:
    """Learn what a coach promises as of then, unless we know newer. Zero hours promise nothing."""
    try:
        db.promises.update_one(
            {"_id": conversation_id, "as_of": {"$lt": as_of}},
            {"$set": {**promise._asdict(), "as_of": as_of}},
            upsert=True,
        )
    except DuplicateKeyError:
        return

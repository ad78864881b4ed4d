"""Messages in MongoDB. One function, one operation."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import Enum, auto
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, DESCENDING
from pymongo.database import Database
from pymongo.errors import BulkWriteError
from pymongo.read_concern import ReadConcern

from services.social_media.chat.models import Message
from shared.models.ids import UserId

_MOST_BETWEEN = 1_000
_DUPLICATE = 11_000
"""The server's code for a second document where an index allows one."""


class Refusal(Enum):
    """Why a message was not stored."""

    PLACE_TAKEN = auto()
    SAID = auto()
    """The sender's client used this id before."""
    INVALID = auto()


def insert_messages(db: Database[Any], messages: Sequence[Message]) -> dict[int, Refusal]:
    """Store all that can be; why not, by index, for the others."""
    try:
        db.messages.insert_many([_document(message) for message in messages], ordered=False)
    except BulkWriteError as error:
        if error.details["writeConcernErrors"]:
            raise  # Nobody knows how many servers have them.
        return {fault["index"]: _refusal(fault) for fault in error.details["writeErrors"]}
    return {}


def insert_until_refused(
    db: Database[Any], messages: Sequence[Message]
) -> tuple[int, Refusal | None]:
    """Store messages in order until one cannot be; how many were, and why not the next."""
    try:
        db.messages.insert_many([_document(message) for message in messages])
    except BulkWriteError as error:
        if error.details["writeConcernErrors"]:
            raise  # Nobody knows how many servers have them.
        (fault,) = error.details["writeErrors"]
        return fault["index"], _refusal(fault)
    return len(messages), None


def _refusal(fault: Mapping[str, Any]) -> Refusal:
    if fault["code"] != _DUPLICATE:
        return Refusal.INVALID
    return Refusal.SAID if "client_id" in fault["keyPattern"] else Refusal.PLACE_TAKEN


def select_last_seqs(db: Database[Any], conversations: Collection[UUID]) -> dict[UUID, int]:
    """The highest seq of each conversation, 0 before its first message.

    A seq is taken from the moment it is stored, so this also sees what no majority has yet.
    """
    found = db.conversations.with_options(read_concern=ReadConcern("local")).aggregate(
        [
            {"$match": {"_id": {"$in": list(conversations)}}},
            {
                "$lookup": {
                    "from": "messages",
                    "localField": "_id",
                    "foreignField": "conversation",
                    "pipeline": [{"$sort": {"seq": -1}}, {"$limit": 1}, {"$project": {"seq": 1}}],
                    "as": "last",
                }
            },
            {"$project": {"seq": {"$ifNull": [{"$first": "$last.seq"}, 0]}}},
        ]
    )
    return {document["_id"]: document["seq"] for document in found}


def select_said(
    db: Database[Any], said: Iterable[tuple[UserId, UUID]]
) -> dict[tuple[UserId, UUID], Message]:
    """The messages that carry these ids of their senders' clients."""
    wanted = [{"sender": sender, "client_id": client_id} for sender, client_id in said]
    if not wanted:
        return {}
    found = (_message(document) for document in db.messages.find({"$or": wanted}))
    return {(message.sender, message.client_id): message for message in found}


def select_message(db: Database[Any], message_id: UUID) -> Message | None:
    document = db.messages.find_one({"_id": message_id})
    return _message(document) if document else None


def select_after(db: Database[Any], conversation_id: UUID, seq: int, *, most: int) -> list[Message]:
    """The first messages after a place, in order."""
    found = db.messages.find({"conversation": conversation_id, "seq": {"$gt": seq}})
    return [_message(document) for document in found.sort("seq", ASCENDING).limit(most)]


def select_between(
    db: Database[Any], conversation_id: UUID, after: int, before: int
) -> list[Message]:
    """The messages after one place and before another."""
    wanted = {"conversation": conversation_id, "seq": {"$gt": after, "$lt": before}}
    return [_message(document) for document in db.messages.find(wanted).limit(_MOST_BETWEEN)]


def select_before(
    db: Database[Any], conversation_id: UUID, seq: int | None, *, most: int
) -> list[Message]:
    """The last messages before a place, or of all, in order."""
    wanted: dict[str, Any] = {"conversation": conversation_id}
    if seq is not None:
        wanted["seq"] = {"$lt": seq}
    found = db.messages.find(wanted).sort("seq", DESCENDING).limit(most)
    return [_message(document) for document in found][::-1]


def _document(message: Message) -> dict[str, Any]:
    return {
        "_id": message.message_id,
        "conversation": message.conversation,
        "seq": message.seq,
        "sender": message.sender,
        "client_id": message.client_id,
        "text": message.text,
        "at": message.at,
    }


def _message(document: Mapping[str, Any]) -> Message:
    return Message(
        message_id=document["_id"],
        conversation=document["conversation"],
        seq=document["seq"],
        sender=document["sender"],
        client_id=document["client_id"],
        text=document["text"],
        at=document["at"],
    )

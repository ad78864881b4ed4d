"""Messages in MongoDB, as they are stored and read. One function, one operation."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import Enum, auto
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, DESCENDING
from pymongo.database import Database
from pymongo.errors import BulkWriteError
from pymongo.read_concern import ReadConcern

from services.social_media.chat.models import NO_TERMS, Message, ReactionKind, Terms
from services.social_media.pictures.models import Shot
from shared.models.ids import UserId
from shared.models.media import Purpose

_IN_ORDER = {"conversation": ASCENDING, "seq": ASCENDING}
_MOST_BETWEEN = 1_000
_DUPLICATE = 11_000
"""The server's code for a second document where an index allows one."""


class Refusal(Enum):
    """Why a message was not stored."""

    PLACE_TAKEN = auto()
    SAID = auto()
    """The sender's client used this id before."""
    INVALID = auto()


def insert_messages(
    db: Database[Any],
    messages: Sequence[Message],
    terms: Iterable[Terms] = (),
    *,
    via: int | None = None,
) -> dict[int, Refusal]:
    """Store all that can be; why not, by index, for the others."""
    try:
        db.messages.insert_many(_documents(messages, terms, via), ordered=False)
    except BulkWriteError as error:
        if error.details["writeConcernErrors"]:
            raise  # Nobody knows how many servers have them.
        return {fault["index"]: _refusal(fault) for fault in error.details["writeErrors"]}
    return {}


def insert_until_refused(
    db: Database[Any],
    messages: Sequence[Message],
    terms: Iterable[Terms] = (),
    *,
    via: int | None = None,
) -> tuple[int, Refusal | None]:
    """Store messages in order until one cannot be; how many were, and why not the next.

    `via` names the host that tells its own people; other hosts read what is stored.
    """
    try:
        db.messages.insert_many(_documents(messages, terms, via))
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
    """The highest seq each conversation has ever had, 0 before its first message.

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
            # Messages may be gone by now, but their places are not given again.
            {"$project": {"seq": {"$max": [{"$first": "$last.seq"}, "$last_seq", 0]}}},
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
    found = (message_from(document) for document in db.messages.find({"$or": wanted}))
    return {(message.sender, message.client_id): message for message in found}


def select_message(db: Database[Any], message_id: UUID) -> Message | None:
    document = db.messages.find_one({"_id": message_id})
    return message_from(document) if document else None


def select_after(
    db: Database[Any],
    conversation_id: UUID,
    seq: int,
    *,
    most: int,
    without: Collection[UserId] = (),
) -> list[Message]:
    """The first messages after a place, in order, but those of some people."""
    wanted = {"conversation": conversation_id, "seq": {"$gt": seq}, **_not_by(without)}
    found = db.messages.find(wanted).sort("seq", ASCENDING).limit(most)
    return [message_from(document) for document in found]


def count_said_after(
    db: Database[Any], places: Mapping[UUID, int], people: Collection[UserId]
) -> dict[UUID, int]:
    """How many messages some people said in each conversation after a place in it, if any."""
    if not places or not people:
        return {}
    said = [
        {"conversation": conversation, "seq": {"$gt": seq}, "sender": {"$in": list(people)}}
        for conversation, seq in places.items()
    ]
    found = db.messages.aggregate(
        [{"$match": {"$or": said}}, {"$sortByCount": "$conversation"}], hint=_IN_ORDER
    )
    return {document["_id"]: document["count"] for document in found}


def select_between(
    db: Database[Any], conversation_id: UUID, after: int, before: int
) -> list[Message]:
    """The messages after one place and before another."""
    wanted = {"conversation": conversation_id, "seq": {"$gt": after, "$lt": before}}
    return [message_from(document) for document in db.messages.find(wanted).limit(_MOST_BETWEEN)]


def select_before(
    db: Database[Any],
    conversation_id: UUID,
    seq: int | None,
    *,
    most: int,
    without: Collection[UserId] = (),
) -> list[Message]:
    """The last messages before a place, or of all, in order, but those of some people."""
    wanted: dict[str, Any] = {"conversation": conversation_id, **_not_by(without)}
    if seq is not None:
        wanted["seq"] = {"$lt": seq}
    found = db.messages.find(wanted).sort("seq", DESCENDING).limit(most)
    return [message_from(document) for document in found][::-1]


def _not_by(people: Collection[UserId]) -> dict[str, Any]:
    return {"sender": {"$nin": list(people)}} if people else {}


def _documents(
    messages: Sequence[Message], terms: Iterable[Terms], via: int | None
) -> list[dict[str, Any]]:
    documents = [
        {
            "_id": message.message_id,
            "conversation": message.conversation,
            "seq": message.seq,
            "sender": message.sender,
            "client_id": message.client_id,
            "text": message.text,
            "at": message.at,
        }
        for message in messages
    ]
    for message, document in zip(messages, documents, strict=True):
        if message.attachments:
            document["attachments"] = [_picture(shot) for shot in message.attachments]
    for term, document in zip(terms, documents, strict=False):
        if term is not NO_TERMS:
            document |= {name: at for name, at in term._asdict().items() if at is not None}
    if via is not None:
        for document in documents:
            document["via"] = via
    return documents


def _picture(shot: Shot) -> dict[str, Any]:
    return {
        "upload_id": shot.upload_id,
        "width": shot.width,
        "height": shot.height,
        "blurhash": shot.blurhash,
    }


def message_from(document: Mapping[str, Any]) -> Message:
    if "version" not in document and "attachments" not in document:  # As nearly all are.
        return Message(
            document["_id"],
            document["conversation"],
            document["seq"],
            document["sender"],
            document["client_id"],
            document["text"],
            document["at"],
        )
    return Message(
        message_id=document["_id"],
        conversation=document["conversation"],
        seq=document["seq"],
        sender=document["sender"],
        client_id=document["client_id"],
        text=document["text"],
        at=document["at"],
        attachments=tuple(
            Shot(user_id=document["sender"], purpose=Purpose.CHAT_ATTACHMENT, **picture)
            for picture in document.get("attachments", ())
        ),
        version=document.get("version", 1),
        edited_at=document.get("edited_at"),
        deleted_at=document.get("deleted_at"),
        reactions={
            ReactionKind(kind): tuple(people)
            for kind, people in document.get("reactions", {}).items()
            if people
        },
    )

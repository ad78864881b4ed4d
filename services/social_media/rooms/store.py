"""Rooms in MongoDB: one document is a room with its members. One function, one operation."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from pymongo import ReturnDocument
from pymongo.database import Database

from services.social_media.chat.models import RoomRole
from services.social_media.rooms.models import Gathering, RoomKind, RoomMember
from shared.models.ids import UserId

_CHANGED = {"version": 1}


def upsert_room(
    db: Database[Any],
    room_id: UUID,
    kind: RoomKind,
    name: str,
    members: Iterable[RoomMember],
    *,
    most: int,
) -> Gathering:
    """Make a room be there; one that is there stays as it is."""
    entries = [_entry(member) for member in members]
    document = db.rooms.find_one_and_update(
        {"_id": room_id},
        {
            "$setOnInsert": {
                "kind": kind.value,
                "name": name,
                "members": entries,
                "count": len(entries),
                "most": most,
                "read_only": False,
                "version": 1,
                "untold": True,
            }
        },
        upsert=True,
        return_document=ReturnDocument.AFTER,
    )
    assert document is not None  # an upsert returns what it made
    return _gathering(document)


def select_room(db: Database[Any], room_id: UUID) -> Gathering | None:
    document = db.rooms.find_one({"_id": room_id})
    return _gathering(document) if document else None


def select_rooms(db: Database[Any], ids: Iterable[UUID]) -> dict[UUID, Gathering]:
    found = db.rooms.find({"_id": {"$in": list(ids)}})
    return {document["_id"]: _gathering(document) for document in found}


def select_rooms_of(
    db: Database[Any], user_id: UserId, kind: RoomKind | None = None
) -> dict[UUID, str]:
    """The rooms somebody is in, each with its name."""
    wanted: dict[str, Any] = {"members.user_id": user_id}
    if kind is not None:
        wanted["kind"] = kind.value
    return {document["_id"]: document["name"] for document in db.rooms.find(wanted, {"name": 1})}


def select_counts(db: Database[Any], ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many people are in rooms."""
    found = db.rooms.find({"_id": {"$in": list(ids)}}, {"count": 1})
    return {document["_id"]: document["count"] for document in found}


def select_untold(db: Database[Any], *, most: int) -> list[Gathering]:
    """Rooms whose conversation has yet to follow."""
    return [_gathering(document) for document in db.rooms.find({"untold": True}).limit(most)]


def update_told(db: Database[Any], room_id: UUID, version: int) -> None:
    """The conversation is as the room was at that version."""
    db.rooms.update_one({"_id": room_id, "version": version}, {"$unset": {"untold": ""}})


def update_entered(db: Database[Any], room_id: UUID, member: RoomMember) -> Gathering | None:
    """Let somebody in who is not; None when they are, or it is full or over."""
    return _update(
        db,
        {
            "_id": room_id,
            "members.user_id": {"$ne": member.user_id},
            "read_only": False,
            "$expr": {"$lt": ["$count", "$most"]},
        },
        {"$push": {"members": _entry(member)}, "$inc": {"count": 1, **_CHANGED}},
    )


def update_left(db: Database[Any], room_id: UUID, user_id: UserId) -> Gathering | None:
    """Let somebody out; None when they are not in, or own the room."""
    mine = {"user_id": user_id, "role": {"$ne": RoomRole.OWNER.value}}
    return _update(
        db,
        {"_id": room_id, "members": {"$elemMatch": mine}},
        {"$pull": {"members": {"user_id": user_id}}, "$inc": {"count": -1, **_CHANGED}},
    )


def update_role(
    db: Database[Any], room_id: UUID, user_id: UserId, role: RoomRole
) -> Gathering | None:
    """Give somebody in the room another role, unless they own it."""
    mine = {"user_id": user_id, "role": {"$ne": RoomRole.OWNER.value}}
    return _update(
        db,
        {"_id": room_id, "members": {"$elemMatch": mine}},
        {"$set": {"members.$.role": role.value}, "$inc": _CHANGED},
    )


def update_facilitator(db: Database[Any], room_id: UUID, user_id: UserId) -> Gathering | None:
    """Let a member facilitate, unless somebody does."""
    return _update(
        db,
        {
            "_id": room_id,
            "read_only": False,
            "members.role": {"$ne": RoomRole.FACILITATOR.value},
            "members": {"$elemMatch": {"user_id": user_id}},
        },
        {"$set": {"members.$[mine].role": RoomRole.FACILITATOR.value}, "$inc": _CHANGED},
        array_filters=[{"mine.user_id": user_id}],
    )


def update_entered_to_facilitate(
    db: Database[Any], room_id: UUID, member: RoomMember
) -> Gathering | None:
    """Let somebody in who is to facilitate, unless somebody does."""
    return _update(
        db,
        {
            "_id": room_id,
            "members.user_id": {"$ne": member.user_id},
            "members.role": {"$ne": RoomRole.FACILITATOR.value},
            "read_only": False,
            "$expr": {"$lt": ["$count", "$most"]},
        },
        {"$push": {"members": _entry(member)}, "$inc": {"count": 1, **_CHANGED}},
    )


def update_owner(db: Database[Any], room_id: UUID, owner: UserId, heir: UserId) -> Gathering | None:
    """Hand a room over; None when one does not own it, or the other is not in it."""
    return _update(
        db,
        {
            "_id": room_id,
            "$and": [
                {"members": {"$elemMatch": {"user_id": owner, "role": RoomRole.OWNER.value}}},
                {"members": {"$elemMatch": {"user_id": heir}}},
            ],
        },
        {
            "$set": {
                "members.$[mine].role": RoomRole.MEMBER.value,
                "members.$[theirs].role": RoomRole.OWNER.value,
            },
            "$inc": _CHANGED,
        },
        array_filters=[{"mine.user_id": owner}, {"theirs.user_id": heir}],
    )


def update_name(db: Database[Any], room_id: UUID, name: str) -> Gathering | None:
    return _update(
        db, {"_id": room_id, "name": {"$ne": name}}, {"$set": {"name": name}, "$inc": _CHANGED}
    )


def update_read_only(db: Database[Any], room_id: UUID) -> Gathering | None:
    """Let nothing new be said there; None when that is so already."""
    return _update(
        db,
        {"_id": room_id, "read_only": False},
        {"$set": {"read_only": True}, "$inc": _CHANGED},
    )


def _update(
    db: Database[Any],
    wanted: Mapping[str, Any],
    change: dict[str, Any],
    array_filters: Sequence[Mapping[str, Any]] | None = None,
) -> Gathering | None:
    """Change a room, and note that its conversation has yet to follow."""
    change["$set"] = {**change.get("$set", {}), "untold": True}
    document = db.rooms.find_one_and_update(
        wanted, change, array_filters=array_filters, return_document=ReturnDocument.AFTER
    )
    return _gathering(document) if document else None


def _entry(member: RoomMember) -> dict[str, Any]:
    return {"user_id": member.user_id, "role": member.role.value, "since": member.since}


def _gathering(document: Mapping[str, Any]) -> Gathering:
    return Gathering(
        room_id=document["_id"],
        kind=RoomKind(document["kind"]),
        name=document["name"],
        members=tuple(
            RoomMember(entry["user_id"], RoomRole(entry["role"]), entry["since"])
            for entry in document["members"]
        ),
        most=document["most"],
        is_read_only=document["read_only"],
        version=document["version"],
    )

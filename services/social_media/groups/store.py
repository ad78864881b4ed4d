"""Groups in MongoDB. One function, one operation."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, DESCENDING, ReturnDocument
from pymongo.database import Database

from services.social_media.groups.models import (
    Application,
    ApplicationState,
    Group,
    GroupChange,
    Joining,
    NewGroup,
)
from shared.models.ids import UserId


def upsert_group(
    db: Database[Any], group_id: UUID, by: UserId, new: NewGroup, *, now: datetime
) -> Group:
    """Make the group be there under that id, or return what this client made before."""
    document = db.groups.find_one_and_update(
        {"created_by": by, "client_id": new.client_id},
        {
            "$setOnInsert": {
                "_id": group_id,
                "name": new.name,
                "description": new.description,
                "rules": list(new.rules),
                "joining": new.joining.value,
                "created_at": now,
                "closed": False,
                "version": 1,
            }
        },
        upsert=True,
        return_document=ReturnDocument.AFTER,
    )
    assert document is not None  # an upsert returns what it made
    return _group(document)


def select_made(db: Database[Any], by: UserId, client_id: UUID) -> Group | None:
    """What somebody's client made under an id of its own."""
    document = db.groups.find_one({"created_by": by, "client_id": client_id})
    return _group(document) if document else None


def count_groups_by(db: Database[Any], by: UserId) -> int:
    return db.groups.count_documents({"created_by": by, "closed": False})


def select_group(db: Database[Any], group_id: UUID) -> Group | None:
    document = db.groups.find_one({"_id": group_id})
    return _group(document) if document else None


def select_groups(
    db: Database[Any], *, among: Collection[UUID] | None, after: UUID | None, most: int
) -> list[Group]:
    """Groups, the newest first: all that are not closed, or those among some."""
    wanted: dict[str, Any] = {} if among is not None else {"closed": False}
    ids: dict[str, Any] = {} if among is None else {"$in": list(among)}
    if after is not None:
        ids["$lt"] = after
    if ids:
        wanted["_id"] = ids
    return [
        _group(document) for document in db.groups.find(wanted).sort("_id", DESCENDING).limit(most)
    ]


def update_group(db: Database[Any], group_id: UUID, change: GroupChange) -> Group | None:
    """Change a group that still has that version."""
    document = db.groups.find_one_and_update(
        {"_id": group_id, "version": change.version, "closed": False},
        {
            "$set": {
                "name": change.name,
                "description": change.description,
                "rules": list(change.rules),
                "joining": change.joining.value,
            },
            "$inc": {"version": 1},
        },
        return_document=ReturnDocument.AFTER,
    )
    return _group(document) if document else None


def update_closed(db: Database[Any], group_id: UUID) -> None:
    db.groups.update_one(
        {"_id": group_id, "closed": False}, {"$set": {"closed": True}, "$inc": {"version": 1}}
    )


def upsert_application(
    db: Database[Any], group_id: UUID, user_id: UserId, *, at: datetime
) -> ApplicationState:
    """Ask to be let in; what somebody's standing at the door is."""
    document = db.group_applications.find_one_and_update(
        {"_id": _at_door(group_id, user_id)},
        {
            "$setOnInsert": {
                "group_id": group_id,
                "user_id": user_id,
                "state": ApplicationState.REQUESTED.value,
                "at": at,
            }
        },
        upsert=True,
        return_document=ReturnDocument.AFTER,
    )
    assert document is not None  # an upsert returns what it made
    return ApplicationState(document["state"])


def upsert_removed(db: Database[Any], group_id: UUID, user_id: UserId, *, at: datetime) -> None:
    """Do not let somebody back in by themselves."""
    db.group_applications.update_one(
        {"_id": _at_door(group_id, user_id)},
        {
            "$set": {
                "group_id": group_id,
                "user_id": user_id,
                "state": ApplicationState.REMOVED.value,
                "at": at,
            }
        },
        upsert=True,
    )


def delete_application(db: Database[Any], group_id: UUID, user_id: UserId) -> None:
    db.group_applications.delete_one(
        {"_id": _at_door(group_id, user_id), "state": ApplicationState.REQUESTED.value}
    )


def select_application(
    db: Database[Any], group_id: UUID, user_id: UserId
) -> ApplicationState | None:
    document = db.group_applications.find_one({"_id": _at_door(group_id, user_id)}, {"state": 1})
    return ApplicationState(document["state"]) if document else None


def select_asked(db: Database[Any], groups: Collection[UUID], user_id: UserId) -> set[UUID]:
    """Those of the groups at whose door somebody waits."""
    wanted = {
        "_id": {"$in": [_at_door(group_id, user_id) for group_id in groups]},
        "state": ApplicationState.REQUESTED.value,
    }
    return {
        document["group_id"] for document in db.group_applications.find(wanted, {"group_id": 1})
    }


def count_applications(db: Database[Any], group_id: UUID) -> int:
    return db.group_applications.count_documents(
        {"group_id": group_id, "state": ApplicationState.REQUESTED.value}
    )


def select_applications(
    db: Database[Any],
    group_id: UUID,
    *,
    without: Collection[UserId],
    after: UUID | None,
    most: int,
) -> list[Application]:
    among: dict[str, Any] = {"$nin": list(without)}
    if after is not None:
        among["$gt"] = after
    wanted = {
        "group_id": group_id,
        "state": ApplicationState.REQUESTED.value,
        "user_id": among,
    }
    found = db.group_applications.find(wanted).sort("user_id", ASCENDING).limit(most)
    return [Application(document["user_id"], document["at"]) for document in found]


def _at_door(group_id: UUID, user_id: UserId) -> str:
    return f"{group_id}:{user_id}"


def _group(document: Mapping[str, Any]) -> Group:
    return Group(
        group_id=document["_id"],
        name=document["name"],
        description=document["description"],
        rules=tuple(document["rules"]),
        joining=Joining(document["joining"]),
        created_at=document["created_at"],
        is_closed=document["closed"],
        version=document["version"],
    )

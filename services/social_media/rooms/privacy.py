"""What this feature holds about somebody: the rooms they are in."""

from typing import Any

from pymongo.database import Database

from services.social_media.chat.models import RoomRole
from services.social_media.privacy.models import Posts, Rows
from shared.models.ids import UserId

COLLECTIONS = ("rooms",)

_OWNER = RoomRole.OWNER.value


def export(db: Database[Any], user_id: UserId) -> dict[str, Rows]:
    rooms = db.rooms.find({"members.user_id": user_id}, {"kind": 1, "name": 1, "members": 1})
    return {
        "rooms": [
            {
                "room_id": room["_id"],
                "kind": room["kind"],
                "name": room["name"],
                **next(
                    {"role": member["role"], "since": member["since"]}
                    for member in room["members"]
                    if member["user_id"] == user_id
                ),
            }
            for room in rooms
        ]
    }


def erase(db: Database[Any], user_id: UserId, posts: Posts) -> dict[str, int]:
    """A room goes on without them, and with whoever has been there longest as its owner.

    One that nobody is left in goes.
    """
    mine = {"members.user_id": user_id}
    left = db.rooms.update_many(mine, _without(user_id)).modified_count
    db.rooms.delete_many({"members": {"$size": 0}})
    return {"rooms": left}


def _without(user_id: UserId) -> list[dict[str, Any]]:
    others = {"$filter": {"input": "$members", "cond": {"$ne": ["$$this.user_id", user_id]}}}
    roles = {"$map": {"input": "$members", "in": "$$this.role"}}
    # Members are in the order in which they came.
    heir = {"$mergeObjects": [{"$first": "$members"}, {"role": _OWNER}]}
    rest = {"$slice": ["$members", 1, {"$max": [1, {"$size": "$members"}]}]}
    is_orphaned = {
        "$and": [
            "$owned",
            {"$not": [{"$in": [_OWNER, roles]}]},
            {"$gt": [{"$size": "$members"}, 0]},
        ]
    }
    was_owned = {"$in": [_OWNER, roles]}
    return [
        {"$set": {"owned": was_owned}},
        {"$set": {"members": others}},
        {
            "$set": {
                "members": {"$cond": [is_orphaned, {"$concatArrays": [[heir], rest]}, "$members"]},
                "count": {"$size": "$members"},
                "version": {"$add": ["$version", 1]},
                "untold": True,
            }
        },
        {"$unset": "owned"},
    ]

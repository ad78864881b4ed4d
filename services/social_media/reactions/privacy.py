"""What this feature holds about somebody: how they reacted to what others wrote."""

from typing import Any

from pymongo.database import Database

from services.social_media.privacy.models import Posts, Rows
from shared.models.ids import UserId

COLLECTIONS = ("reactions",)


def export(db: Database[Any], user_id: UserId) -> dict[str, Rows]:
    shown = {"_id": 0, "target": 1, "kind": 1, "at": 1}
    return {"reactions": list(db.reactions.find({"user_id": user_id}, shown))}


def erase(db: Database[Any], user_id: UserId, posts: Posts) -> dict[str, int]:
    return {"reactions": db.reactions.delete_many({"user_id": user_id}).deleted_count}

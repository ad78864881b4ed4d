"""What this feature holds about somebody: how they want to be told, and how often they were."""

from typing import Any

from pymongo.database import Database

from services.social_media.privacy.models import Posts, Rows
from shared.models.ids import UserId

COLLECTIONS = ("preferences", "reaches")


def export(db: Database[Any], user_id: UserId) -> dict[str, Rows]:
    return {"preferences": list(db.preferences.find({"_id": user_id}, {"_id": 0}))}


def erase(db: Database[Any], user_id: UserId, posts: Posts) -> dict[str, int]:
    return {
        "preferences": db.preferences.delete_one({"_id": user_id}).deleted_count,
        "reaches": db.reaches.delete_many({"user_id": user_id}).deleted_count,
    }

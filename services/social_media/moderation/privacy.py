"""What this feature holds about somebody: how much they are trusted, and how fast they write."""

from typing import Any

from pymongo.database import Database

from services.social_media.privacy.models import Posts, Rows
from shared.models.ids import UserId

COLLECTIONS = ("trust", "paces")


def export(db: Database[Any], user_id: UserId) -> dict[str, Rows]:
    good = {"_id": 0, "good_texts": {"$size": "$good"}}
    return {"trust": list(db.trust.find({"_id": user_id}, good))}


def erase(db: Database[Any], user_id: UserId, posts: Posts) -> dict[str, int]:
    return {
        "trust": db.trust.delete_one({"_id": user_id}).deleted_count,
        "paces": db.paces.delete_many({"user_id": user_id}).deleted_count,
    }

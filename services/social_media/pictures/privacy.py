"""What this feature holds about somebody: which pictures of theirs can be shown."""

from typing import Any

from pymongo.database import Database

from services.social_media.privacy.models import Posts, Rows
from shared.models.ids import UserId

COLLECTIONS = ("pictures",)


def export(db: Database[Any], user_id: UserId) -> dict[str, Rows]:
    shown = {"_id": 0, "upload_id": "$_id", "purpose": 1, "width": 1, "height": 1, "at": 1}
    return {"pictures": list(db.pictures.find({"user_id": user_id}, shown))}


def erase(db: Database[Any], user_id: UserId, posts: Posts) -> dict[str, int]:
    return {"pictures": db.pictures.delete_many({"user_id": user_id}).deleted_count}

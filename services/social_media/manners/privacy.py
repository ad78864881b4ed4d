"""What this feature holds about somebody: what they show while they talk."""

from typing import Any

from pymongo.database import Database

from services.social_media.privacy.models import Posts, Rows
from shared.models.ids import UserId

COLLECTIONS = ("manners",)


def export(db: Database[Any], user_id: UserId) -> dict[str, Rows]:
    return {"manners": list(db.manners.find({"_id": user_id}, {"_id": 0}))}


def erase(db: Database[Any], user_id: UserId, posts: Posts) -> dict[str, int]:
    return {"manners": db.manners.delete_one({"_id": user_id}).deleted_count}

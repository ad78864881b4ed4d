"""What this feature holds about somebody: when they were last there, where they show it."""

from typing import Any

from pymongo.database import Database

from services.social_media.privacy.models import Posts, Rows
from shared.models.ids import UserId

COLLECTIONS = ("presence",)


def export(db: Database[Any], user_id: UserId) -> dict[str, Rows]:
    return {"presence": list(db.presence.find({"_id": user_id}, {"_id": 0, "seen_at": 1}))}


def erase(db: Database[Any], user_id: UserId, posts: Posts) -> dict[str, int]:
    return {"presence": db.presence.delete_one({"_id": user_id}).deleted_count}

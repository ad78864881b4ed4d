"""What this feature holds about somebody: who they are here, and their ended sign-ins."""

from typing import Any

from pymongo.database import Database

from services.social_media.privacy.models import Posts, Rows
from shared.models.ids import UserId

COLLECTIONS = ("people", "revoked_sessions")


def export(db: Database[Any], user_id: UserId) -> dict[str, Rows]:
    shown = {"_id": 0, "as_of": 0, "handle_key": 0, "handle_keys": 0}
    return {"people": list(db.people.find({"_id": user_id}, shown))}


def erase(db: Database[Any], user_id: UserId, posts: Posts) -> dict[str, int]:
    return {
        "people": db.people.delete_one({"_id": user_id}).deleted_count,
        "revoked_sessions": db.revoked_sessions.delete_many({"user_id": user_id}).deleted_count,
    }

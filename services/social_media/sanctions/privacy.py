"""What this feature holds about somebody: what was imposed on them, or by them."""

from typing import Any

from pymongo.database import Database

from services.social_media.privacy.models import NOBODY, Posts, Rows
from shared.models.ids import UserId

COLLECTIONS = ("sanctions",)


def export(db: Database[Any], user_id: UserId) -> dict[str, Rows]:
    shown = {"_id": 0, "kind": 1, "reason": 1, "at": 1, "until": 1, "lifted_at": 1}
    return {"sanctions": list(db.sanctions.find({"user_id": user_id}, shown))}


def erase(db: Database[Any], user_id: UserId, posts: Posts) -> dict[str, int]:
    db.sanctions.update_many({"by": user_id}, {"$set": {"by": NOBODY}})
    return {"sanctions": db.sanctions.delete_many({"user_id": user_id}).deleted_count}

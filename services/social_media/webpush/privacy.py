"""What this feature holds about somebody: the browsers that show them what they are told."""

from typing import Any

from pymongo.database import Database

from services.social_media.privacy.models import Posts, Rows
from shared.models.ids import UserId

COLLECTIONS = ("push_subscriptions",)


def export(db: Database[Any], user_id: UserId) -> dict[str, Rows]:
    """Where, without the keys: whoever has those can write to that browser."""
    found = db.push_subscriptions.find({"user_id": user_id}, {"_id": 0, "endpoint": 1, "at": 1})
    return {"push_subscriptions": list(found)}


def erase(db: Database[Any], user_id: UserId, posts: Posts) -> dict[str, int]:
    gone = db.push_subscriptions.delete_many({"user_id": user_id}).deleted_count
    return {"push_subscriptions": gone}

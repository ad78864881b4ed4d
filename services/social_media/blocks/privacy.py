"""What this feature holds about somebody: whom they keep away, and who keeps them away."""

from typing import Any

from pymongo.database import Database

from services.social_media.privacy.models import Posts, Rows
from shared.models.ids import UserId

COLLECTIONS = ("blocks", "mutes")


def export(db: Database[Any], user_id: UserId) -> dict[str, Rows]:
    """When they did so. Whom is about the other person, and who did it to them is not theirs."""
    when = {"_id": 0, "at": 1}
    return {
        "blocks": list(db.blocks.find({"by": user_id}, when)),
        "mutes": list(db.mutes.find({"by": user_id}, when)),
    }


def erase(db: Database[Any], user_id: UserId, posts: Posts) -> dict[str, int]:
    either = {"$or": [{"by": user_id}, {"whom": user_id}]}
    return {
        "blocks": db.blocks.delete_many({"people": user_id}).deleted_count,
        "mutes": db.mutes.delete_many(either).deleted_count,
    }

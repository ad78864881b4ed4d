"""What this feature holds about somebody: whom they have to do with."""

from typing import Any

from pymongo.database import Database

from services.social_media.privacy.models import Posts, Rows
from shared.models.ids import UserId

COLLECTIONS = ("ties",)


def export(db: Database[Any], user_id: UserId) -> dict[str, Rows]:
    """Their ties, without saying to whom: that is the other person's to tell."""
    shown = {
        "_id": 0,
        "kind": 1,
        "state": 1,
        "at": 1,
        "asked_by_me": {"$eq": ["$requested_by", user_id]},
        "i_coach": {"$eq": ["$coach_id", user_id]},
    }
    return {"ties": list(db.ties.find({"people": user_id}, shown))}


def erase(db: Database[Any], user_id: UserId, posts: Posts) -> dict[str, int]:
    return {"ties": db.ties.delete_many({"people": user_id}).deleted_count}

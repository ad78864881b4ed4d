"""What this feature holds about somebody: what was sent to them, or to others about them."""

from typing import Any

from pymongo.database import Database

from services.social_media.privacy.models import Posts, Rows
from shared.models.ids import UserId

COLLECTIONS = ("parcels",)


def export(db: Database[Any], user_id: UserId) -> dict[str, Rows]:
    shown = {
        "_id": 0,
        "channel": 1,
        "status": 1,
        "at": 1,
        "sent_at": 1,
        "read_at": 1,
        "title_keys": "$items.title_key",
    }
    return {"parcels": list(db.parcels.find({"user_id": user_id}, shown))}


def erase(db: Database[Any], user_id: UserId, posts: Posts) -> dict[str, int]:
    about = {"items.data.user_id": {"$in": [user_id, str(user_id)]}}
    theirs = db.parcels.delete_many({"user_id": user_id}).deleted_count
    return {"parcels": theirs + db.parcels.delete_many(about).deleted_count}

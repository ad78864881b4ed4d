"""What this feature holds about somebody: what they were told, and what others were told of them.

A notification names whom it is about in `data.user_id`, and those who made it in `by`, which nobody
is shown; and in no other place.
"""

from typing import Any

from pymongo.database import Database

from services.social_media.privacy.models import Posts, Rows
from shared.models.ids import UserId

COLLECTIONS = ("notifications",)


def export(db: Database[Any], user_id: UserId) -> dict[str, Rows]:
    shown = {"_id": 0, "category": 1, "title_key": 1, "at": 1, "read_at": 1}
    return {"notifications": list(db.notifications.find({"user_id": user_id}, shown))}


def erase(db: Database[Any], user_id: UserId, posts: Posts) -> dict[str, int]:
    theirs = db.notifications.delete_many({"user_id": user_id}).deleted_count
    db.notifications.update_many({"by": user_id}, {"$pull": {"by": user_id}})
    about = {"$or": [{"data.user_id": {"$in": [user_id, str(user_id)]}}, {"by": []}]}
    return {"notifications": theirs + db.notifications.delete_many(about).deleted_count}

"""What this feature holds about somebody: what they have reached."""

from typing import Any

from pymongo.database import Database

from services.social_media.privacy.models import Posts, Rows
from shared.models.ids import UserId

COLLECTIONS = ("milestones",)


def export(db: Database[Any], user_id: UserId) -> dict[str, Rows]:
    found = db.milestones.find({"user_id": user_id}, {"_id": 0, "code": 1, "at": 1})
    return {"milestones": list(found)}


def erase(db: Database[Any], user_id: UserId, posts: Posts) -> dict[str, int]:
    return {"milestones": db.milestones.delete_many({"user_id": user_id}).deleted_count}

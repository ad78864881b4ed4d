"""What this feature holds about somebody: what staff did that concerns them, or they as staff."""

from typing import Any

from pymongo.database import Database

from services.social_media.privacy.models import NOBODY, Posts, Rows
from shared.models.ids import UserId

COLLECTIONS = ("staff_acts",)


def export(db: Database[Any], user_id: UserId) -> dict[str, Rows]:
    return {
        "staff_acts": list(db.staff_acts.find({"person": user_id}, {"_id": 0, "act": 1, "at": 1}))
    }


def erase(db: Database[Any], user_id: UserId, posts: Posts) -> dict[str, int]:
    """That staff did something stays, without whom it concerned and who it was."""
    concerned = {"$or": [{"person": user_id}, {"about": str(user_id)}]}
    forgotten: dict[str, Any] = {"person": None, "about": None, "details": {}}
    theirs = db.staff_acts.update_many(concerned, {"$set": forgotten}).modified_count
    names_them = {"payload": {"$regex": str(user_id)}}
    db.staff_acts.update_many(
        {"unsent": {"$elemMatch": names_them}}, {"$pull": {"unsent": names_them}}
    )
    db.staff_acts.update_many({"staff_id": user_id}, {"$set": {"staff_id": NOBODY, "origin": None}})
    return {"staff_acts": theirs}

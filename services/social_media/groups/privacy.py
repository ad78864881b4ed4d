"""What this feature holds about somebody: the groups they founded, and the doors they wait at."""

from typing import Any

from pymongo.database import Database

from services.social_media.privacy.models import NOBODY, Posts, Rows
from shared.models.ids import UserId

COLLECTIONS = ("groups", "group_applications")


def export(db: Database[Any], user_id: UserId) -> dict[str, Rows]:
    groups = {"_id": 0, "name": 1, "description": 1, "rules": 1, "joining": 1, "created_at": 1}
    applications = {"_id": 0, "group_id": 1, "state": 1, "at": 1}
    return {
        "groups": list(db.groups.find({"created_by": user_id}, groups)),
        "group_applications": list(db.group_applications.find({"user_id": user_id}, applications)),
    }


def erase(db: Database[Any], user_id: UserId, posts: Posts) -> dict[str, int]:
    """A group is its members' as well, and goes on; whom it belongs to then, its room says."""
    groups = db.groups.update_many(
        {"created_by": user_id},
        # The id of their client is unique for each founder, and they all become the same one.
        [{"$set": {"created_by": NOBODY, "client_id": "$_id"}}],
    )
    applications = db.group_applications.delete_many({"user_id": user_id})
    return {
        "groups": groups.modified_count,
        "group_applications": applications.deleted_count,
    }

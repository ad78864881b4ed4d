"""What this feature holds about somebody: whom they quit together with, and whom they asked."""

from typing import Any

from pymongo.database import Database

from services.social_media.privacy.models import Posts, Rows
from shared.models.ids import UserId

COLLECTIONS = ("buddies", "buddy_invitations")


def export(db: Database[Any], user_id: UserId) -> dict[str, Rows]:
    """Their side of it: with whom is the other person's to tell."""
    shown = {
        "_id": 0,
        "state": 1,
        "at": 1,
        "asked_by_me": {"$eq": ["$requested_by", user_id]},
        "i_share": f"$shares.{user_id}",
    }
    invitations = db.buddy_invitations.find({"by": user_id}, {"_id": 0, "expires_at": 1})
    return {
        "buddies": list(db.buddies.find({"people": user_id}, shown)),
        "buddy_invitations": list(invitations),
    }


def erase(db: Database[Any], user_id: UserId, posts: Posts) -> dict[str, int]:
    theirs = {"$or": [{"by": user_id}, {"used_by": user_id}]}
    return {
        "buddies": db.buddies.delete_many({"people": user_id}).deleted_count,
        "buddy_invitations": db.buddy_invitations.delete_many(theirs).deleted_count,
    }

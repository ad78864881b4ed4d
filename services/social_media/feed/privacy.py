"""What this feature holds about somebody: what they posted, and what they said to others' posts."""

from typing import Any

from pymongo.database import Database

from services.social_media.privacy.models import Posts, Rows
from shared.models.ids import UserId

COLLECTIONS = ("posts", "comments")

_WRITTEN = {"_id": 0, "text": 1, "state": 1, "at": 1, "edited_at": 1, "edits": 1}


def export(db: Database[Any], user_id: UserId) -> dict[str, Rows]:
    """All they wrote, what is anonymous too, with what it said before."""
    posts = {"post_id": "$_id", "visibility": 1, "anonymous": 1, "milestone": 1, "images": 1}
    comments = {"comment_id": "$_id", "post_id": 1}
    return {
        "posts": list(db.posts.find({"author": user_id}, {**_WRITTEN, **posts})),
        "comments": list(db.comments.find({"author": user_id}, {**_WRITTEN, **comments})),
    }


def erase(db: Database[Any], user_id: UserId, posts: Posts) -> dict[str, int]:
    """As they chose: all they wrote goes, or stays in its place and is nobody's.

    A post for contacts goes in any case: there are no contacts any more.
    """
    if posts == "anonymise":
        return {
            "posts": _remove_posts(db, {"author": user_id, "visibility": "contacts"})
            + _orphan(db.posts, user_id, {"images": []}),
            "comments": _orphan(db.comments, user_id, {}),
        }
    return {
        "posts": _remove_posts(db, {"author": user_id}),
        "comments": db.comments.delete_many({"author": user_id}).deleted_count,
    }


def _remove_posts(db: Database[Any], wanted: dict[str, Any]) -> int:
    """Posts go with whatever hangs on them: nobody could see it any more."""
    ids = [found["_id"] for found in db.posts.find(wanted, {"_id": 1})]
    if not ids:
        return 0
    comments = [found["_id"] for found in db.comments.find({"post_id": {"$in": ids}}, {"_id": 1})]
    db.reactions.delete_many({"target": {"$in": [*ids, *comments]}})
    db.comments.delete_many({"_id": {"$in": comments}})
    return db.posts.delete_many({"_id": {"$in": ids}}).deleted_count


def _orphan(written: Any, user_id: UserId, changes: dict[str, Any]) -> int:
    result = written.update_many(
        {"author": user_id},
        {
            "$set": {"author": None, "by": None, "edits": [], **changes},
            "$unset": {"client_id": "", "milestone": ""},
        },
    )
    return int(result.modified_count)

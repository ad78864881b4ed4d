"""What this feature holds about somebody: the words they do not want to read."""

from typing import Any

from pymongo.database import Database

from services.social_media.privacy.models import Posts, Rows
from shared.models.ids import UserId

COLLECTIONS = ("muted_words",)


def export(db: Database[Any], user_id: UserId) -> dict[str, Rows]:
    return {"muted_words": list(db.muted_words.find({"_id": user_id}, {"_id": 0, "words": 1}))}


def erase(db: Database[Any], user_id: UserId, posts: Posts) -> dict[str, int]:
    return {"muted_words": db.muted_words.delete_many({"_id": user_id}).deleted_count}

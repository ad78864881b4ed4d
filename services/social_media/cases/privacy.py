"""What this feature holds about somebody: texts of theirs that were looked at, and their duty."""

from typing import Any

from pymongo.database import Database

from services.social_media.moderation.models import SubjectKind
from services.social_media.privacy.models import Posts, Rows
from shared.models.ids import UserId

COLLECTIONS = ("cases",)

REMOVED = "—"
"""In place of the text."""


def export(db: Database[Any], user_id: UserId) -> dict[str, Rows]:
    shown = {
        "_id": 0,
        "kind": "$subject.kind",
        "text": 1,
        "state": 1,
        "crisis": 1,
        "reasons": 1,
        "opened_at": 1,
    }
    return {"cases": list(db.cases.find({"author_id": user_id}, shown))}


def erase(db: Database[Any], user_id: UserId, posts: Posts) -> dict[str, int]:
    """That there was a case about a text stays, without whose it was and what it said."""
    about = {"subject.kind": SubjectKind.PERSON.value, "subject.id": user_id}
    gone = db.cases.delete_many(about).deleted_count
    theirs = db.cases.update_many(
        {"author_id": user_id}, {"$set": {"author_id": None, "text": REMOVED}}
    )
    db.cases.update_many({"claimed_by": user_id}, {"$set": {"claimed_by": None}})
    return {"cases": gone + theirs.modified_count}

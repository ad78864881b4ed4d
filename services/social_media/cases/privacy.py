"""What this feature holds about somebody: texts of theirs that were looked at, and their duty."""

from typing import Any

from pymongo.database import Database

from services.social_media.moderation.models import SubjectKind
from services.social_media.privacy.models import NOBODY, Posts, Rows
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
        "appeal": "$appeal.text",
    }
    return {"cases": list(db.cases.find({"author_id": user_id}, shown))}


def erase(db: Database[Any], user_id: UserId, posts: Posts) -> dict[str, int]:
    """That there was a case about a text stays, without whose it was and what it said."""
    about = {"subject.kind": SubjectKind.PERSON.value, "subject.id": user_id}
    gone = db.cases.delete_many(about).deleted_count
    # What they said against a decision is theirs as well.
    appealed = {"author_id": user_id, "appeal": {"$exists": True}}
    db.cases.update_many(appealed, {"$set": {"appeal.text": REMOVED}})
    theirs = db.cases.update_many(
        {"author_id": user_id}, {"$set": {"author_id": None, "text": REMOVED}}
    )
    db.cases.update_many({"reporters": user_id}, {"$pull": {"reporters": user_id}})
    for duty in ("claimed_by", "decision.by", "appeal.by"):
        nobody = None if duty == "claimed_by" else NOBODY
        db.cases.update_many({duty: user_id}, {"$set": {duty: nobody}})
    return {"cases": gone + theirs.modified_count}

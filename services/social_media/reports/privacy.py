"""What this feature holds about somebody: what they reported, and that they were reported."""

from typing import Any

from pymongo.database import Database

from services.social_media.moderation.models import SubjectKind
from services.social_media.privacy.models import Posts, Rows
from shared.models.ids import UserId

COLLECTIONS = ("reports",)


def export(db: Database[Any], user_id: UserId) -> dict[str, Rows]:
    """What they reported themselves. Who reported them is about others."""
    shown = {"_id": 0, "kind": "$subject.kind", "reason": 1, "note": 1, "at": 1, "outcome": 1}
    return {"reports": list(db.reports.find({"reporter": user_id}, shown))}


def erase(db: Database[Any], user_id: UserId, posts: Posts) -> dict[str, int]:
    theirs = db.reports.delete_many({"reporter": user_id}).deleted_count
    about = {"subject.kind": SubjectKind.PERSON.value, "subject.id": user_id}
    return {"reports": theirs + db.reports.delete_many(about).deleted_count}

"""What this feature holds about somebody: that they wish for a cohort, and what they did there."""

from typing import Any

from pymongo.database import Database

from services.social_media.privacy.models import Posts, Rows
from shared.models.ids import UserId

COLLECTIONS = ("cohort_wishes", "cohorts", "cohort_summaries")


def export(db: Database[Any], user_id: UserId) -> dict[str, Rows]:
    wishes = {"_id": 0, "language": 1, "quit_week": 1, "asked_at": 1, "state": 1, "cohort_id": 1}
    summaries = {"_id": 0, "user_id": 0}
    boards = {"_id": 0, "cohort_id": "$_id", "week": 1}
    return {
        "cohort_wishes": list(db.cohort_wishes.find({"_id": user_id}, wishes)),
        "cohorts": list(db.cohorts.find({"board": user_id}, boards)),
        "cohort_summaries": list(db.cohort_summaries.find({"user_id": user_id}, summaries)),
    }


def erase(db: Database[Any], user_id: UserId, posts: Posts) -> dict[str, int]:
    boards = db.cohorts.update_many({"board": user_id}, {"$pull": {"board": user_id}})
    return {
        "cohort_wishes": db.cohort_wishes.delete_many({"_id": user_id}).deleted_count,
        "cohorts": boards.modified_count,
        "cohort_summaries": db.cohort_summaries.delete_many({"user_id": user_id}).deleted_count,
    }

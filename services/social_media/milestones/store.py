"""The milestones people reached, in MongoDB. One function, one operation."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pymongo import DESCENDING
from pymongo.database import Database

from shared.models.ids import UserId


def upsert_milestone(db: Database[Any], user_id: UserId, code: str, *, at: datetime) -> None:
    db.milestones.update_one(
        {"_id": f"{user_id}:{code}"},
        {"$setOnInsert": {"user_id": user_id, "code": code, "at": at}},
        upsert=True,
    )


def has_reached(db: Database[Any], user_id: UserId, code: str) -> bool:
    return db.milestones.find_one({"_id": f"{user_id}:{code}"}, {"_id": 1}) is not None


def select_milestones(
    db: Database[Any], people: Iterable[UserId], *, most: int
) -> dict[UserId, list[str]]:
    """The codes of what each of the people reached, the latest first."""
    found = db.milestones.aggregate(
        [
            {"$match": {"user_id": {"$in": list(people)}}},
            {"$sort": {"user_id": 1, "at": DESCENDING}},
            {"$group": {"_id": "$user_id", "codes": {"$push": "$code"}}},
            {"$set": {"codes": {"$slice": ["$codes", most]}}},
        ]
    )
    return {document["_id"]: document["codes"] for document in found}

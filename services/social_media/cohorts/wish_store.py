"""Who wishes for a cohort, in MongoDB: one document a person. One function, one operation."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, ReturnDocument
from pymongo.database import Database

from services.social_media.cohorts.models import Wish, WishState
from shared.models.ids import UserId

WAITING, PLACING, PLACED = (state.value for state in WishState)


def upsert_wish(
    db: Database[Any], user_id: UserId, *, language: str, quit_week: date, at: datetime
) -> Wish:
    """Wish for a cohort, or go on doing so. Who is in one stays in it."""
    document = db.cohort_wishes.find_one_and_update(
        {"_id": user_id},
        [
            {
                "$set": {
                    "state": {"$ifNull": ["$state", WAITING]},
                    "asked_at": {"$ifNull": ["$asked_at", at]},
                    "not_again": {"$ifNull": ["$not_again", []]},
                }
            },
            {
                "$set": {
                    "language": {"$cond": [{"$eq": ["$state", WAITING]}, language, "$language"]},
                    "quit_week": {
                        "$cond": [
                            {"$eq": ["$state", WAITING]},
                            quit_week.isoformat(),
                            "$quit_week",
                        ]
                    },
                }
            },
        ],
        upsert=True,
        return_document=ReturnDocument.AFTER,
    )
    assert document is not None  # an upsert returns what it made
    return _wish(document)


def select_wish(db: Database[Any], user_id: UserId) -> Wish | None:
    document = db.cohort_wishes.find_one({"_id": user_id})
    return _wish(document) if document else None


def select_wishes(db: Database[Any], state: WishState) -> list[Wish]:
    """All in that state, those who asked first first."""
    found = db.cohort_wishes.find({"state": state.value}).sort("asked_at", ASCENDING)
    return [_wish(document) for document in found]


def update_quit_week(db: Database[Any], user_id: UserId, quit_week: date) -> None:
    """Somebody who still waits quits in another week."""
    db.cohort_wishes.update_one(
        {"_id": user_id, "state": WAITING}, {"$set": {"quit_week": quit_week.isoformat()}}
    )


def update_placing(db: Database[Any], user_id: UserId, cohort_id: UUID) -> bool:
    """Decide where somebody goes; False when they no longer wait. So nobody is put twice."""
    result = db.cohort_wishes.update_one(
        {"_id": user_id, "state": WAITING}, {"$set": {"state": PLACING, "cohort_id": cohort_id}}
    )
    return result.modified_count == 1


def update_placed(db: Database[Any], user_id: UserId, cohort_id: UUID) -> bool:
    """They are in; False when somebody else saw to that, or they left."""
    result = db.cohort_wishes.update_one(
        {"_id": user_id, "state": PLACING, "cohort_id": cohort_id}, {"$set": {"state": PLACED}}
    )
    return result.modified_count == 1


def update_waiting(db: Database[Any], user_id: UserId, cohort_id: UUID) -> None:
    """There was no place for them after all."""
    db.cohort_wishes.update_one(
        {"_id": user_id, "state": PLACING, "cohort_id": cohort_id},
        {"$set": {"state": WAITING, "cohort_id": None}},
    )


def update_moving(db: Database[Any], user_id: UserId, cohort_id: UUID, *, at: datetime) -> bool:
    """Wait for another cohort, and not for this one again; False when they are not in it."""
    result = db.cohort_wishes.update_one(
        {"_id": user_id, "cohort_id": cohort_id, "state": {"$in": [PLACING, PLACED]}},
        {
            "$set": {"state": WAITING, "cohort_id": None, "asked_at": at},
            "$push": {"not_again": {"$each": [cohort_id], "$slice": -50}},
        },
    )
    return result.modified_count == 1


def delete_wish(db: Database[Any], user_id: UserId) -> Wish | None:
    """Wish for none any more; what was wished for."""
    document = db.cohort_wishes.find_one_and_delete({"_id": user_id})
    return _wish(document) if document else None


def delete_wishes_of(db: Database[Any], cohort_id: UUID) -> None:
    """A cohort is over: whoever was in it can wish for another."""
    db.cohort_wishes.delete_many({"cohort_id": cohort_id})


def _wish(document: Mapping[str, Any]) -> Wish:
    return Wish(
        user_id=document["_id"],
        language=document["language"],
        quit_week=date.fromisoformat(document["quit_week"]),
        asked_at=document["asked_at"],
        state=WishState(document["state"]),
        cohort_id=document.get("cohort_id"),
        not_again=tuple(document["not_again"]),
    )

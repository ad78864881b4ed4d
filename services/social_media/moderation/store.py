"""Trust and pace in MongoDB. One function, one operation."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo import ReturnDocument
from pymongo.database import Database

from services.social_media.moderation.models import Surface
from shared.models.ids import UserId

MOST_REMEMBERED = 50
"""Good posts somebody is remembered for; trust asks for no more."""


def count_good(db: Database[Any], user_id: UserId) -> int:
    document = db.trust.find_one({"_id": user_id}, {"good": 1})
    return len(document["good"]) if document else 0


def upsert_good(db: Database[Any], user_id: UserId, post_id: UUID) -> None:
    """Remember something good of someone, once, until there is enough of it."""
    db.trust.update_one(
        {"_id": user_id},
        [
            {
                "$set": {
                    "good": {
                        "$slice": [
                            {"$setUnion": [{"$ifNull": ["$good", []]}, [post_id]]},
                            MOST_REMEMBERED,
                        ]
                    }
                }
            }
        ],
        upsert=True,
    )


def update_not_good(db: Database[Any], user_id: UserId, post_id: UUID) -> None:
    db.trust.update_one({"_id": user_id}, {"$pull": {"good": post_id}})


def upsert_pace(
    db: Database[Any], user_id: UserId, surface: Surface, hour: datetime, *, forget_at: datetime
) -> int:
    """Count one more text of this hour; return how many that makes."""
    document = db.paces.find_one_and_update(
        {"_id": f"{user_id}:{surface}:{hour:%Y%m%d%H}"},
        {"$inc": {"count": 1}, "$setOnInsert": {"user_id": user_id, "forget_at": forget_at}},
        upsert=True,
        return_document=ReturnDocument.AFTER,
    )
    assert document is not None  # an upsert returns what it made
    return int(document["count"])

"""The collection of milestones people reached."""

from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.database import Database

from services.social_media import validation

MILESTONES = validation.shape(
    required={
        "_id": {"bsonType": "string"},
        "user_id": {"bsonType": "binData"},
        "code": {"bsonType": "string", "maxLength": 100},
        "at": {"bsonType": "date"},
    },
    optional={},
)


def apply(db: Database[Any]) -> None:
    validation.keep(
        db, "milestones", MILESTONES, [IndexModel([("user_id", ASCENDING), ("at", DESCENDING)])]
    )

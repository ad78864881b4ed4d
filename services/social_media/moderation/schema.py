"""The collections of trust and pace."""

from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.database import Database

from services.social_media import validation

TRUST = validation.shape(
    required={
        "_id": {"bsonType": "binData"},
        "good": {"bsonType": "array", "items": {"bsonType": "binData"}},
    },
    optional={},
)

PACES = validation.shape(
    required={
        "_id": {"bsonType": "string"},
        "user_id": {"bsonType": "binData"},
        "count": {"bsonType": ["int", "long"]},
        "forget_at": {"bsonType": "date"},
    },
    optional={},
)


def apply(db: Database[Any]) -> None:
    validation.keep(db, "trust", TRUST, [])
    validation.keep(
        db,
        "paces",
        PACES,
        [
            IndexModel([("forget_at", ASCENDING)], expireAfterSeconds=0),
            IndexModel([("user_id", ASCENDING)]),
        ],
    )

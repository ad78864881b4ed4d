"""The collection of browsers that want to be woken."""

from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.database import Database

from services.social_media import validation

SUBSCRIPTIONS = validation.shape(
    required={
        "_id": {"bsonType": "binData"},
        "user_id": {"bsonType": "binData"},
        "endpoint": {"bsonType": "string", "maxLength": 1_000},
        "p256dh": {"bsonType": "binData"},
        "auth": {"bsonType": "binData"},
        "at": {"bsonType": "date"},
    },
    optional={},
)


def apply(db: Database[Any]) -> None:
    validation.keep(
        db,
        "push_subscriptions",
        SUBSCRIPTIONS,
        [IndexModel([("user_id", ASCENDING), ("at", ASCENDING)])],
    )

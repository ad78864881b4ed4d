"""The collection of who is there."""

from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.database import Database

from services.social_media import validation

FORGOTTEN_AFTER = 86_400
"""Seconds."""

PRESENCE = validation.shape(
    required={
        "_id": {"bsonType": "binData"},
        "workers": {"bsonType": "object", "additionalProperties": {"bsonType": "date"}},
        "seen_at": {"bsonType": "date"},
    },
    optional={},
)


def apply(db: Database[Any]) -> None:
    seen = IndexModel([("seen_at", ASCENDING)], expireAfterSeconds=FORGOTTEN_AFTER)
    validation.keep(db, "presence", PRESENCE, [seen])

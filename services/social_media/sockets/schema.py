"""The collection through which hosts hear each other."""

from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.database import Database

from services.social_media import validation

KEPT_FOR = 60
"""Seconds: whoever has not read a hint by then has been away, and looks for themselves."""

HINTS = validation.shape(
    required={
        "_id": {"bsonType": "binData"},
        "via": {"bsonType": ["int", "long"]},
        "at": {"bsonType": "date"},
        "deliveries": {"bsonType": "binData"},
    },
    optional={},
)


def apply(db: Database[Any]) -> None:
    old = IndexModel([("at", ASCENDING)], expireAfterSeconds=KEPT_FOR)
    validation.keep(db, "hints", HINTS, [old])

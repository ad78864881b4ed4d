"""The collections of what is remembered about having forgotten, and of copies that were made."""

from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.database import Database

from services.social_media import validation

_AT = {"bsonType": "date"}

EXPORTS = validation.shape(required={"_id": {"bsonType": "binData"}, "at": _AT}, optional={})

ERASURES = validation.shape(
    required={
        "_id": {"bsonType": "binData"},
        "at": _AT,
        "counts": {"bsonType": "object", "additionalProperties": {"bsonType": ["int", "long"]}},
    },
    optional={},
)

# The hash of a random id that is written down nowhere else any more.
TOMBSTONES = validation.shape(required={"_id": {"bsonType": "binData"}, "at": _AT}, optional={})

FORGOTTEN_AFTER_S = 30 * 86_400


def apply(db: Database[Any]) -> None:
    old = IndexModel([("at", ASCENDING)], expireAfterSeconds=FORGOTTEN_AFTER_S)
    validation.keep(db, "exports", EXPORTS, [old])
    validation.keep(db, "erasures", ERASURES, [])
    validation.keep(db, "tombstones", TOMBSTONES, [])

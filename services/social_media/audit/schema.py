"""The collection of what staff looked at and did."""

from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.database import Database

from services.social_media import validation

STAFF_ACTS = validation.shape(
    required={
        "_id": {"bsonType": "binData"},
        "staff_id": {"bsonType": "binData"},
        "act": {"bsonType": "string", "maxLength": 60},
        "about": {"bsonType": ["string", "null"]},
        "person": {"bsonType": ["binData", "null"]},
        "details": {"bsonType": "object", "additionalProperties": {"bsonType": "string"}},
        "at": {"bsonType": "date"},
    },
    optional={"origin": {"bsonType": ["binData", "null"]}},
)


def apply(db: Database[Any]) -> None:
    validation.keep(
        db,
        "staff_acts",
        STAFF_ACTS,
        [
            IndexModel([("person", ASCENDING), ("_id", DESCENDING)]),
            IndexModel([("staff_id", ASCENDING), ("_id", DESCENDING)]),
        ],
    )

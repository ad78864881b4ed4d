"""The collection of pictures that can be shown."""

from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.database import Database

from services.social_media import validation
from shared.models.media import Purpose

PICTURES = validation.shape(
    required={
        "_id": {"bsonType": "binData"},
        "user_id": {"bsonType": "binData"},
        "purpose": {"enum": [purpose.value for purpose in Purpose]},
        "width": {"bsonType": ["int", "long"], "minimum": 1},
        "height": {"bsonType": ["int", "long"], "minimum": 1},
        "blurhash": {"bsonType": "string", "maxLength": 200},
        "at": {"bsonType": "date"},
    },
    optional={},
)


def apply(db: Database[Any]) -> None:
    validation.keep(db, "pictures", PICTURES, [IndexModel([("user_id", ASCENDING)])])

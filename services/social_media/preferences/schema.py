"""The collections of preferences and of how often somebody was reached."""

from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.database import Database

from services.social_media import validation
from services.social_media.preferences.models import MOST_A_DAY, Channel, Choice
from shared.models.notices import NotificationCategory

_CHOICES = {
    "bsonType": "object",
    "properties": {
        channel.value: {"enum": [choice.value for choice in Choice]} for channel in Channel
    },
    "additionalProperties": False,
}

# Somebody who turned one thing off has chosen nothing else.
PREFERENCES = validation.shape(
    required={"_id": {"bsonType": "binData"}},
    optional={
        "choices": {
            "bsonType": "object",
            "properties": {category.value: _CHOICES for category in NotificationCategory},
            "additionalProperties": False,
        },
        "quiet": {"bsonType": ["array", "null"], "items": {"bsonType": "string"}},
        "per_day": {"bsonType": ["int", "long"], "minimum": 0, "maximum": MOST_A_DAY},
    },
)

REACHES = validation.shape(
    required={
        "_id": {"bsonType": "string"},
        "user_id": {"bsonType": "binData"},
        "by": {"bsonType": "array", "items": {"bsonType": "string"}},
        "forget_at": {"bsonType": "date"},
    },
    optional={},
)


def apply(db: Database[Any]) -> None:
    validation.keep(db, "preferences", PREFERENCES, [])
    validation.keep(
        db,
        "reaches",
        REACHES,
        [
            IndexModel([("forget_at", ASCENDING)], expireAfterSeconds=0),
            IndexModel([("user_id", ASCENDING)]),
        ],
    )

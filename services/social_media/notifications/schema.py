"""The collection of notifications."""

from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.database import Database

from services.social_media import validation
from services.social_media.preferences.models import AWAY
from services.social_media.preferences.rules import Way
from shared.models.notices import NotificationCategory

NOTIFICATIONS = validation.shape(
    required={
        "_id": {"bsonType": "binData"},
        "user_id": {"bsonType": "binData"},
        "event_id": {"bsonType": "binData"},
        "category": {"enum": [category.value for category in NotificationCategory]},
        "title_key": {"bsonType": "string", "maxLength": 100},
        "data": {"bsonType": "object"},
        "at": {"bsonType": "date"},
        "read_at": {"bsonType": ["date", "null"]},
    },
    optional={
        "is_listed": {"bsonType": "bool"},
        "by": {"bsonType": "array", "items": {"bsonType": "binData"}},
        "plan": {
            "bsonType": "array",
            "items": validation.shape(
                required={
                    "channel": {"enum": [channel.value for channel in AWAY]},
                    "way": {"enum": [way.value for way in Way]},
                    "parcel": {"bsonType": "string"},
                    "not_before": {"bsonType": "date"},
                },
                optional={},
            ),
        },
    },
)


def apply(db: Database[Any]) -> None:
    validation.keep(
        db,
        "notifications",
        NOTIFICATIONS,
        [
            # An event that is delivered again tells nobody anything twice.
            IndexModel(
                [("user_id", ASCENDING), ("event_id", ASCENDING), ("title_key", ASCENDING)],
                unique=True,
            ),
            IndexModel([("user_id", ASCENDING), ("_id", DESCENDING)]),
            IndexModel([("user_id", ASCENDING), ("read_at", ASCENDING), ("_id", DESCENDING)]),
            # Whom others were told of, for the day that person is to be forgotten.
            IndexModel([("data.user_id", ASCENDING)], sparse=True),
            IndexModel([("by", ASCENDING)], sparse=True),
        ],
    )

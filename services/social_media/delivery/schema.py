"""The collection of parcels: the log of every delivery to somebody who was away."""

from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.database import Database

from services.social_media import validation
from services.social_media.delivery.models import DeliveryStatus
from services.social_media.preferences.models import AWAY
from services.social_media.preferences.rules import Way
from shared.models.notices import NotificationCategory

KEPT_S = 90 * 24 * 3600

_MAYBE_DATE = {"bsonType": ["date", "null"]}
_ID = {"bsonType": "binData"}

PARCELS = validation.shape(
    required={
        "_id": {"bsonType": "string"},
        "user_id": _ID,
        "channel": {"enum": [channel.value for channel in AWAY]},
        "way": {"enum": [way.value for way in Way]},
        "status": {"enum": [status.value for status in DeliveryStatus]},
        "items": {
            "bsonType": "array",
            "minItems": 1,
            "items": validation.shape(
                required={
                    "notification_id": _ID,
                    "category": {"enum": [category.value for category in NotificationCategory]},
                    "title_key": {"bsonType": "string"},
                    "data": {"bsonType": "object"},
                    "critical": {"bsonType": "bool"},
                    "expires_at": _MAYBE_DATE,
                },
                optional={},
            ),
        },
        "attempts": {"bsonType": ["int", "long"]},
        "sent_to": {"bsonType": "array", "items": _ID},
        "error": {"bsonType": ["string", "null"]},
        "at": {"bsonType": "date"},
        "due_at": _MAYBE_DATE,
        "sent_at": _MAYBE_DATE,
        "read_at": _MAYBE_DATE,
    },
    optional={},
)


def apply(db: Database[Any]) -> None:
    validation.keep(
        db,
        "parcels",
        PARCELS,
        [
            # Holds what is still to be sent, and nothing else.
            IndexModel(
                [("due_at", ASCENDING)],
                name="due",
                partialFilterExpression={"due_at": {"$type": "date"}},
            ),
            IndexModel([("status", ASCENDING), ("at", DESCENDING), ("_id", DESCENDING)]),
            IndexModel([("user_id", ASCENDING), ("status", ASCENDING), ("at", DESCENDING)]),
            IndexModel([("at", ASCENDING)], expireAfterSeconds=KEPT_S, name="forget"),
            # Whom others were told of, for the day that person is to be forgotten.
            IndexModel([("items.data.user_id", ASCENDING)], sparse=True),
        ],
    )

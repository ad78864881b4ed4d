"""The collection of rooms."""

from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.database import Database

from services.social_media import validation
from services.social_media.chat.models import MOST_PEOPLE, RoomRole
from services.social_media.rooms.models import RoomKind

_ID = {"bsonType": "binData"}
_COUNT = {"bsonType": ["int", "long"], "minimum": 0}

ROOMS = validation.shape(
    required={
        "_id": _ID,
        "kind": {"enum": [kind.value for kind in RoomKind]},
        "name": {"bsonType": "string", "minLength": 1, "maxLength": 80},
        "members": {
            "bsonType": "array",
            "maxItems": MOST_PEOPLE,
            "items": {
                "bsonType": "object",
                "required": ["user_id", "role", "since"],
                "properties": {
                    "user_id": _ID,
                    "role": {"enum": [role.value for role in RoomRole]},
                    "since": {"bsonType": "date"},
                },
                "additionalProperties": False,
            },
        },
        "count": _COUNT,
        "most": _COUNT,
        "read_only": {"bsonType": "bool"},
        "version": _COUNT,
    },
    optional={"untold": {"enum": [True]}},
)


def apply(db: Database[Any]) -> None:
    validation.keep(
        db,
        "rooms",
        ROOMS,
        [
            IndexModel([("members.user_id", ASCENDING), ("kind", ASCENDING)]),
            # Those whose conversation has yet to follow: nearly always none.
            IndexModel([("untold", ASCENDING)], sparse=True),
        ],
    )

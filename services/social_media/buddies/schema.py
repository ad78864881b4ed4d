"""The collections of buddies and of invitations to become one."""

from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.database import Database

from services.social_media import validation
from services.social_media.buddies.models import Share
from services.social_media.people.models import TieState

_ID = {"bsonType": "binData"}

BUDDIES = validation.shape(
    required={
        "_id": {"bsonType": "string"},
        "people": {"bsonType": "array", "minItems": 2, "maxItems": 2, "items": _ID},
        "state": {"enum": [state.value for state in TieState]},
        "requested_by": _ID,
        "at": {"bsonType": "date"},
        "shares": {
            "bsonType": "object",
            "additionalProperties": {
                "bsonType": "array",
                "items": {"enum": [share.value for share in Share]},
            },
        },
    },
    optional={},
)

INVITATIONS = validation.shape(
    required={
        "_id": {"bsonType": "string"},
        "by": _ID,
        "expires_at": {"bsonType": "date"},
    },
    optional={"used_by": _ID},
)


def apply(db: Database[Any]) -> None:
    mine = IndexModel([("people", ASCENDING), ("state", ASCENDING), ("_id", ASCENDING)])
    validation.keep(db, "buddies", BUDDIES, [mine])
    validation.keep(
        db,
        "buddy_invitations",
        INVITATIONS,
        [
            IndexModel([("by", ASCENDING)]),
            IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
        ],
    )

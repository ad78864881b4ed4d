"""The collections of people and of ended sign-ins."""

from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.database import Database

from services.social_media import validation
from services.social_media.people.models import Status
from shared.auth.roles import Role

_KNOWN_SINCE = {"bsonType": ["int", "long"]}

# Only `as_of` is always there: whatever is learnt first makes the document.
PEOPLE = validation.shape(
    required={"_id": {"bsonType": "binData"}, "as_of": {"bsonType": "object"}},
    optional={
        "display_name": {"bsonType": "string", "minLength": 1, "maxLength": 80},
        "role": {"enum": [role.value for role in Role]},
        "status": {"enum": [status.value for status in Status]},
        "registered_at": {"bsonType": "date"},
        "locale": {"bsonType": "string", "maxLength": 20},
        "time_zone": {"bsonType": "string", "maxLength": 64},
        "country": {"bsonType": "string", "maxLength": 2},
        "quit_at": {"bsonType": "date"},
        "avatar": {
            "bsonType": ["object", "null"],
            "required": ["upload_id", "width", "height", "blurhash"],
            "properties": {
                "upload_id": {"bsonType": "binData"},
                "width": {"bsonType": ["int", "long"]},
                "height": {"bsonType": ["int", "long"]},
                "blurhash": {"bsonType": "string"},
            },
            "additionalProperties": False,
        },
        "handle": {"bsonType": "string", "minLength": 3, "maxLength": 24},
        "handle_key": {"bsonType": "string"},
        "handle_keys": {"bsonType": "array", "items": {"bsonType": "string"}},
        "handle_changed_at": {"bsonType": "date"},
    },
)
PEOPLE["properties"]["as_of"]["additionalProperties"] = _KNOWN_SINCE

REVOKED_SESSIONS = validation.shape(
    required={
        "_id": {"bsonType": "string"},
        "user_id": {"bsonType": "binData"},
        "expires_at": {"bsonType": "date"},
    },
    optional={},
)


def apply(db: Database[Any]) -> None:
    validation.keep(
        db,
        "people",
        PEOPLE,
        [
            # Every handle somebody ever had stays theirs: nobody inherits their name.
            IndexModel([("handle_keys", ASCENDING)], unique=True, sparse=True),
            IndexModel([("handle_key", ASCENDING)], sparse=True),
        ],
    )
    forget_when_expired = IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0)
    theirs = IndexModel([("user_id", ASCENDING)])
    validation.keep(db, "revoked_sessions", REVOKED_SESSIONS, [forget_when_expired, theirs])

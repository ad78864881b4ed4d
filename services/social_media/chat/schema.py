"""The collections of conversations and of their messages."""

from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.database import Database

from services.social_media import validation
from services.social_media.chat.models import (
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST_PEOPLE,
    ConversationKind,
    RoomRole,
)

_ID = {"bsonType": "binData"}
_SEQ = {"bsonType": ["int", "long"], "minimum": 1}
_TEXT = {"bsonType": "string", "minLength": 1, "maxLength": LONGEST_TEXT}
_DATE = {"bsonType": "date"}

CONVERSATIONS = validation.shape(
    required={
        "_id": _ID,
        "kind": {"enum": [kind.value for kind in ConversationKind]},
        "people": {
            "bsonType": "array",
            "maxItems": MOST_PEOPLE,
            "uniqueItems": True,
            "items": _ID,
        },
        "last_at": _DATE,
        "read": {"bsonType": "object", "additionalProperties": {"bsonType": ["int", "long"]}},
    },
    optional={
        "name": {"bsonType": "string", "minLength": 1, "maxLength": LONGEST_NAME},
        "roles": {"bsonType": "object", "additionalProperties": {"enum": list(RoomRole)}},
        "read_only": {"bsonType": "bool"},
        "version": {"bsonType": ["int", "long"]},
        "last_message": validation.shape(
            required={"seq": _SEQ, "sender": _ID, "text": _TEXT, "at": _DATE}, optional={}
        ),
    },
)

MESSAGES = validation.shape(
    required={
        "_id": _ID,
        "conversation": _ID,
        "seq": _SEQ,
        "sender": _ID,
        "client_id": _ID,
        "text": _TEXT,
        "at": _DATE,
    },
    optional={},
)


def apply(db: Database[Any]) -> None:
    validation.keep(
        db,
        "conversations",
        CONVERSATIONS,
        [IndexModel([("people", ASCENDING), ("last_at", DESCENDING), ("_id", DESCENDING)])],
    )
    validation.keep(
        db,
        "messages",
        MESSAGES,
        [
            IndexModel([("conversation", ASCENDING), ("seq", ASCENDING)], unique=True),
            IndexModel([("sender", ASCENDING), ("client_id", ASCENDING)], unique=True),
        ],
    )

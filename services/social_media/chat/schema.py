"""The collections of conversations and of their messages."""

from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.database import Database

from services.social_media import validation
from services.social_media.chat.models import (
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST_ATTACHMENTS,
    MOST_PEOPLE,
    ConversationKind,
    ReactionKind,
    RoomRole,
)

_ID = {"bsonType": "binData"}
_SEQ = {"bsonType": ["int", "long"], "minimum": 1}
_TEXT = {"bsonType": "string", "maxLength": LONGEST_TEXT}
_DATE = {"bsonType": "date"}

_COUNT = {"bsonType": ["int", "long"]}
_YEARS = 36_500

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
        "read": {"bsonType": "object", "additionalProperties": _COUNT},
    },
    optional={
        "name": {"bsonType": "string", "minLength": 1, "maxLength": LONGEST_NAME},
        "roles": {"bsonType": "object", "additionalProperties": {"enum": list(RoomRole)}},
        "read_only": {"bsonType": "bool"},
        "version": _COUNT,
        "keep_days": {"bsonType": ["int", "null"], "minimum": 1, "maximum": _YEARS},
        "muted": {"bsonType": "object", "additionalProperties": _DATE},
        "last_seq": _SEQ,
    },
)

_ATTACHMENTS = {
    "bsonType": "array",
    "maxItems": MOST_ATTACHMENTS,
    "items": validation.shape(
        required={
            "upload_id": _ID,
            "width": _COUNT,
            "height": _COUNT,
            "blurhash": {"bsonType": "string"},
        },
        optional={},
    ),
}
_REACTIONS = {
    "bsonType": "object",
    "properties": {
        kind.value: {"bsonType": "array", "maxItems": MOST_PEOPLE, "items": _ID}
        for kind in ReactionKind
    },
    "additionalProperties": False,
}

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
    optional={
        "attachments": _ATTACHMENTS,
        "reactions": _REACTIONS,
        "version": _COUNT,
        "edited_at": _DATE,
        "deleted_at": _DATE,
        "changed_at": _DATE,
        "expires_at": _DATE,
        "reply_by": _DATE,
        "via": _COUNT,
        # What a moderator took out of sight, to be put back should an appeal win.
        "withheld": validation.shape(
            required={"text": _TEXT, "attachments": _ATTACHMENTS, "reactions": _REACTIONS},
            optional={"reply_by": _DATE},
        ),
    },
)

PROMISES = validation.shape(
    required={"_id": _ID, "member": _ID, "coach": _ID, "hours": _COUNT, "as_of": _COUNT},
    optional={},
)


def _only_with(field: str) -> dict[str, Any]:
    """An index that holds the documents with a field, and costs the others nothing."""
    return {"partialFilterExpression": {field: {"$exists": True}}}


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
            IndexModel(
                [("conversation", ASCENDING), ("changed_at", ASCENDING)],
                **_only_with("changed_at"),
            ),
            IndexModel([("reply_by", ASCENDING)], **_only_with("reply_by")),
            IndexModel(
                [("expires_at", ASCENDING)], expireAfterSeconds=0, **_only_with("expires_at")
            ),
        ],
    )
    validation.keep(db, "promises", PROMISES, [])

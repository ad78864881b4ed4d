"""The collections of posts, of their comments, and of the picks of a day."""

from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.database import Database

from services.social_media import validation
from services.social_media.feed.models import (
    LONGEST_COMMENT,
    LONGEST_POST,
    MOST_EDITS,
    MOST_IMAGES,
    PostState,
    Visibility,
)

_ID = {"bsonType": "binData"}
_SOMEBODY = {"bsonType": ["binData", "null"]}
_DATE = {"bsonType": "date"}
_FLAG = {"bsonType": "bool"}


def _text(longest: int) -> dict[str, Any]:
    return {"bsonType": "string", "maxLength": longest}


def _written(longest: int) -> dict[str, Any]:
    """What every text by a person has. `by` is its author as far as others may know."""
    return {
        "_id": _ID,
        "author": _SOMEBODY,
        "by": _SOMEBODY,
        "anonymous": _FLAG,
        "text": _text(longest),
        "state": {"enum": [state.value for state in PostState]},
        "at": _DATE,
        "edits": {
            "bsonType": "array",
            "maxItems": MOST_EDITS,
            "items": {
                "bsonType": "object",
                "required": ["text", "until"],
                "properties": {"text": _text(longest), "until": _DATE},
                "additionalProperties": False,
            },
        },
        "version": {"bsonType": ["int", "long"], "minimum": 1},
    }


_LATER = {"client_id": _ID, "edited_at": _DATE, "deleted_at": _DATE}

POSTS = validation.shape(
    required={
        **_written(LONGEST_POST),
        "images": {"bsonType": "array", "maxItems": MOST_IMAGES, "items": _ID},
        "visibility": {"enum": [visibility.value for visibility in Visibility]},
        "audience": {"bsonType": "string", "maxLength": 100},
    },
    optional={
        **_LATER,
        "room_id": _ID,
        "milestone": {"bsonType": "string", "maxLength": 100},
        "topic": {"bsonType": ["int", "long"], "minimum": 1},
    },
)

COMMENTS = validation.shape(
    required={**_written(LONGEST_COMMENT), "post_id": _ID, "by_author": _FLAG},
    optional=_LATER,
)

PICKS = validation.shape(
    required={
        "_id": _DATE,
        "posts": {"bsonType": "array", "maxItems": 10, "items": _ID},
    },
    optional={},
)

_ONCE = IndexModel(
    [("author", ASCENDING), ("client_id", ASCENDING)],
    unique=True,
    partialFilterExpression={"client_id": {"$exists": True}},
)
_TO_PURGE = IndexModel([("deleted_at", ASCENDING)], sparse=True)


def apply(db: Database[Any]) -> None:
    validation.keep(
        db,
        "posts",
        POSTS,
        [
            _ONCE,
            _TO_PURGE,
            IndexModel([("audience", ASCENDING), ("state", ASCENDING), ("_id", DESCENDING)]),
            IndexModel([("author", ASCENDING), ("_id", DESCENDING)]),
            IndexModel([("by", ASCENDING), ("state", ASCENDING), ("_id", DESCENDING)]),
        ],
    )
    validation.keep(
        db,
        "comments",
        COMMENTS,
        [
            _ONCE,
            _TO_PURGE,
            IndexModel([("post_id", ASCENDING), ("_id", ASCENDING)]),
            # Counting reads nothing but this index.
            IndexModel([("post_id", ASCENDING), ("state", ASCENDING), ("by", ASCENDING)]),
            IndexModel([("author", ASCENDING), ("_id", DESCENDING)]),
        ],
    )
    validation.keep(db, "picks", PICKS, [])

"""The collections of blocks and mutes: one document for each direction of a pair."""

from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.database import Database

from services.social_media import validation

_ID = {"bsonType": "binData"}
_DIRECTED = {
    "_id": {"bsonType": "string"},
    "by": _ID,
    "whom": _ID,
    "at": {"bsonType": "date"},
}

BLOCKS = validation.shape(
    required={
        **_DIRECTED,
        "people": {"bsonType": "array", "minItems": 2, "maxItems": 2, "items": _ID},
    },
    optional={},
)
MUTES = validation.shape(required=_DIRECTED, optional={})

_MINE = IndexModel([("by", ASCENDING), ("whom", ASCENDING)])


def apply(db: Database[Any]) -> None:
    validation.keep(db, "blocks", BLOCKS, [_MINE, IndexModel([("people", ASCENDING)])])
    validation.keep(
        db, "mutes", MUTES, [_MINE, IndexModel([("whom", ASCENDING), ("by", ASCENDING)])]
    )

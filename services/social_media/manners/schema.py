"""The collection of manners."""

from typing import Any

from pymongo.database import Database

from services.social_media import validation

_YES_OR_NO = {"bsonType": "bool"}

MANNERS = validation.shape(
    required={
        "_id": {"bsonType": "binData"},
        "read_receipts": _YES_OR_NO,
        "typing": _YES_OR_NO,
        "presence": _YES_OR_NO,
    },
    optional={},
)


def apply(db: Database[Any]) -> None:
    validation.keep(db, "manners", MANNERS, [])

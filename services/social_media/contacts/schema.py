"""The collection of ties between two people."""

from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.database import Database

from services.social_media import validation
from services.social_media.people.models import TieKind, TieState

TIES = validation.shape(
    required={
        "_id": {"bsonType": "string"},
        "people": {
            "bsonType": "array",
            "minItems": 2,
            "maxItems": 2,
            "uniqueItems": True,
            "items": {"bsonType": "binData"},
        },
        "kind": {"enum": [kind.value for kind in TieKind]},
        "state": {"enum": [state.value for state in TieState]},
        "at": {"bsonType": "date"},
    },
    optional={
        "requested_by": {"bsonType": "binData"},
        "coach_id": {"bsonType": "binData"},
        "as_of": {"bsonType": ["int", "long"]},
    },
)


def apply(db: Database[Any]) -> None:
    validation.keep(
        db,
        "ties",
        TIES,
        [
            IndexModel([("people", ASCENDING), ("state", ASCENDING)]),
            IndexModel(
                [
                    ("people", ASCENDING),
                    ("state", ASCENDING),
                    ("kind", ASCENDING),
                    ("at", DESCENDING),
                ]
            ),
            IndexModel([("requested_by", ASCENDING), ("state", ASCENDING)], sparse=True),
        ],
    )

"""The collection of reactions: one document for each person and thing."""

from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.database import Database

from services.social_media import validation
from services.social_media.reactions.models import Reaction

REACTIONS = validation.shape(
    required={
        "_id": {"bsonType": "string"},
        "target": {"bsonType": "binData"},
        "user_id": {"bsonType": "binData"},
        "kind": {"enum": [reaction.value for reaction in Reaction]},
        "at": {"bsonType": "date"},
    },
    optional={},
)


def apply(db: Database[Any]) -> None:
    validation.keep(
        db,
        "reactions",
        REACTIONS,
        [
            # Counting reads nothing but this index.
            IndexModel([("target", ASCENDING), ("kind", ASCENDING), ("user_id", ASCENDING)]),
            IndexModel([("user_id", ASCENDING), ("at", ASCENDING)]),
        ],
    )

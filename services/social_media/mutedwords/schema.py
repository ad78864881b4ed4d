"""The collection of muted words: one document for each person who has some."""

from typing import Any

from pymongo.database import Database

from services.social_media import validation
from services.social_media.mutedwords.models import MOST_WORDS

MUTED_WORDS = validation.shape(
    required={
        "_id": {"bsonType": "binData"},
        "words": {
            "bsonType": "array",
            "maxItems": MOST_WORDS,
            "items": {"bsonType": "string", "minLength": 1, "maxLength": 50},
        },
    },
    optional={},
)


def apply(db: Database[Any]) -> None:
    validation.keep(db, "muted_words", MUTED_WORDS, [])

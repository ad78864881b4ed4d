"""Muted words in MongoDB. One function, one operation."""

from collections.abc import Sequence
from typing import Any

from pymongo.database import Database

from shared.models.ids import UserId


def select_words(db: Database[Any], user_id: UserId) -> list[str]:
    document = db.muted_words.find_one({"_id": user_id}, {"words": 1})
    return list(document["words"]) if document else []


def upsert_words(db: Database[Any], user_id: UserId, words: Sequence[str]) -> None:
    db.muted_words.update_one({"_id": user_id}, {"$set": {"words": list(words)}}, upsert=True)

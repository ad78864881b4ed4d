"""Who is there, in MongoDB: which workers have sockets of a person. One function, one operation.

A worker that dies says nothing; what it said before is believed for a while only.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from pymongo import ReturnDocument, UpdateOne
from pymongo.database import Database

from shared.models.ids import UserId


def upsert_here(
    db: Database[Any], people: Collection[UserId], worker: str, *, now: datetime
) -> None:
    """These people are connected to a worker."""
    here = {"$set": {f"workers.{worker}": now, "seen_at": now}}
    db.presence.bulk_write(
        [UpdateOne({"_id": person}, here, upsert=True) for person in people], ordered=False
    )


def update_gone(
    db: Database[Any], person: UserId, worker: str, *, believed_since: datetime
) -> bool:
    """A person is no longer connected to a worker; True when they are to none."""
    left = db.presence.find_one_and_update(
        {"_id": person},
        {"$unset": {f"workers.{worker}": ""}},
        return_document=ReturnDocument.AFTER,
    )
    return left is None or not _is_anywhere(left["workers"].values(), believed_since)


def select_present(
    db: Database[Any], people: Collection[UserId], *, believed_since: datetime
) -> set[UserId]:
    """Those of the people who are connected somewhere."""
    found = db.presence.find({"_id": {"$in": list(people)}, "seen_at": {"$gte": believed_since}})
    return {
        document["_id"]
        for document in found
        if _is_anywhere(document["workers"].values(), believed_since)
    }


def _is_anywhere(seen: Iterable[datetime], believed_since: datetime) -> bool:
    return any(at >= believed_since for at in seen)

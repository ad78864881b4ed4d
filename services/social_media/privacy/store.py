"""What is remembered about having forgotten, in MongoDB. One function, one operation."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo.database import Database

from services.social_media.outbox import unsent
from shared.models.events import Event
from shared.models.ids import UserId
from shared.tombstones import trace_of


def upsert_tombstone(db: Database[Any], user_id: UUID, *, at: datetime) -> None:
    db.tombstones.update_one({"_id": trace_of(user_id)}, {"$setOnInsert": {"at": at}}, upsert=True)


def is_forgotten(db: Database[Any], people: Iterable[UUID]) -> bool:
    """Whether any of these people was erased."""
    wanted = {"_id": {"$in": [trace_of(person) for person in people]}}
    return db.tombstones.find_one(wanted, {"_id": 1}) is not None


def select_risen(db: Database[Any], traces: Collection[bytes]) -> Iterator[UserId]:
    """People who are here although a trace says that they were forgotten."""
    for found in db.people.find({}, {"_id": 1}):
        if trace_of(found["_id"]) in traces:
            yield UserId(found["_id"])


def upsert_erasure(
    db: Database[Any], erasure_id: UUID, counts: Mapping[str, int], event: Event, *, at: datetime
) -> None:
    """Note what was done and announce it: again, if somebody asks again. First counts stay."""
    db.erasures.update_one(
        {"_id": erasure_id},
        {
            "$setOnInsert": {"at": at, "counts": dict(counts)},
            "$push": {"unsent": {"$each": unsent(event)}},
        },
        upsert=True,
    )


def upsert_export(db: Database[Any], export_id: UUID, event: Event, *, at: datetime) -> None:
    """Note that a part was made and announce it: again, if somebody asks again."""
    db.exports.update_one(
        {"_id": export_id},
        {"$setOnInsert": {"at": at}, "$push": {"unsent": {"$each": unsent(event)}}},
        upsert=True,
    )

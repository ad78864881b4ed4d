"""Reactions in MongoDB. One function, one operation.

They are counted when they are asked for and never added up, so that no count is ever wrong.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo.database import Database

from services.social_media.reactions.models import Reaction, Tally
from shared.models.ids import UserId


def upsert_reaction(
    db: Database[Any], target: UUID, user_id: UserId, reaction: Reaction, *, at: datetime
) -> bool:
    """React, or react otherwise than before; whether somebody had not reacted at all."""
    result = db.reactions.update_one(
        {"_id": _name(target, user_id)},
        {
            "$set": {"kind": reaction.value},
            "$setOnInsert": {"target": target, "user_id": user_id, "at": at},
        },
        upsert=True,
    )
    return result.upserted_id is not None


def delete_reaction(db: Database[Any], target: UUID, user_id: UserId) -> None:
    db.reactions.delete_one({"_id": _name(target, user_id)})


def delete_reactions(db: Database[Any], targets: Collection[UUID]) -> None:
    db.reactions.delete_many({"target": {"$in": list(targets)}})


def select_tallies(db: Database[Any], targets: Iterable[UUID], reader: UserId) -> dict[UUID, Tally]:
    """How people reacted to each of some things."""
    found = db.reactions.aggregate(
        [
            {"$match": {"target": {"$in": list(targets)}}},
            {"$project": {"_id": 0, "target": 1, "kind": 1, "user_id": 1}},
            {
                "$group": {
                    "_id": {"target": "$target", "kind": "$kind"},
                    "count": {"$sum": 1},
                    "mine": {"$max": {"$eq": ["$user_id", reader]}},
                }
            },
        ]
    )
    tallies: dict[UUID, Tally] = {}
    for document in found:
        target, kind = document["_id"]["target"], Reaction(document["_id"]["kind"])
        known = tallies.get(target, Tally())
        tallies[target] = Tally(
            {**known.counts, kind: document["count"]}, kind if document["mine"] else known.mine
        )
    return tallies


def select_counts(db: Database[Any], targets: Iterable[UUID]) -> dict[UUID, int]:
    """How many people reacted to each of some things at all."""
    found = db.reactions.aggregate(
        [
            {"$match": {"target": {"$in": list(targets)}}},
            {"$group": {"_id": "$target", "count": {"$sum": 1}}},
        ]
    )
    return {document["_id"]: document["count"] for document in found}


def _name(target: UUID, user_id: UserId) -> str:
    return f"{target}:{user_id}"

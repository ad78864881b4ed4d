"""Blocks and mutes in MongoDB. One function, one operation."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo import ASCENDING
from pymongo.collection import Collection as Documents
from pymongo.database import Database

from services.social_media.blocks.models import Aside
from services.social_media.people.rules import directed
from shared.models.ids import UserId


def upsert_block(db: Database[Any], by: UserId, whom: UserId, *, at: datetime) -> None:
    db.blocks.update_one(
        {"_id": directed(by, whom)},
        {"$setOnInsert": {"by": by, "whom": whom, "people": sorted((by, whom)), "at": at}},
        upsert=True,
    )


def delete_block(db: Database[Any], by: UserId, whom: UserId) -> None:
    db.blocks.delete_one({"_id": directed(by, whom)})


def count_blocks(db: Database[Any], by: UserId) -> int:
    return db.blocks.count_documents({"by": by})


def select_blocks(db: Database[Any], by: UserId, *, after: UUID | None, most: int) -> list[Aside]:
    return _select(db.blocks, by, after, most)


def select_apart_among(db: Database[Any], people: Collection[UserId]) -> set[tuple[UserId, UserId]]:
    """The pairs among many people of whom one blocks the other, lower id first."""
    ids = list(people)
    found = db.blocks.find({"by": {"$in": ids}, "whom": {"$in": ids}}, {"_id": 0, "people": 1})
    return {(document["people"][0], document["people"][1]) for document in found}


def upsert_mute(db: Database[Any], by: UserId, whom: UserId, *, at: datetime) -> None:
    db.mutes.update_one(
        {"_id": directed(by, whom)},
        {"$setOnInsert": {"by": by, "whom": whom, "at": at}},
        upsert=True,
    )


def delete_mute(db: Database[Any], by: UserId, whom: UserId) -> None:
    db.mutes.delete_one({"_id": directed(by, whom)})


def count_mutes(db: Database[Any], by: UserId) -> int:
    return db.mutes.count_documents({"by": by})


def select_mutes(db: Database[Any], by: UserId, *, after: UUID | None, most: int) -> list[Aside]:
    return _select(db.mutes, by, after, most)


def select_muting(db: Database[Any], whom: UserId, people: Collection[UserId]) -> set[UserId]:
    """Those of the people who have muted somebody."""
    wanted = {"whom": whom, "by": {"$in": list(people)}}
    return {document["by"] for document in db.mutes.find(wanted, {"_id": 0, "by": 1})}


def _select(asides: Documents[Any], by: UserId, after: UUID | None, most: int) -> list[Aside]:
    wanted: dict[str, Any] = {"by": by}
    if after is not None:
        wanted["whom"] = {"$gt": after}
    return [
        _aside(document) for document in asides.find(wanted).sort("whom", ASCENDING).limit(most)
    ]


def _aside(document: Mapping[str, Any]) -> Aside:
    return Aside(whom=document["whom"], at=document["at"])

"""What is between two people, in MongoDB. One function, one operation.

Other features write it; every feature may ask, so that they need not go round in circles.
"""

from collections.abc import Collection, Iterable
from typing import Any

from pymongo.database import Database

from services.social_media.people.models import TieState
from services.social_media.people.rules import blocks_between, contact_tie, directed, pair
from shared.models.ids import UserId


def select_tie_states(db: Database[Any], ties: list[str]) -> list[tuple[TieState, UserId | None]]:
    """The states of those of the ties there are, each with whoever asked for it."""
    found = db.ties.find({"_id": {"$in": ties}}, {"state": 1, "requested_by": 1})
    return [(TieState(document["state"]), document.get("requested_by")) for document in found]


def select_accepted(db: Database[Any], ties: Iterable[str]) -> set[str]:
    """Those of the ties that both agreed to. The contacts feature writes them."""
    wanted = {"_id": {"$in": list(ties)}, "state": TieState.ACCEPTED.value}
    return {document["_id"] for document in db.ties.find(wanted, {"_id": 1})}


def are_contacts(db: Database[Any], one: UserId, other: UserId) -> bool:
    """Whether two people are contacts. The contacts feature writes that."""
    return bool(select_accepted(db, [contact_tie(one, other)]))


def select_buddies(db: Database[Any], pairs: Iterable[str]) -> set[str]:
    """Those of the pairs who are buddies now. The buddies feature writes that."""
    wanted = {"_id": {"$in": list(pairs)}, "state": TieState.ACCEPTED.value}
    return {document["_id"] for document in db.buddies.find(wanted, {"_id": 1})}


def select_blocks(db: Database[Any], blocks: Iterable[str]) -> set[str]:
    """Those of the blocks that there are. The blocks feature writes them."""
    found = db.blocks.find({"_id": {"$in": list(blocks)}}, {"_id": 1})
    return {document["_id"] for document in found}


def are_buddies(db: Database[Any], one: UserId, other: UserId) -> bool:
    """Whether two people are buddies now. The buddies feature writes that."""
    return bool(select_buddies(db, [pair(one, other)]))


def is_blocked(db: Database[Any], one: UserId, other: UserId) -> bool:
    """Whether one of two people has blocked the other. The blocks feature writes that."""
    return bool(select_blocks(db, blocks_between(one, other)))


def select_apart(db: Database[Any], viewer: UserId) -> set[UserId]:
    """Everyone whom the viewer blocks or who blocks the viewer. The blocks feature writes that."""
    return select_all_apart(db, [viewer])[viewer]


def select_all_apart(db: Database[Any], viewers: Collection[UserId]) -> dict[UserId, set[UserId]]:
    """The same for each of many viewers."""
    apart: dict[UserId, set[UserId]] = {viewer: set() for viewer in viewers}
    wanted = {"people": {"$in": list(viewers)}}
    for document in db.blocks.find(wanted, {"_id": 0, "people": 1}):
        one, other = document["people"]
        if one in apart:
            apart[one].add(other)
        if other in apart:
            apart[other].add(one)
    return apart


def is_muted(db: Database[Any], *, by: UserId, whom: UserId) -> bool:
    """Whether one person has muted another. The blocks feature writes that."""
    return db.mutes.find_one({"_id": directed(by, whom)}, {"_id": 1}) is not None


def select_muted(db: Database[Any], by: UserId) -> set[UserId]:
    """Everyone the person has muted. The blocks feature writes that."""
    return select_all_muted(db, [by])[by]


def select_all_muted(db: Database[Any], by: Collection[UserId]) -> dict[UserId, set[UserId]]:
    """The same for each of many people."""
    muted: dict[UserId, set[UserId]] = {person: set() for person in by}
    for document in db.mutes.find({"by": {"$in": list(by)}}, {"_id": 0, "by": 1, "whom": 1}):
        muted[document["by"]].add(document["whom"])
    return muted

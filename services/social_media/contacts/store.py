"""Ties in MongoDB: one document for each pair and kind. One function, one operation."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo import DESCENDING, ReturnDocument
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.social_media.contacts.models import Tie
from services.social_media.people.models import TieKind, TieState
from services.social_media.people.rules import coach_tie, contact_tie, ties_between
from shared.models.ids import UserId

LIVE = {"$in": [TieState.REQUESTED.value, TieState.ACCEPTED.value]}


def select_ties(db: Database[Any], one: UserId, other: UserId) -> list[Tie]:
    """Everything there is, or was, between two people."""
    return [_tie(found) for found in db.ties.find({"_id": {"$in": ties_between(one, other)}})]


def select_tied_people(
    db: Database[Any],
    me: UserId,
    *,
    after: UUID | None,
    most: int,
    without: Collection[UserId] = (),
) -> dict[UserId, list[Tie]]:
    """The people I have to do with now, by id, each with our live ties; from the one after."""
    wanted = {"$nin": list(without), **({"$gt": after} if after else {})}
    pipeline: list[dict[str, Any]] = [
        {"$match": {"people": me, "state": LIVE}},
        {"$set": {"other": {"$first": {"$setDifference": ["$people", [me]]}}}},
        {"$match": {"other": wanted}},
        {"$group": {"_id": "$other", "ties": {"$push": "$$ROOT"}}},
        {"$sort": {"_id": 1}},
        {"$limit": most},
    ]
    return {
        UserId(found["_id"]): [_tie(document) for document in found["ties"]]
        for found in db.ties.aggregate(pipeline)
    }


def select_coaches(db: Database[Any], me: UserId) -> list[UserId]:
    """Whoever coaches me now: nobody, or one."""
    wanted = {
        "people": me,
        "state": TieState.ACCEPTED.value,
        "kind": TieKind.COACH.value,
        "coach_id": {"$ne": me},
    }
    return [document["coach_id"] for document in db.ties.find(wanted, {"coach_id": 1})]


def select_contacts(db: Database[Any], me: UserId, *, most: int) -> list[UserId]:
    """Those who are contacts of mine, the latest first."""
    wanted = {"people": me, "state": TieState.ACCEPTED.value, "kind": TieKind.CONTACT.value}
    found = db.ties.find(wanted, {"people": 1}).sort("at", DESCENDING).limit(most)
    return [other for document in found for other in document["people"] if other != me]


def count_open_requests(db: Database[Any], me: UserId) -> int:
    return db.ties.count_documents({"requested_by": me, "state": TieState.REQUESTED.value})


def upsert_request(db: Database[Any], me: UserId, other: UserId, *, at: datetime) -> Tie | None:
    """Ask, where there is nothing between us any more; None when there is."""
    try:
        document = db.ties.find_one_and_update(
            {"_id": contact_tie(me, other), "state": TieState.ENDED.value},
            {
                "$set": {
                    "people": sorted((me, other)),
                    "kind": TieKind.CONTACT.value,
                    "state": TieState.REQUESTED.value,
                    "requested_by": me,
                    "at": at,
                }
            },
            upsert=True,
            return_document=ReturnDocument.AFTER,
        )
    except DuplicateKeyError:
        return None
    assert document is not None  # an upsert returns what it made
    return _tie(document)


def update_accepted(db: Database[Any], me: UserId, other: UserId, *, at: datetime) -> Tie | None:
    """Accept what the other person asked; None when they are not asking."""
    document = db.ties.find_one_and_update(
        {
            "_id": contact_tie(me, other),
            "state": TieState.REQUESTED.value,
            "requested_by": other,
        },
        {"$set": {"state": TieState.ACCEPTED.value, "at": at}},
        return_document=ReturnDocument.AFTER,
    )
    return _tie(document) if document else None


def update_ended(db: Database[Any], one: UserId, other: UserId, *, at: datetime) -> bool:
    """End a contact or a request for one; False when there was none."""
    result = db.ties.update_one(
        {"_id": contact_tie(one, other), "state": LIVE},
        {"$set": {"state": TieState.ENDED.value, "at": at}},
    )
    return result.matched_count == 1


def upsert_coaching(
    db: Database[Any],
    member: UserId,
    coach: UserId,
    state: TieState,
    *,
    at: datetime,
    as_of: int,
) -> bool:
    """Learn that coaching is in this state as of then; False when we know something newer."""
    document = {
        "_id": coach_tie(member, coach),
        "people": sorted((member, coach)),
        "kind": TieKind.COACH.value,
        "state": state.value,
        "coach_id": coach,
        "at": at,
        "as_of": as_of,
    }
    is_newer = {"$gte": [as_of, {"$ifNull": ["$as_of", -1]}]}
    known = db.ties.find_one_and_update(
        {"_id": document["_id"]},
        [{"$replaceWith": {"$cond": [is_newer, {"$literal": document}, "$$ROOT"]}}],
        upsert=True,
        return_document=ReturnDocument.AFTER,
    )
    assert known is not None  # an upsert returns what it made
    return bool(known["as_of"] == as_of)


def _tie(document: Mapping[str, Any]) -> Tie:
    return Tie(
        tie_id=document["_id"],
        kind=TieKind(document["kind"]),
        state=TieState(document["state"]),
        at=document["at"],
        requested_by=document.get("requested_by"),
        coach_id=document.get("coach_id"),
    )

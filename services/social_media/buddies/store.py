"""Buddies in MongoDB: one document for each pair. One function, one operation."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, ReturnDocument
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.social_media.buddies.models import Invitation, Pairing, Share
from services.social_media.people.models import TieState
from services.social_media.people.rules import pair
from shared.models.ids import UserId

LIVE = {"$in": [TieState.REQUESTED.value, TieState.ACCEPTED.value]}


def select_pairing(db: Database[Any], one: UserId, other: UserId) -> Pairing | None:
    """What there is, or was, between two people."""
    document = db.buddies.find_one({"_id": pair(one, other)})
    return _pairing(document) if document else None


def select_pairings(
    db: Database[Any],
    me: UserId,
    *,
    after: str | None,
    most: int,
    without: Collection[UserId] = (),
) -> list[Pairing]:
    """My live pairings, by their names, but those with some people."""
    wanted: dict[str, Any] = {"people": {"$eq": me, "$nin": list(without)}, "state": LIVE}
    if after is not None:
        wanted["_id"] = {"$gt": after}
    found = db.buddies.find(wanted).sort("_id", ASCENDING).limit(most)
    return [_pairing(document) for document in found]


def count_pairings(db: Database[Any], me: UserId) -> int:
    """The buddies I have or asked for; what others ask of me is none of my doing."""
    accepted = {"state": TieState.ACCEPTED.value}
    asked = {"state": TieState.REQUESTED.value, "requested_by": me}
    return db.buddies.count_documents({"people": me, "$or": [accepted, asked]})


def upsert_request(
    db: Database[Any], me: UserId, other: UserId, state: TieState, *, by: UserId, at: datetime
) -> Pairing | None:
    """Begin a pairing in that state, where there is none any more; None when there is one."""
    try:
        document = db.buddies.find_one_and_update(
            {"_id": pair(me, other), "state": TieState.ENDED.value},
            {
                "$set": {
                    "people": sorted((me, other)),
                    "state": state.value,
                    "requested_by": by,
                    "at": at,
                    "shares": {},
                }
            },
            upsert=True,
            return_document=ReturnDocument.AFTER,
        )
    except DuplicateKeyError:
        return None
    return _pairing(document) if document else None


def update_accepted(
    db: Database[Any], me: UserId, other: UserId, *, at: datetime
) -> Pairing | None:
    """Accept what the other person asked; None when they are not asking."""
    document = db.buddies.find_one_and_update(
        {"_id": pair(me, other), "state": TieState.REQUESTED.value, "requested_by": other},
        {"$set": {"state": TieState.ACCEPTED.value, "at": at}},
        return_document=ReturnDocument.AFTER,
    )
    return _pairing(document) if document else None


def update_shares(
    db: Database[Any], me: UserId, other: UserId, shares: Collection[Share]
) -> Pairing | None:
    """Say what a buddy may see of me from now on; None when they are no buddy of mine."""
    document = db.buddies.find_one_and_update(
        {"_id": pair(me, other), "state": TieState.ACCEPTED.value},
        {"$set": {f"shares.{me}": sorted(share.value for share in shares)}},
        return_document=ReturnDocument.AFTER,
    )
    return _pairing(document) if document else None


def update_ended(db: Database[Any], one: UserId, other: UserId, *, at: datetime) -> bool:
    """End a pairing or a request for one, and what it let anyone see; False when there was none."""
    result = db.buddies.update_one(
        {"_id": pair(one, other), "state": LIVE},
        {"$set": {"state": TieState.ENDED.value, "at": at, "shares": {}}},
    )
    return result.matched_count == 1


def insert_invitation(db: Database[Any], digest: str, by: UserId, *, expires_at: datetime) -> None:
    db.buddy_invitations.insert_one({"_id": digest, "by": by, "expires_at": expires_at})


def count_invitations(db: Database[Any], by: UserId, *, now: datetime) -> int:
    return db.buddy_invitations.count_documents(
        {"by": by, "used_by": None, "expires_at": {"$gt": now}}
    )


def delete_invitations(db: Database[Any], by: UserId) -> None:
    """Take back every invitation nobody has used."""
    db.buddy_invitations.delete_many({"by": by, "used_by": None})


def select_invitation(
    db: Database[Any], digest: str, reader: UserId, *, now: datetime
) -> Invitation | None:
    """An invitation the reader may use, or has used before."""
    document = db.buddy_invitations.find_one(_usable(digest, reader, now))
    return Invitation(document["by"], document["expires_at"]) if document else None


def update_used(db: Database[Any], digest: str, reader: UserId, *, now: datetime) -> bool:
    """Use up an invitation; False when somebody else was faster. Twice is once."""
    result = db.buddy_invitations.update_one(
        _usable(digest, reader, now), {"$set": {"used_by": reader}}
    )
    return result.matched_count == 1


def _usable(digest: str, reader: UserId, now: datetime) -> dict[str, Any]:
    return {"_id": digest, "used_by": {"$in": [None, reader]}, "expires_at": {"$gt": now}}


def _pairing(document: Mapping[str, Any]) -> Pairing:
    one, other = document["people"]
    return Pairing(
        people=(one, other),
        state=TieState(document["state"]),
        requested_by=document["requested_by"],
        at=document["at"],
        shares={
            person: frozenset(map(Share, document["shares"].get(str(person), ())))
            for person in (one, other)
        },
    )

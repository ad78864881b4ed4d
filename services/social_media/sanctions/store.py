"""Sanctions in MongoDB. One function, one operation; none is ever deleted."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo import DESCENDING, ReturnDocument
from pymongo.database import Database

from services.social_media.moderation.models import Reason
from services.social_media.sanctions.models import BARRING, Sanction, SanctionKind
from shared.models.ids import UserId

MOST = 200


def upsert_sanction(db: Database[Any], sanction: Sanction) -> Sanction:
    """Impose it, once; return it as it was the first time."""
    document = db.sanctions.find_one_and_update(
        {"_id": sanction.sanction_id},
        {
            "$setOnInsert": {
                "user_id": sanction.user_id,
                "kind": sanction.kind.value,
                "reason": sanction.reason.value,
                "case_id": sanction.case_id,
                "by": sanction.by,
                "at": sanction.at,
                "until": sanction.until,
                "lifted_at": None,
            }
        },
        upsert=True,
        return_document=ReturnDocument.AFTER,
    )
    assert document is not None  # an upsert returns what it made
    return _sanction(document)


def select_sanctions(db: Database[Any], user_id: UserId) -> list[Sanction]:
    """Everything that was ever imposed on someone, newest first."""
    found = db.sanctions.find({"user_id": user_id}).sort("at", DESCENDING).limit(MOST)
    return [_sanction(document) for document in found]


def select_in_force(db: Database[Any], ids: Collection[UserId], now: datetime) -> list[Sanction]:
    """Everything that was imposed on one of the people and is not over."""
    wanted = {"user_id": {"$in": list(ids)}, **_in_force(now)}
    return [_sanction(document) for document in db.sanctions.find(wanted)]


def select_barred(db: Database[Any], ids: Collection[UserId], now: datetime) -> set[UserId]:
    """Those of the people who may not come in now."""
    wanted = {
        "user_id": {"$in": list(ids)},
        "kind": {"$in": [kind.value for kind in BARRING]},
        **_in_force(now),
    }
    return set(db.sanctions.distinct("user_id", wanted))


def update_lifted(db: Database[Any], sanction_id: UUID, now: datetime) -> Sanction | None:
    """End a sanction before its time; None when there is none that could be ended."""
    document = db.sanctions.find_one_and_update(
        {"_id": sanction_id, "lifted_at": None},
        {"$set": {"lifted_at": now}},
        return_document=ReturnDocument.AFTER,
    )
    return _sanction(document) if document else None


def _in_force(now: datetime) -> dict[str, Any]:
    return {"lifted_at": None, "$or": [{"until": None}, {"until": {"$gt": now}}]}


def _sanction(document: Mapping[str, Any]) -> Sanction:
    return Sanction(
        sanction_id=document["_id"],
        user_id=document["user_id"],
        kind=SanctionKind(document["kind"]),
        reason=Reason(document["reason"]),
        case_id=document["case_id"],
        by=document["by"],
        at=document["at"],
        until=document["until"],
        lifted_at=document["lifted_at"],
    )

"""Cases in MongoDB. One function, one operation."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, ReturnDocument
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.social_media import outbox
from services.social_media.cases.documents import case_from
from services.social_media.cases.models import Case, CaseState
from services.social_media.moderation.models import CrisisLevel, Reason, Subject
from shared.models.events import Event
from shared.models.ids import UserId

OPEN = CaseState.OPEN.value


def upsert_case(
    db: Database[Any],
    case_id: UUID,
    subject: Subject,
    *,
    author_id: UserId | None,
    text: str,
    is_hidden: bool,
    reasons: Iterable[Reason],
    reporters: Iterable[UserId],
    now: datetime,
    due_at: datetime,
) -> UUID:
    """Open a case about something, or add to the one that is open; return its id."""
    wanted = {"subject.kind": subject.kind.value, "subject.id": subject.id, "state": OPEN}
    change = {
        "$setOnInsert": {
            "_id": case_id,
            "author_id": author_id,
            "text": text,
            "crisis": None,
            "opened_at": now,
            "overdue_at": None,
            "claimed_by": None,
            "claimed_until": None,
        },
        "$min": {"due_at": due_at},
        "$max": {"is_hidden": is_hidden},
        "$addToSet": {
            "reasons": {"$each": [reason.value for reason in reasons]},
            "reporters": {"$each": list(reporters)},
        },
    }
    try:
        return _upsert(db, wanted, change)
    except DuplicateKeyError:
        # Somebody opened it in the same moment; this one adds to theirs.
        return _upsert(db, wanted, change)


def _upsert(db: Database[Any], wanted: dict[str, Any], change: dict[str, Any]) -> UUID:
    document = db.cases.find_one_and_update(
        wanted,
        change,
        projection={"_id": 1},
        upsert=True,
        return_document=ReturnDocument.AFTER,
    )
    assert document is not None  # an upsert returns what it made
    opened: UUID = document["_id"]
    return opened


def update_crisis(
    db: Database[Any],
    case_id: UUID,
    level: CrisisLevel,
    milder: Iterable[str | None],
    events: Iterable[Event],
) -> bool:
    """Raise a case to a graver level, and announce it by the same change."""
    result = db.cases.update_one(
        {"_id": case_id, "crisis": {"$in": list(milder)}},
        {"$set": {"crisis": level.value}, "$push": {"unsent": {"$each": outbox.unsent(*events)}}},
    )
    return result.modified_count == 1


def select_case(db: Database[Any], case_id: UUID) -> Case | None:
    document = db.cases.find_one({"_id": case_id})
    return case_from(document) if document else None


def select_queue(
    db: Database[Any], *, only_overdue: bool, after: tuple[datetime, UUID] | None, most: int
) -> list[Case]:
    """Open cases, those that are due first, first."""
    wanted: dict[str, Any] = {"state": OPEN}
    if only_overdue:
        wanted["overdue_at"] = {"$ne": None}
    if after:
        due_at, case_id = after
        wanted["$or"] = [{"due_at": {"$gt": due_at}}, {"due_at": due_at, "_id": {"$gt": case_id}}]
    found = db.cases.find(wanted).sort([("due_at", ASCENDING), ("_id", ASCENDING)]).limit(most)
    return [case_from(document) for document in found]


def update_claimed(
    db: Database[Any], case_id: UUID, by: UserId, now: datetime, *, until: datetime
) -> Case | None:
    """Take a case nobody has, or nobody has any more; None when somebody does."""
    document = db.cases.find_one_and_update(
        {
            "_id": case_id,
            "state": OPEN,
            "$or": [{"claimed_by": {"$in": [None, by]}}, {"claimed_until": {"$lte": now}}],
        },
        {"$set": {"claimed_by": by, "claimed_until": until}},
        return_document=ReturnDocument.AFTER,
    )
    return case_from(document) if document else None


def update_unclaimed(db: Database[Any], case_id: UUID, by: UserId) -> bool:
    result = db.cases.update_one(
        {"_id": case_id, "state": OPEN, "claimed_by": by},
        {"$set": {"claimed_by": None, "claimed_until": None}},
    )
    return result.matched_count == 1


def update_overdue(db: Database[Any], now: datetime) -> int:
    """Mark what waits too long, once; return how many."""
    result = db.cases.update_many(
        {"state": OPEN, "due_at": {"$lte": now}, "overdue_at": None},
        {"$set": {"overdue_at": now}},
    )
    return result.modified_count

"""Cases in MongoDB. One function, one operation."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo import ReturnDocument
from pymongo.database import Database

from services.social_media import outbox
from services.social_media.cases.models import CaseState, Finding
from services.social_media.moderation.models import CrisisLevel
from shared.models.events import Event


def upsert_found(
    db: Database[Any], case_id: UUID, finding: Finding, *, now: datetime, due_at: datetime
) -> UUID:
    """Open a case about what was found, or add it to the one that is open; return its id."""
    document = db.cases.find_one_and_update(
        {
            "subject.kind": finding.subject.kind.value,
            "subject.id": finding.subject.id,
            "state": CaseState.OPEN.value,
        },
        {
            "$setOnInsert": {
                "_id": case_id,
                "author_id": finding.author_id,
                "text": finding.text,
                "is_hidden": finding.is_hidden,
                "crisis": None,
                "reports": 0,
                "opened_at": now,
                "overdue_at": None,
                "claimed_by": None,
                "claimed_until": None,
            },
            "$min": {"due_at": due_at},
            "$addToSet": {"reasons": {"$each": [reason.value for reason in finding.reasons]}},
        },
        projection={"_id": 1},
        upsert=True,
        return_document=ReturnDocument.AFTER,
    )
    assert document is not None  # an upsert returns what it made
    case_id = document["_id"]
    return case_id


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

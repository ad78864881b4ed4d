"""Decisions and appeals, in the documents of their cases. One function, one operation."""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, DESCENDING, ReturnDocument
from pymongo.database import Database

from services.social_media.cases.documents import case_from
from services.social_media.cases.models import Appeal, AppealState, Case, CaseState, Decision
from shared.models.ids import UserId

MOST = 200


def update_decided(db: Database[Any], case_id: UUID, decision: Decision) -> Case | None:
    """Decide an open case that whoever decides has taken; None when they have not."""
    document = db.cases.find_one_and_update(
        {
            "_id": case_id,
            "state": CaseState.OPEN.value,
            "claimed_by": decision.by,
            "claimed_until": {"$gt": decision.at},
        },
        {
            "$set": {
                "state": CaseState.DECIDED.value,
                "decision": {**asdict(decision), "reason": decision.reason.value},
                "is_applied": False,
            }
        },
        return_document=ReturnDocument.AFTER,
    )
    return case_from(document) if document else None


def update_applied(db: Database[Any], case_id: UUID) -> None:
    db.cases.update_one({"_id": case_id}, {"$set": {"is_applied": True}})


def select_unapplied(db: Database[Any], before: datetime) -> list[Case]:
    wanted = {"is_applied": False, "decision.at": {"$lte": before}}
    return [case_from(document) for document in db.cases.find(wanted).limit(MOST)]


def select_against(db: Database[Any], user_id: UserId) -> list[Case]:
    """What was decided about somebody's things, newest first."""
    wanted = {"author_id": user_id, "state": CaseState.DECIDED.value}
    found = db.cases.find(wanted).sort("_id", DESCENDING).limit(MOST)
    return [case_from(document) for document in found]


def update_appealed(
    db: Database[Any], case_id: UUID, author_id: UserId, appeal: Appeal
) -> Case | None:
    """Appeal, once; None when there is nothing of theirs to appeal against, or they did."""
    document = db.cases.find_one_and_update(
        {
            "_id": case_id,
            "author_id": author_id,
            "state": CaseState.DECIDED.value,
            "appeal": {"$exists": False},
        },
        {"$set": {"appeal": {**asdict(appeal), "state": appeal.state.value}}},
        return_document=ReturnDocument.AFTER,
    )
    return case_from(document) if document else None


def select_appeals(db: Database[Any], most: int) -> list[Case]:
    """Those that wait for a judgement, the oldest first."""
    found = db.cases.find({"appeal.state": AppealState.OPEN.value})
    return [
        case_from(document)
        for document in found.sort([("appeal.at", ASCENDING), ("_id", ASCENDING)]).limit(most)
    ]


def update_judged(
    db: Database[Any],
    case_id: UUID,
    state: AppealState,
    by: UserId,
    note: str,
    now: datetime,
) -> Case | None:
    """Judge an appeal that waits, unless whoever judges decided the case."""
    document = db.cases.find_one_and_update(
        {
            "_id": case_id,
            "appeal.state": AppealState.OPEN.value,
            "decision.by": {"$ne": by},
        },
        {
            "$set": {
                "appeal.state": state.value,
                "appeal.by": by,
                "appeal.note": note,
                "appeal.judged_at": now,
                "is_applied": False,
            }
        },
        return_document=ReturnDocument.AFTER,
    )
    return case_from(document) if document else None

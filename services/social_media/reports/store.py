"""Reports in MongoDB. One function, one operation."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo import DESCENDING, ReturnDocument
from pymongo.database import Database

from services.social_media.moderation.models import Reason, Subject, SubjectKind
from services.social_media.reports.models import Report, ReportOutcome
from shared.models.ids import UserId

MOST_NOTES = 20


def upsert_report(db: Database[Any], report: Report) -> Report:
    """Keep a report; where the same person has an open one of the same thing, that one stays."""
    document = db.reports.find_one_and_update(
        {
            "reporter": report.reporter,
            "subject.kind": report.subject_kind.value,
            "subject.id": report.subject_id,
            "outcome": None,
        },
        {
            "$setOnInsert": {
                "_id": report.report_id,
                "reason": report.reason.value,
                "note": report.note,
                "at": report.at,
                "case_id": None,
                "decided_at": None,
            }
        },
        upsert=True,
        return_document=ReturnDocument.AFTER,
    )
    assert document is not None  # an upsert returns what it made
    return _report(document)


def update_case(db: Database[Any], report_id: UUID, case_id: UUID) -> None:
    db.reports.update_one({"_id": report_id}, {"$set": {"case_id": case_id}})


def count_since(db: Database[Any], reporter: UserId, since: datetime) -> int:
    return db.reports.count_documents({"reporter": reporter, "at": {"$gte": since}})


def select_mine(
    db: Database[Any], reporter: UserId, *, after: UUID | None, most: int
) -> list[Report]:
    wanted: dict[str, Any] = {"reporter": reporter}
    if after:
        wanted["_id"] = {"$lt": after}
    found = db.reports.find(wanted).sort("_id", DESCENDING).limit(most)
    return [_report(document) for document in found]


def select_of_case(db: Database[Any], case_id: UUID) -> list[Report]:
    return [_report(document) for document in db.reports.find({"case_id": case_id})]


def select_notes(db: Database[Any], subject: Subject) -> list[str]:
    """What those said whose reports are open."""
    wanted = {
        "subject.kind": subject.kind.value,
        "subject.id": subject.id,
        "outcome": None,
        "note": {"$ne": ""},
    }
    found = db.reports.find(wanted, {"note": 1}).sort("_id", DESCENDING).limit(MOST_NOTES)
    return [document["note"] for document in found]


def update_decided(db: Database[Any], case_id: UUID, outcome: ReportOutcome, now: datetime) -> None:
    db.reports.update_many(
        {"case_id": case_id, "outcome": None},
        {"$set": {"outcome": outcome.value, "decided_at": now}},
    )


def _report(document: Mapping[str, Any]) -> Report:
    outcome = document["outcome"]
    return Report(
        report_id=document["_id"],
        reporter=document["reporter"],
        subject_kind=SubjectKind(document["subject"]["kind"]),
        subject_id=document["subject"]["id"],
        reason=Reason(document["reason"]),
        note=document["note"],
        at=document["at"],
        outcome=ReportOutcome(outcome) if outcome else None,
        decided_at=document["decided_at"],
    )

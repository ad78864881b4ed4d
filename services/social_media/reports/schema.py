"""The collection of reports."""

from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.database import Database

from services.social_media import validation
from services.social_media.moderation.models import Reason, SubjectKind
from services.social_media.reports.models import ReportOutcome

_ID = {"bsonType": "binData"}

REPORTS = validation.shape(
    required={
        "_id": _ID,
        "reporter": _ID,
        "subject": validation.shape(
            required={"kind": {"enum": [kind.value for kind in SubjectKind]}, "id": _ID},
            optional={},
        ),
        "case_id": {"bsonType": ["binData", "null"]},
        "reason": {"enum": [reason.value for reason in Reason]},
        "note": {"bsonType": "string", "maxLength": 500},
        "at": {"bsonType": "date"},
        "outcome": {"enum": [None, *(outcome.value for outcome in ReportOutcome)]},
        "decided_at": {"bsonType": ["date", "null"]},
    },
    optional={},
)


def apply(db: Database[Any]) -> None:
    validation.keep(
        db,
        "reports",
        REPORTS,
        [
            # One person has one open report of one thing.
            IndexModel(
                [("reporter", ASCENDING), ("subject.kind", ASCENDING), ("subject.id", ASCENDING)],
                name="open_report",
                unique=True,
                partialFilterExpression={"decided_at": None},
            ),
            IndexModel([("reporter", ASCENDING), ("_id", DESCENDING)]),
            IndexModel([("case_id", ASCENDING)]),
            IndexModel([("subject.kind", ASCENDING), ("subject.id", ASCENDING)]),
        ],
    )

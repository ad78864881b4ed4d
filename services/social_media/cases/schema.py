"""The collection of cases."""

from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.database import Database

from services.social_media import validation
from services.social_media.cases.models import AppealState, CaseState
from services.social_media.moderation.models import CrisisLevel, Reason, SubjectKind

_ID = {"bsonType": "binData"}
_DATE = {"bsonType": "date"}
_MAYBE_ID = {"bsonType": ["binData", "null"]}
_MAYBE_DATE = {"bsonType": ["date", "null"]}

CASES = validation.shape(
    required={
        "_id": _ID,
        "subject": validation.shape(
            required={"kind": {"enum": [kind.value for kind in SubjectKind]}, "id": _ID},
            optional={},
        ),
        "author_id": _MAYBE_ID,
        "text": {"bsonType": "string"},
        "is_hidden": {"bsonType": "bool"},
        "state": {"enum": [state.value for state in CaseState]},
        "crisis": {"enum": [None, *(level.value for level in CrisisLevel)]},
        "reasons": {
            "bsonType": "array",
            "items": {"enum": [reason.value for reason in Reason]},
        },
        "reporters": {"bsonType": "array", "items": _ID},
        "opened_at": _DATE,
        "due_at": _DATE,
        "overdue_at": _MAYBE_DATE,
        "claimed_by": _MAYBE_ID,
        "claimed_until": _MAYBE_DATE,
    },
    optional={
        "decision": validation.shape(
            required={
                "reason": {"enum": [reason.value for reason in Reason]},
                "hide": {"bsonType": "bool"},
                "rung": {"bsonType": ["int", "long", "null"]},
                "note": {"bsonType": "string"},
                "by": _ID,
                "at": _DATE,
            },
            optional={},
        ),
        "is_applied": {"bsonType": "bool"},
        "appeal": validation.shape(
            required={
                "text": {"bsonType": "string"},
                "at": _DATE,
                "state": {"enum": [state.value for state in AppealState]},
                "by": _MAYBE_ID,
                "note": {"bsonType": "string"},
                "judged_at": _MAYBE_DATE,
            },
            optional={},
        ),
    },
)


def apply(db: Database[Any]) -> None:
    validation.keep(
        db,
        "cases",
        CASES,
        [
            # However many report a thing at once, one case is open about it.
            IndexModel(
                [("subject.kind", ASCENDING), ("subject.id", ASCENDING)],
                name="open_subject",
                unique=True,
                partialFilterExpression={"state": CaseState.OPEN.value},
            ),
            IndexModel([("state", ASCENDING), ("due_at", ASCENDING), ("_id", ASCENDING)]),
            IndexModel([("author_id", ASCENDING), ("_id", ASCENDING)]),
            # Decisions that a crash kept from having their effects: nearly always none.
            IndexModel(
                [("decision.at", ASCENDING)],
                name="unapplied",
                partialFilterExpression={"is_applied": False},
            ),
            IndexModel(
                [("appeal.at", ASCENDING), ("_id", ASCENDING)],
                name="appealed",
                partialFilterExpression={"appeal.state": AppealState.OPEN.value},
            ),
        ],
    )

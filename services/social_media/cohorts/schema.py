"""The collections of cohorts, of who wishes for one, and of what each did in a week."""

from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.database import Database

from services.social_media import validation
from services.social_media.cohorts.models import MOST, WishState

_ID = {"bsonType": "binData"}
_DATE = {"bsonType": "date"}
_DAY = {"bsonType": "string", "minLength": 10, "maxLength": 10}
_LANGUAGE = {"enum": ["en", "vi"]}
_COUNT = {"bsonType": ["int", "long"], "minimum": 0}
_IDS = {"bsonType": "array", "items": _ID}

WISHES = validation.shape(
    required={
        "_id": _ID,
        "language": _LANGUAGE,
        "quit_week": _DAY,
        "asked_at": _DATE,
        "state": {"enum": [state.value for state in WishState]},
        "not_again": {**_IDS, "maxItems": 50},
    },
    optional={"cohort_id": {"bsonType": ["binData", "null"]}},
)

COHORTS = validation.shape(
    required={
        "_id": _ID,
        "week": _DAY,
        "language": _LANGUAGE,
        "number": _COUNT,
        "time_zone": {"bsonType": "string", "maxLength": 64},
        "closed": {"bsonType": "bool"},
        "board": {**_IDS, "maxItems": MOST},
        "weeks_told": _COUNT,
        "day_told": _COUNT,
    },
    optional={},
)

SUMMARIES = validation.shape(
    required={
        "_id": {"bsonType": "string"},
        "cohort_id": _ID,
        "user_id": _ID,
        "week": _COUNT,
        "topics_answered": _COUNT,
        "support_given": _COUNT,
        "support_received": _COUNT,
    },
    optional={},
)


def apply(db: Database[Any]) -> None:
    validation.keep(
        db,
        "cohort_wishes",
        WISHES,
        [
            IndexModel([("state", ASCENDING), ("asked_at", ASCENDING)]),
            IndexModel([("cohort_id", ASCENDING)]),
        ],
    )
    validation.keep(
        db,
        "cohorts",
        COHORTS,
        [
            IndexModel(
                [("week", ASCENDING), ("language", ASCENDING), ("number", ASCENDING)], unique=True
            ),
            IndexModel([("closed", ASCENDING), ("_id", DESCENDING)]),
            IndexModel([("board", ASCENDING)]),
        ],
    )
    validation.keep(
        db,
        "cohort_summaries",
        SUMMARIES,
        [
            IndexModel([("cohort_id", ASCENDING), ("user_id", ASCENDING), ("week", DESCENDING)]),
            IndexModel([("user_id", ASCENDING)]),
        ],
    )

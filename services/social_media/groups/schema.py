"""The collections of groups and of those who want to get in."""

from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.database import Database

from services.social_media import validation
from services.social_media.groups.models import MOST_RULES, ApplicationState, Joining

_ID = {"bsonType": "binData"}
_DATE = {"bsonType": "date"}

GROUPS = validation.shape(
    required={
        "_id": _ID,
        "created_by": _ID,
        "client_id": _ID,
        "name": {"bsonType": "string", "minLength": 1, "maxLength": 80},
        "description": {"bsonType": "string", "maxLength": 1_000},
        "rules": {
            "bsonType": "array",
            "maxItems": MOST_RULES,
            "items": {"bsonType": "string", "maxLength": 200},
        },
        "joining": {"enum": [joining.value for joining in Joining]},
        "created_at": _DATE,
        "closed": {"bsonType": "bool"},
        "version": {"bsonType": ["int", "long"], "minimum": 1},
    },
    optional={},
)

APPLICATIONS = validation.shape(
    required={
        "_id": {"bsonType": "string"},
        "group_id": _ID,
        "user_id": _ID,
        "state": {"enum": [state.value for state in ApplicationState]},
        "at": _DATE,
    },
    optional={},
)


def apply(db: Database[Any]) -> None:
    validation.keep(
        db,
        "groups",
        GROUPS,
        [
            IndexModel([("closed", ASCENDING), ("_id", DESCENDING)]),
            IndexModel([("created_by", ASCENDING), ("client_id", ASCENDING)], unique=True),
        ],
    )
    validation.keep(
        db,
        "group_applications",
        APPLICATIONS,
        [
            IndexModel([("group_id", ASCENDING), ("state", ASCENDING), ("user_id", ASCENDING)]),
            IndexModel([("user_id", ASCENDING)]),
        ],
    )

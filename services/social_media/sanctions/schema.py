"""The collection of sanctions."""

from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.database import Database

from services.social_media import validation
from services.social_media.moderation.models import Reason
from services.social_media.sanctions.models import SanctionKind

_ID = {"bsonType": "binData"}
_MAYBE_DATE = {"bsonType": ["date", "null"]}

SANCTIONS = validation.shape(
    required={
        "_id": _ID,
        "user_id": _ID,
        "kind": {"enum": [kind.value for kind in SanctionKind]},
        "reason": {"enum": [reason.value for reason in Reason]},
        "case_id": _ID,
        "by": _ID,
        "at": {"bsonType": "date"},
        "until": _MAYBE_DATE,
        "lifted_at": _MAYBE_DATE,
    },
    optional={},
)


def apply(db: Database[Any]) -> None:
    validation.keep(
        db,
        "sanctions",
        SANCTIONS,
        [
            IndexModel([("user_id", ASCENDING), ("at", DESCENDING)]),
            IndexModel([("user_id", ASCENDING), ("lifted_at", ASCENDING), ("until", ASCENDING)]),
        ],
    )

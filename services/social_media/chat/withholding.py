"""Messages a moderator takes out of sight, and puts back, in MongoDB. One function, one operation.

Whoever reads finds one that was deleted: what it said is kept beside, where no reader looks.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo.database import Database

from services.social_media.chat.change_store import EMPTIED, NEXT_VERSION

_SAID = {
    "text": "$text",
    "attachments": {"$ifNull": ["$attachments", []]},
    "reactions": {"$ifNull": ["$reactions", {}]},
}
_LEFT = {"$subtract": ["$withheld.reply_by", "$deleted_at"]}
"""Milliseconds its coach still had for an answer."""


def update_withheld(db: Database[Any], message_id: UUID, *, now: datetime) -> None:
    """Let a message say nothing; one that says nothing stays as it is.

    Meanwhile it waits for no answer: nobody can give one.
    """
    change = {**EMPTIED, "withheld": {**_SAID, "reply_by": "$reply_by"}, "deleted_at": now}
    db.messages.update_one(
        {"_id": message_id, "deleted_at": {"$exists": False}},
        [{"$set": {**change, "version": NEXT_VERSION, "changed_at": now}}],
    )


def update_given_back(db: Database[Any], message_id: UUID, *, now: datetime) -> None:
    """Let a message say again what it said; one its author took back says nothing any more.

    Where it waited for an answer it does so again, and the time it was out of sight is no coach's.
    """
    is_waiting = {"$eq": [{"$type": "$withheld.reply_by"}, "date"]}
    change = {
        **{name: f"$withheld.{name}" for name in _SAID},
        "reply_by": {"$cond": [is_waiting, {"$add": [now, _LEFT]}, "$$REMOVE"]},
    }
    db.messages.update_one(
        {"_id": message_id, "withheld": {"$exists": True}},
        [
            {"$set": {**change, "version": NEXT_VERSION, "changed_at": now}},
            {"$unset": ["deleted_at", "withheld"]},
        ],
    )

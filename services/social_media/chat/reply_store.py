"""Messages that want an answer, in MongoDB. One function, one operation."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, DESCENDING
from pymongo.database import Database

from services.social_media import outbox
from shared.models.events import ReplyOverdue
from shared.models.ids import UserId


@dataclass(frozen=True, slots=True)
class Due:
    """A message by which time an answer was promised."""

    message_id: UUID
    conversation: UUID
    seq: int
    sender: UserId
    at: datetime


def select_due(db: Database[Any], until: datetime, *, most: int) -> list[Due]:
    """The messages whose answer was promised by then, the earliest promise first."""
    found = db.messages.find({"reply_by": {"$lte": until}}).sort("reply_by", ASCENDING).limit(most)
    return [
        Due(
            document["_id"],
            document["conversation"],
            document["seq"],
            document["sender"],
            document["at"],
        )
        for document in found
    ]


def select_last_seq_of(db: Database[Any], conversation_id: UUID, person: UserId) -> int:
    """Where somebody last said something; 0 when they never did."""
    found = db.messages.find_one(
        {"conversation": conversation_id, "sender": person},
        {"seq": 1},
        sort=[("seq", DESCENDING)],
    )
    return found["seq"] if found else 0


def select_first_seq_of(
    db: Database[Any], conversation_id: UUID, person: UserId, *, after: int
) -> int | None:
    """Where somebody first said something that still stands after a place."""
    found = db.messages.find_one(
        {
            "conversation": conversation_id,
            "sender": person,
            "seq": {"$gt": after},
            "deleted_at": {"$exists": False},
        },
        {"seq": 1},
        sort=[("seq", ASCENDING)],
    )
    return found["seq"] if found else None


def update_settled(db: Database[Any], due: Due, overdue: ReplyOverdue | None = None) -> None:
    """Let a message want no answer any more, and announce what is to be announced by that."""
    change: dict[str, Any] = {"$unset": {"reply_by": ""}}
    if overdue is not None:
        change["$push"] = {"unsent": {"$each": outbox.unsent(overdue)}}
    db.messages.update_one({"_id": due.message_id, "reply_by": {"$exists": True}}, change)

"""Notifications in MongoDB. One function, one operation."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo import DESCENDING, ReturnDocument
from pymongo.database import Database

from services.social_media.notifications.models import News, Notification
from services.social_media.preferences.models import Channel
from services.social_media.preferences.rules import Planned, Way
from shared.models.ids import UserId
from shared.models.notices import NotificationCategory

LISTED = {"is_listed": {"$ne": False}}
SHOWN = {"category": 1, "title_key": 1, "data": 1, "at": 1, "read_at": 1}


def upsert_notification(
    db: Database[Any],
    notification_id: UUID,
    news: News,
    *,
    is_listed: bool,
    planned: Sequence[Planned],
) -> tuple[Notification, list[Planned]]:
    """Store the news under that id, or return what was stored and planned the first time.

    Of news that several people make, all of them are kept.
    """
    document = db.notifications.find_one_and_update(
        {"user_id": news.user_id, "event_id": news.event_id, "title_key": news.title_key},
        {
            **({"$addToSet": {"by": news.by}} if news.by else {}),
            "$setOnInsert": {
                "_id": notification_id,
                "category": news.category.value,
                "data": dict(news.data),
                "at": news.at,
                "read_at": None,
                "is_listed": is_listed,
                "plan": [asdict(each) for each in planned],
            },
        },
        projection={**SHOWN, "plan": 1},
        upsert=True,
        return_document=ReturnDocument.AFTER,
    )
    assert document is not None  # an upsert returns what it made
    return _notification(document), [_planned(each) for each in document.get("plan", ())]


def select_notifications(
    db: Database[Any], user_id: UserId, *, only_unread: bool, after: UUID | None, most: int
) -> list[Notification]:
    """Someone's notifications, newest first, from the one after `after`."""
    wanted: dict[str, Any] = {"user_id": user_id, **LISTED}
    if only_unread:
        wanted["read_at"] = None
    if after:
        wanted["_id"] = {"$lt": after}
    found = db.notifications.find(wanted, SHOWN).sort("_id", DESCENDING).limit(most)
    return [_notification(document) for document in found]


def count_unread(db: Database[Any], user_id: UserId) -> int:
    return db.notifications.count_documents({"user_id": user_id, "read_at": None, **LISTED})


def select_category(
    db: Database[Any], user_id: UserId, notification_id: UUID
) -> NotificationCategory | None:
    """What one of someone's notifications is about; None when it is not theirs."""
    found = db.notifications.find_one({"_id": notification_id, "user_id": user_id}, {"category": 1})
    return NotificationCategory(found["category"]) if found else None


def update_read(
    db: Database[Any], user_id: UserId, notification_id: UUID, *, read_at: datetime
) -> bool:
    """Mark one of someone's notifications as read; False when it is not theirs.

    The first time it was read is kept.
    """
    result = db.notifications.update_one(
        {"_id": notification_id, "user_id": user_id},
        [{"$set": {"read_at": {"$ifNull": ["$read_at", read_at]}}}],
    )
    return result.matched_count == 1


def update_all_read(db: Database[Any], user_id: UserId, *, read_at: datetime) -> None:
    db.notifications.update_many(
        {"user_id": user_id, "read_at": None}, {"$set": {"read_at": read_at}}
    )


def delete_notifications_about(db: Database[Any], reader: UserId, about: UserId) -> None:
    db.notifications.delete_many({"user_id": reader, "data.user_id": about})


def update_without(db: Database[Any], reader: UserId, person: UserId) -> None:
    """Let somebody not be among those who made somebody's news."""
    db.notifications.update_many({"user_id": reader, "by": person}, {"$pull": {"by": person}})


def delete_by_nobody(db: Database[Any], reader: UserId) -> None:
    """Delete news of which nobody is left who made it."""
    db.notifications.delete_many({"user_id": reader, "by": []})


def _planned(document: Mapping[str, Any]) -> Planned:
    return Planned(
        Channel(document["channel"]),
        Way(document["way"]),
        document["parcel"],
        document["not_before"],
    )


def _notification(document: Mapping[str, Any]) -> Notification:
    return Notification(
        notification_id=document["_id"],
        category=NotificationCategory(document["category"]),
        title_key=document["title_key"],
        data=document["data"],
        at=document["at"],
        read_at=document["read_at"],
    )

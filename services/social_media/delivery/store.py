"""Parcels in MongoDB. One function, one operation."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, DESCENDING, ReturnDocument
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.social_media import outbox
from services.social_media.delivery.models import DeliveryStatus, Item, Log, Parcel
from services.social_media.preferences.models import Channel
from services.social_media.preferences.rules import Planned, Way
from shared.models.events import MailDue
from shared.models.ids import UserId
from shared.models.notices import NotificationCategory

PENDING = DeliveryStatus.PENDING.value


def upsert_item(
    db: Database[Any], user_id: UserId, planned: Planned, item: Item, *, now: datetime
) -> bool:
    """Put something into a parcel, once; False when the parcel has left without it."""
    try:
        db.parcels.update_one(
            {
                "_id": planned.parcel,
                "status": PENDING,
                "items.notification_id": {"$ne": item.notification_id},
            },
            {
                "$push": {"items": _document(item)},
                "$setOnInsert": {
                    "user_id": user_id,
                    "channel": planned.channel.value,
                    "way": planned.way.value,
                    "attempts": 0,
                    "sent_to": [],
                    "error": None,
                    "at": now,
                    "due_at": planned.not_before,
                    "sent_at": None,
                    "read_at": None,
                },
            },
            upsert=True,
        )
    except DuplicateKeyError:
        # It is there and closed, or has this already.
        return has_item(db, planned.parcel, item.notification_id)
    return True


def has_item(db: Database[Any], parcel_id: str, notification_id: UUID) -> bool:
    wanted = {"_id": parcel_id, "items.notification_id": notification_id}
    return db.parcels.find_one(wanted, {"_id": 1}) is not None


def update_claimed(db: Database[Any], now: datetime, *, until: datetime) -> Parcel | None:
    """Take the parcel that has been due longest; nobody else takes it before `until`."""
    document = db.parcels.find_one_and_update(
        {"due_at": {"$lte": now}},
        {"$set": {"due_at": until}, "$inc": {"attempts": 1}},
        sort=[("due_at", ASCENDING)],
        return_document=ReturnDocument.AFTER,
    )
    return _parcel(document) if document else None


def update_mailed(
    db: Database[Any], parcel_id: str, events: Iterable[MailDue], *, now: datetime
) -> None:
    """Hand a parcel to whoever knows addresses, by the very change that closes it."""
    db.parcels.update_one(
        {"_id": parcel_id, "status": PENDING},
        {
            "$set": {"status": DeliveryStatus.SENT.value, "sent_at": now, "due_at": None},
            "$push": {"unsent": {"$each": outbox.unsent(*events)}},
        },
    )


def update_sent_to(db: Database[Any], parcel_id: str, device: UUID) -> None:
    db.parcels.update_one({"_id": parcel_id}, {"$addToSet": {"sent_to": device}})


def update_closed(
    db: Database[Any], parcel_id: str, status: DeliveryStatus, error: str | None, *, now: datetime
) -> None:
    sent = {"sent_at": now} if status is DeliveryStatus.SENT else {}
    db.parcels.update_one(
        {"_id": parcel_id, "status": PENDING},
        {"$set": {"status": status.value, "error": error, "due_at": None, **sent}},
    )


def update_postponed(
    db: Database[Any], parcel_id: str, due_at: datetime, error: str | None, *, is_try: bool
) -> None:
    """Have a parcel tried later; waiting for the morning is not a try."""
    db.parcels.update_one(
        {"_id": parcel_id, "status": PENDING},
        {"$set": {"due_at": due_at, "error": error}, "$inc": {"attempts": 0 if is_try else -1}},
    )


def update_read(db: Database[Any], user_id: UserId, notification_id: UUID, now: datetime) -> None:
    db.parcels.update_many(
        {
            "user_id": user_id,
            "status": DeliveryStatus.SENT.value,
            "items.notification_id": notification_id,
        },
        {"$set": {"status": DeliveryStatus.READ.value, "read_at": now}},
    )


def update_all_read(db: Database[Any], user_id: UserId, now: datetime) -> None:
    db.parcels.update_many(
        {"user_id": user_id, "status": DeliveryStatus.SENT.value},
        {"$set": {"status": DeliveryStatus.READ.value, "read_at": now}},
    )


def update_revived(db: Database[Any], parcel_id: str, now: datetime) -> UserId | None:
    """Try a parcel again that was given up; return whose it is, None when there is none such."""
    found = db.parcels.find_one_and_update(
        {"_id": parcel_id, "status": DeliveryStatus.FAILED.value},
        {"$set": {"status": PENDING, "due_at": now, "attempts": 0, "error": None}},
        {"user_id": 1},
    )
    return found["user_id"] if found else None


def select_unread(
    db: Database[Any], notification_ids: Collection[UUID], *, besides: Collection[UserId]
) -> set[UUID]:
    """Those that are there and not read yet, without what only these people made.

    The notifications feature writes them.
    """
    wanted = {
        "_id": {"$in": list(notification_ids)},
        "read_at": None,
        "$or": [
            {"by": {"$exists": False}},
            {"by": {"$elemMatch": {"$nin": list(besides)}}},
        ],
    }
    return {document["_id"] for document in db.notifications.find(wanted, {"_id": 1})}


def select_log(
    db: Database[Any],
    status: DeliveryStatus,
    *,
    user_id: UUID | None,
    after: tuple[datetime, str] | None,
    most: int,
) -> list[Log]:
    """Parcels, newest first."""
    wanted: dict[str, Any] = {"status": status.value}
    if user_id:
        wanted["user_id"] = user_id
    if after:
        at, parcel_id = after
        wanted["$or"] = [{"at": {"$lt": at}}, {"at": at, "_id": {"$lt": parcel_id}}]
    found = db.parcels.find(wanted, {"items.data": 0, "items.title_key": 0})
    return [
        _log(document)
        for document in found.sort([("at", DESCENDING), ("_id", DESCENDING)]).limit(most)
    ]


def _document(item: Item) -> dict[str, Any]:
    return {
        "notification_id": item.notification_id,
        "category": item.category.value,
        "title_key": item.title_key,
        "data": dict(item.data),
        "critical": item.critical,
        "expires_at": item.expires_at,
    }


def _parcel(document: Mapping[str, Any]) -> Parcel:
    return Parcel(
        parcel_id=document["_id"],
        user_id=document["user_id"],
        channel=Channel(document["channel"]),
        way=Way(document["way"]),
        items=tuple(
            Item(**{**item, "category": NotificationCategory(item["category"])})
            for item in document["items"]
        ),
        attempts=document["attempts"],
        sent_to=frozenset(document["sent_to"]),
    )


def _log(document: Mapping[str, Any]) -> Log:
    categories = dict.fromkeys(item["category"] for item in document["items"])
    return Log(
        parcel_id=document["_id"],
        user_id=document["user_id"],
        channel=Channel(document["channel"]),
        way=Way(document["way"]),
        status=DeliveryStatus(document["status"]),
        categories=tuple(map(NotificationCategory, categories)),
        attempts=document["attempts"],
        error=document["error"],
        at=document["at"],
        due_at=document["due_at"],
        sent_at=document["sent_at"],
        read_at=document["read_at"],
    )

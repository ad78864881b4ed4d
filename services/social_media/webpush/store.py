"""Subscriptions in MongoDB. One function, one operation."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pymongo import ASCENDING, ReturnDocument
from pymongo.database import Database

from services.social_media.webpush.models import MOST_DEVICES, Subscription
from shared.models.ids import UserId


def upsert_subscription(
    db: Database[Any], user_id: UserId, subscription: Subscription
) -> Subscription:
    """Remember a browser, as the one of whoever signed in there last."""
    document = db.push_subscriptions.find_one_and_update(
        {"_id": subscription.subscription_id},
        {
            "$set": {
                "user_id": user_id,
                "endpoint": subscription.endpoint,
                "p256dh": subscription.p256dh,
                "auth": subscription.auth,
            },
            "$setOnInsert": {"at": subscription.at},
        },
        upsert=True,
        return_document=ReturnDocument.AFTER,
    )
    assert document is not None  # an upsert returns what it made
    return _subscription(document)


def count_others(db: Database[Any], user_id: UserId, subscription_id: UUID) -> int:
    wanted = {"user_id": user_id, "_id": {"$ne": subscription_id}}
    return db.push_subscriptions.count_documents(wanted)


def select_subscriptions(db: Database[Any], user_id: UserId) -> list[Subscription]:
    found = db.push_subscriptions.find({"user_id": user_id}).sort("at", ASCENDING)
    return [_subscription(document) for document in found.limit(2 * MOST_DEVICES)]


def delete_subscription(db: Database[Any], user_id: UserId, subscription_id: UUID) -> bool:
    wanted = {"_id": subscription_id, "user_id": user_id}
    return db.push_subscriptions.delete_one(wanted).deleted_count == 1


def _subscription(document: Mapping[str, Any]) -> Subscription:
    return Subscription(
        subscription_id=document["_id"],
        endpoint=document["endpoint"],
        p256dh=bytes(document["p256dh"]),
        auth=bytes(document["auth"]),
        at=document["at"],
    )

"""Telling someone something: stored first, then shown to whoever of them is connected."""

from dataclasses import asdict
from typing import Any

from pymongo.database import Database

from services.social_media.notifications import store
from services.social_media.notifications.models import News, Notification, NotificationOut
from services.social_media.sockets.fanout import Delivery, frame, user_topic
from shared.models.ids import UserId, uuid7


def notify(db: Database[Any], news: News) -> Delivery:
    """Store the news, once however often we hear it, and return what its reader should see.

    The reader may be someone we have not met yet; they find it when they arrive.
    """
    notification = store.upsert_notification(db, uuid7(), news)
    shown = as_shown(notification).model_dump(mode="json")
    return Delivery(user_topic(news.user_id), frame("notification.new", notification=shown))


def forget(db: Database[Any], reader: UserId, *, about: UserId) -> None:
    """Take back everything somebody was told about another person."""
    store.delete_notifications_about(db, reader, about)


def as_shown(notification: Notification) -> NotificationOut:
    return NotificationOut(**asdict(notification))

"""Telling someone something: stored first, then shown to whoever of them is connected.

Whoever is away hears of it as they chose to.
"""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from pymongo.database import Database

from services.social_media.delivery import actions as delivery
from services.social_media.delivery.models import Item
from services.social_media.notifications import store
from services.social_media.notifications.models import News, Notification, NotificationOut
from services.social_media.preferences import actions as preferences
from services.social_media.preferences.models import Channel, Choice
from services.social_media.preferences.rules import choice_of
from services.social_media.preferences.store import select_reader
from services.social_media.sockets.fanout import Delivery, frame, user_topic
from shared.models.ids import UserId, uuid7

UNHEARD = "nobody"
"""A topic nobody listens to: for what its reader does not want to be shown."""


def notify(db: Database[Any], news: News, *, now: datetime | None = None) -> Delivery:
    """Store the news, once however often we hear it, and return what its reader should see.

    The reader may be someone we have not met yet; they find it when they arrive. What is critical
    is in the app whatever they chose.
    """
    now = now or datetime.now(UTC)
    reader = select_reader(db, news.user_id)
    chosen = {
        channel: news.critical or choice_of(reader.preferences, news.category, channel) is Choice.ON
        for channel in (Channel.IN_APP, Channel.SOCKET)
    }
    notification_id = uuid7()
    planned = (
        []
        if news.only_here
        else preferences.plan(
            db,
            reader,
            news.category,
            notification_id,
            counted_as=f"{news.event_id}:{news.title_key}",
            critical=news.critical,
            now=now,
        )
    )
    notification, planned = store.upsert_notification(
        db, notification_id, news, is_listed=chosen[Channel.IN_APP], planned=planned
    )
    delivery.put(db, news.user_id, planned, _item(notification, news), now)
    shown = as_shown(notification).model_dump(mode="json")
    topic = user_topic(news.user_id) if chosen[Channel.SOCKET] else UNHEARD
    return Delivery(topic, frame("notification.new", notification=shown))


def forget(db: Database[Any], reader: UserId, *, about: UserId) -> None:
    """Take back everything somebody was told about another person, also where it names nobody."""
    store.delete_notifications_about(db, reader, about)
    store.update_without(db, reader, about)
    store.delete_by_nobody(db, reader)


def as_shown(notification: Notification) -> NotificationOut:
    return NotificationOut(**asdict(notification))


def _item(notification: Notification, news: News) -> Item:
    return Item(
        notification_id=notification.notification_id,
        category=notification.category,
        title_key=notification.title_key,
        data=notification.data,
        critical=news.critical,
        expires_at=news.expires_at,
    )

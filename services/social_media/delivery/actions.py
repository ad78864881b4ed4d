"""Putting something into parcels, and sending those that are due."""

import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from pymongo.database import Database

from services.social_media.delivery import rules, store
from services.social_media.delivery.models import DeliveryStatus, Item, Outgoing, Parcel
from services.social_media.people.bonds import select_muted
from services.social_media.preferences import actions as preferences
from services.social_media.preferences import unsubscribe
from services.social_media.preferences.models import Channel
from services.social_media.preferences.rules import Planned, Way
from services.social_media.preferences.store import select_reader
from shared.models.events import MailDue
from shared.models.ids import UserId

LEASE = timedelta(minutes=2)
"""After this a parcel is taken up again: whoever had it must have died."""


class NotSent(Exception):
    """It may work later."""


class NowhereToSend(Exception):
    """No device of theirs wants it."""


Push = Callable[[Parcel, Sequence[Outgoing]], None]
"""Send the messages to every device of the reader that has them not yet.

Raises NotSent or NowhereToSend.
"""


def put(
    db: Database[Any], user_id: UserId, planned: Sequence[Planned], item: Item, now: datetime
) -> None:
    """Put something into the parcels it was planned for; once or often is the same."""
    for each in planned:
        if not _joined(db, user_id, each, item, now):
            # The parcel has just left; this one goes by itself.
            alone = f"{item.notification_id}:{each.channel}"
            by_itself = Planned(each.channel, Way.INSTANT, alone, now)
            store.upsert_item(db, user_id, by_itself, item, now=now)


def release(
    db: Database[Any], push: Push, unsubscribe_secret: str, *, now: datetime
) -> Parcel | None:
    """Send the parcel that has been due longest; None when there is none."""
    parcel = store.update_claimed(db, now, until=now + LEASE)
    if parcel is None:
        return None
    reader = select_reader(db, parcel.user_id)
    muted = select_muted(db, parcel.user_id)
    told = [item.notification_id for item in parcel.items]
    unread = store.select_unread(db, told, besides=muted)
    items = rules.still_wanted(parcel, reader, unread, muted, now)
    if not items:
        store.update_closed(db, parcel.parcel_id, DeliveryStatus.DROPPED, "not wanted", now=now)
        return parcel
    quiet_until = rules.waits_until(parcel, items, reader, now)
    if quiet_until:
        store.update_postponed(db, parcel.parcel_id, quiet_until, None, is_try=False)
        return parcel
    outgoing = rules.messages(parcel, items, reader.preferences.per_day)
    if parcel.way is not Way.INSTANT:
        preferences.count_reach(db, reader, parcel.parcel_id, now=now)
    if parcel.channel is Channel.EMAIL:
        mails = [_mail(parcel.user_id, message, unsubscribe_secret) for message in outgoing]
        store.update_mailed(db, parcel.parcel_id, mails, now=now)
    else:
        _push(db, push, parcel, outgoing, now)
    return parcel


def _joined(
    db: Database[Any], user_id: UserId, planned: Planned, item: Item, now: datetime
) -> bool:
    # Twice: whoever made the parcel at the same moment may have been quicker.
    return any(store.upsert_item(db, user_id, planned, item, now=now) for _ in range(2))


def _push(
    db: Database[Any], push: Push, parcel: Parcel, outgoing: Sequence[Outgoing], now: datetime
) -> None:
    try:
        push(parcel, outgoing)
    except NowhereToSend:
        store.update_closed(db, parcel.parcel_id, DeliveryStatus.DROPPED, "no device", now=now)
    except NotSent as error:
        # A stampede is what this prevents, not a thief.
        wait = rules.wait_after(parcel.attempts, random.random())  # noqa: S311
        if wait is None:
            store.update_closed(db, parcel.parcel_id, DeliveryStatus.FAILED, str(error), now=now)
        else:
            store.update_postponed(db, parcel.parcel_id, now + wait, str(error), is_try=True)
    else:
        store.update_closed(db, parcel.parcel_id, DeliveryStatus.SENT, None, now=now)


def _mail(user_id: UserId, message: Outgoing, secret: str) -> MailDue:
    # The same mail however often it is announced: whoever sends it goes by this id.
    token = unsubscribe.sign(user_id, message.category, secret)
    return MailDue(
        user_id=user_id,
        notification_id=message.notification_id,
        category=message.category,
        key=message.key,
        data={**message.data, "unsubscribe": token},
    )

"""When a parcel is tried again, and what is said of what is in it.

Pure: no clock, no database, no web. The caller throws the dice.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from services.social_media.delivery.models import Item, Outgoing, Parcel
from services.social_media.preferences import rules as preferences
from services.social_media.preferences.models import Choice, Reader
from services.social_media.preferences.rules import Way
from shared.models.ids import UserId
from shared.models.notices import NotificationCategory

MOST_ATTEMPTS = 6
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=6)

DIGEST = "digest"

AT_HOME = (NotificationCategory.PROGRESS, NotificationCategory.ACHIEVEMENTS)
"""Where the app has more to say than an inbox should hold."""

BETWEEN_MEMBERS = (
    NotificationCategory.CONTACTS,
    NotificationCategory.COMMUNITY,
    NotificationCategory.COHORT,
)
"""What a mute keeps away. Of whom they coach, a coach hears whomever they muted."""

_DIGESTS = UUID("0f6a3b51-37a0-4c0e-8b9c-1f0a7b1d9c02")


def wait_after(attempts: int, chance: float) -> timedelta | None:
    """How long until the next try, four times as long each time and somewhere in its second half.

    None when it has been tried often enough. `chance` is in 0 … 1.
    """
    if attempts >= MOST_ATTEMPTS:
        return None
    longest = min(LONGEST_WAIT, FIRST_WAIT * int(4 ** (attempts - 1)))
    return longest * (0.5 + chance / 2)


def still_wanted(
    parcel: Parcel,
    reader: Reader,
    unread: Collection[UUID],
    muted: Collection[UserId],
    now: datetime,
) -> list[Item]:
    """What of a parcel somebody still needs to hear."""
    return [
        item
        for item in parcel.items
        if item.notification_id in unread
        and (item.expires_at is None or now < item.expires_at)
        and preferences.choice_of(reader.preferences, item.category, parcel.channel)
        is not Choice.OFF
        and not (item.category in BETWEEN_MEMBERS and item.data.get("user_id") in muted)
    ]


def waits_until(
    parcel: Parcel, items: Sequence[Item], reader: Reader, now: datetime
) -> datetime | None:
    """When to send instead, where it is quiet now: people move, and change their minds."""
    if any(preferences.is_urgent(item.category, item.critical) for item in items):
        return None
    return preferences.quiet_for(reader, now)


def messages(parcel: Parcel, items: Sequence[Item], per_day: int) -> list[Outgoing]:
    """The messages that tell of them, or of all of them at once."""
    if parcel.way is not Way.INSTANT and preferences.comes_as_one(parcel.way, len(items), per_day):
        return [
            Outgoing(
                notification_id=uuid5(_DIGESTS, parcel.parcel_id),
                category=items[0].category,
                key=DIGEST,
                data={"count": str(len(items))},
            )
        ]
    return [
        Outgoing(
            item.notification_id,
            item.category,
            item.title_key,
            _said_elsewhere(item),
        )
        for item in items
    ]


def _said_elsewhere(item: Item) -> dict[str, str]:
    """What fills in the text outside of the app: nothing about anybody's health."""
    if item.category in AT_HOME:
        return {}
    return {name: str(value) for name, value in item.data.items() if value is not None}

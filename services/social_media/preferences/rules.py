"""Whether, how and when somebody hears of something.

Pure: no clock, no database, no web.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from services.social_media.preferences.models import (
    AWAY,
    CAREFUL_QUIET,
    Channel,
    Choice,
    Keyword,
    Preferences,
    Quiet,
    Reader,
)
from shared.models.ids import UserId
from shared.models.notices import NotificationCategory as Category

REQUIRED: Mapping[Category, frozenset[Channel]] = {
    Category.SECURITY: frozenset({Channel.IN_APP, Channel.EMAIL}),
    Category.BILLING: frozenset({Channel.IN_APP, Channel.EMAIL}),
}

USUALLY: Mapping[Category, tuple[Choice, Choice]] = {
    # By e-mail, and by web push. In the app everything is on.
    Category.SECURITY: (Choice.ON, Choice.ON),
    Category.BILLING: (Choice.ON, Choice.OFF),
    Category.COACHING: (Choice.ON, Choice.ON),
    Category.PROGRESS: (Choice.OFF, Choice.OFF),
    Category.APPOINTMENTS: (Choice.ON, Choice.ON),
    Category.REMINDERS: (Choice.OFF, Choice.ON),
    Category.PROGRAMME: (Choice.OFF, Choice.ON),
    Category.ACHIEVEMENTS: (Choice.OFF, Choice.ON),
    Category.CONTACTS: (Choice.DAILY, Choice.OFF),
    Category.COMMUNITY: (Choice.WEEKLY, Choice.OFF),
    Category.COHORT: (Choice.DAILY, Choice.ON),
    Category.MODERATION: (Choice.ON, Choice.OFF),
}

DIGEST_AT = time(9)

MOST_HELD_APART = 3
"""More than this that waited for the same morning comes as one."""

ZONES_BY_LANGUAGE: Mapping[str, ZoneInfo] = {"vi": ZoneInfo("Asia/Ho_Chi_Minh")}
"""Where somebody most likely is who has told us only their language."""

_A_DAY = timedelta(days=1)


class Way(StrEnum):
    INSTANT = "instant"
    HELD = "held"
    """Until the end of the quiet hours."""
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Planned:
    """By which channel something goes, in which parcel, and not before when."""

    channel: Channel
    way: Way
    parcel: str
    not_before: datetime


def choice_of(preferences: Preferences, category: Category, channel: Channel) -> Choice:
    chosen = preferences.choices.get(category, {}).get(channel)
    if chosen is not None:
        return chosen
    if channel in AWAY:
        return USUALLY[category][AWAY.index(channel)]
    return Choice.ON


def guess_zone(locale: str | None) -> ZoneInfo:
    return ZONES_BY_LANGUAGE.get((locale or "")[:2], ZoneInfo("UTC"))


def is_urgent(category: Category, critical: bool) -> bool:
    """Whether it waits neither for the morning nor for its turn."""
    return critical or category is Category.SECURITY


def quiet_until(now: datetime, quiet: Quiet | None, zone: ZoneInfo) -> datetime | None:
    """The end of the quiet hours that `now` is in, or None outside of them.

    The end is a time of the person's own clock, so a night in which clocks change is as long as
    that night is.
    """
    if quiet is None or quiet.start == quiet.end:
        return None
    local = now.astimezone(zone)
    clock, day = local.time(), local.date()
    wraps = quiet.start > quiet.end
    if not wraps and not quiet.start <= clock < quiet.end:
        return None
    if wraps and quiet.end <= clock < quiet.start:
        return None
    until = _at(day + _A_DAY if wraps and clock >= quiet.start else day, quiet.end, zone)
    # Where clocks go back over the end, it has come once already.
    return until if until > now else None


def quiet_for(reader: Reader, now: datetime) -> datetime | None:
    """The same for somebody, carefully where we do not know where they are."""
    quiet = reader.preferences.quiet
    if reader.zone is None:
        return quiet_until(now, CAREFUL_QUIET if quiet else None, reader.guessed_zone)
    return quiet_until(now, quiet, reader.zone)


def today_of(reader: Reader, now: datetime) -> date:
    return now.astimezone(reader.zone or reader.guessed_zone).date()


def next_digest(reader: Reader, now: datetime, choice: Choice) -> datetime:
    """When the next digest goes: nine in the morning, on Mondays where it is weekly."""
    zone = reader.zone or reader.guessed_zone
    day = today_of(reader, now)
    if _at(day, DIGEST_AT, zone) <= now:
        day += _A_DAY
    if choice is Choice.WEEKLY:
        day += timedelta(days=-day.weekday() % 7)
    at = _at(day, DIGEST_AT, zone)
    return quiet_for(reader, at) or at


def may_be_counted(reader: Reader, category: Category, critical: bool, now: datetime) -> bool:
    """Whether it would reach out right now and is one of those that are limited per day."""
    return (
        not is_urgent(category, critical)
        and category not in REQUIRED
        and quiet_for(reader, now) is None
        and any(_reaches(reader, category, channel) is Choice.ON for channel in AWAY)
    )


def plan(
    reader: Reader,
    category: Category,
    notification_id: UUID,
    *,
    critical: bool,
    reached_today: int,
    now: datetime,
) -> list[Planned]:
    """How somebody who is away hears of something. `reached_today` counts this one."""
    chosen = {channel: _reaches(reader, category, channel) for channel in AWAY}
    if is_urgent(category, critical):
        return [
            _instant(channel, notification_id, now)
            for channel, choice in chosen.items()
            if choice is not Choice.OFF
        ]
    if category not in REQUIRED and not reader.preferences.per_day:
        return []
    over = category not in REQUIRED and reached_today > reader.preferences.per_day
    held_until = quiet_for(reader, now)
    planned = []
    for channel, choice in chosen.items():
        if choice is Choice.OFF:
            continue
        if choice is not Choice.ON or (over and held_until is None):
            planned.append(_digest(reader, channel, choice, now))
        elif held_until:
            planned.append(_waiting(reader.user_id, channel, Way.HELD, held_until))
        else:
            planned.append(_instant(channel, notification_id, now))
    return planned


def comes_as_one(way: Way, items: int, per_day: int) -> bool:
    """Whether what is in a parcel is told of in one message."""
    if way in (Way.DAILY, Way.WEEKLY):
        return True
    return items > min(MOST_HELD_APART, max(per_day, 1))


def with_less_of(preferences: Preferences, category: Category) -> dict[Channel, Choice]:
    """The choices of a category one step quieter; the app's own list stays as it is."""
    email = choice_of(preferences, category, Channel.EMAIL)
    quieter = {
        Choice.ON: Choice.DAILY,
        Choice.DAILY: Choice.WEEKLY,
        Choice.WEEKLY: Choice.OFF,
        Choice.OFF: Choice.OFF,
    }
    return {
        **{channel: choice_of(preferences, category, channel) for channel in Channel},
        Channel.EMAIL: quieter[email],
        Channel.WEB_PUSH: Choice.OFF,
    }


def silenced(category: Category) -> dict[Channel, Choice]:
    """Every channel of a category off, but for those it must have."""
    required = REQUIRED.get(category, frozenset())
    return {channel: Choice.ON if channel in required else Choice.OFF for channel in Channel}


KEYWORDS: Mapping[str, Keyword] = {
    **dict.fromkeys(
        ("stop", "stopall", "unsubscribe", "dừng", "dừng lại", "ngừng", "hủy", "huỷ", "dung",
         "dung lai", "ngung", "huy"),
        Keyword.STOP,
    ),
    **dict.fromkeys(("crave", "craving", "thèm", "thèm thuốc", "them thuoc"), Keyword.CRAVE),
    **dict.fromkeys(("mood", "tâm trạng", "tam trang"), Keyword.MOOD),
    **dict.fromkeys(("slip", "lỡ", "lỡ hút", "lo hut"), Keyword.SLIP),
}  # fmt: skip
"""What people answer the programme. Without its marks a word is here only where it means nothing
else one would answer: `thêm` is more, `lo` is worry, and `đúng` is yes."""


def keyword_in(text: str) -> Keyword | None:
    words = unicodedata.normalize("NFC", text).casefold().strip(" .!?\n").split()
    return KEYWORDS.get(" ".join(words))


def _reaches(reader: Reader, category: Category, channel: Channel) -> Choice:
    if channel is Channel.WEB_PUSH and not reader.has_web_push:
        return Choice.OFF
    return choice_of(reader.preferences, category, channel)


def _instant(channel: Channel, notification_id: UUID, now: datetime) -> Planned:
    return Planned(channel, Way.INSTANT, f"{notification_id}:{channel}", now)


def _digest(reader: Reader, channel: Channel, choice: Choice, now: datetime) -> Planned:
    way = Way.WEEKLY if choice is Choice.WEEKLY else Way.DAILY
    return _waiting(reader.user_id, channel, way, next_digest(reader, now, choice))


def _waiting(user_id: UserId, channel: Channel, way: Way, not_before: datetime) -> Planned:
    """A parcel that takes everything which waits for the same moment."""
    return Planned(channel, way, f"{user_id}:{channel}:{way}:{not_before:%Y%m%dT%H%M}", not_before)


def _at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """A time of somebody's clock as an instant; one that clocks skip is as much later."""
    return datetime.combine(day, clock, zone).astimezone(UTC)

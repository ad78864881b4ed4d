"""Choosing what one hears of, and planning how something reaches somebody."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from pymongo.database import Database

from services.social_media.preferences import rules, store
from services.social_media.preferences.models import (
    AWAY,
    Channel,
    Choice,
    Keyword,
    NewPreferences,
    Preferences,
    Quiet,
    Reader,
)
from services.social_media.preferences.rules import Planned
from shared.models.ids import UserId
from shared.models.notices import NotificationCategory
from shared.models.problem import Conflict, Invalid

_FORGET_REACH = timedelta(days=3)


def choose(db: Database[Any], user_id: UserId, wanted: NewPreferences) -> Preferences:
    """Keep what someone chose. Raises Invalid where it has to stay on."""
    choices = {
        category: {channel: Choice(getattr(chosen, channel)) for channel in Channel}
        for category, chosen in wanted.categories.items()
    }
    faults = [
        {"field": f"categories.{category}.{channel}", "message": "cannot be switched off"}
        for category, channels in rules.REQUIRED.items()
        for channel in sorted(channels)
        if choices.get(category, {}).get(channel, Choice.ON) is not Choice.ON
    ]
    if faults:
        raise Invalid(
            "Security and billing always reach you.", code="required_category", errors=faults
        )
    quiet = None
    if wanted.quiet:
        quiet = Quiet(time.fromisoformat(wanted.quiet.start), time.fromisoformat(wanted.quiet.end))
    preferences = Preferences(choices, quiet, wanted.per_day)
    store.upsert_preferences(db, user_id, preferences)
    return preferences


def less(db: Database[Any], user_id: UserId, category: NotificationCategory) -> None:
    """One step less of a category. Raises Conflict where there is no less."""
    if category in rules.REQUIRED:
        raise Conflict("Security and billing always reach you.", code="required_category")
    preferences = store.select_reader(db, user_id).preferences
    store.upsert_choices(db, user_id, category, rules.with_less_of(preferences, category))


def unsubscribe(db: Database[Any], user_id: UserId, category: NotificationCategory) -> None:
    """No more e-mail of a category; a required one stays, for it has to."""
    if category in rules.REQUIRED:
        return
    preferences = store.select_reader(db, user_id).preferences
    choices = {channel: rules.choice_of(preferences, category, channel) for channel in Channel}
    store.upsert_choices(db, user_id, category, {**choices, Channel.EMAIL: Choice.OFF})


def answer_programme(db: Database[Any], user_id: UserId, text: str) -> Keyword | None:
    """Heed what someone answered the programme; what it must obey at once, it does."""
    keyword = rules.keyword_in(text)
    if keyword is Keyword.STOP:
        programme = NotificationCategory.PROGRAMME
        store.upsert_choices(db, user_id, programme, rules.silenced(programme))
    return keyword


def plan(
    db: Database[Any],
    reader: Reader,
    category: NotificationCategory,
    notification_id: UUID,
    *,
    counted_as: str,
    critical: bool,
    now: datetime,
) -> list[Planned]:
    """By which ways, and when, somebody who is away hears of something.

    However often it is planned, it counts once, by what it is counted as.
    """
    chosen = [rules.choice_of(reader.preferences, category, channel) for channel in AWAY]
    if all(choice is Choice.OFF for choice in chosen):
        return []
    reached = 0
    if rules.may_be_counted(reader, category, critical, now):
        reached = count_reach(db, reader, counted_as, now=now)
    return rules.plan(
        reader, category, notification_id, critical=critical, reached_today=reached, now=now
    )


def count_reach(db: Database[Any], reader: Reader, what: str, *, now: datetime) -> int:
    """Count that somebody is reached today, by their own calendar; return how often that makes."""
    day = rules.today_of(reader, now).isoformat()
    return store.upsert_reach(db, reader.user_id, day, what, forget_at=now + _FORGET_REACH)

"""Preferences in MongoDB, read with what else decides how somebody is told something."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pymongo import ReturnDocument
from pymongo.database import Database

from services.social_media.preferences import rules
from services.social_media.preferences.models import (
    USUAL_A_DAY,
    USUAL_QUIET,
    Channel,
    Choice,
    Preferences,
    Quiet,
    Reader,
)
from shared.models.ids import UserId
from shared.models.notices import NotificationCategory


def select_reader(db: Database[Any], user_id: UserId) -> Reader:
    """Somebody as a reader, in one question; a stranger is one with the usual preferences."""
    [found] = db.aggregate(
        [
            {"$documents": [{"_id": user_id}]},
            _joined("people", "_id", {"time_zone": 1, "locale": 1}),
            _joined("preferences", "_id", {"choices": 1, "quiet": 1, "per_day": 1}),
            _joined("push_subscriptions", "user_id", {"_id": 1}),
        ]
    )
    person: Mapping[str, Any] = next(iter(found["people"]), {})
    chosen = next(iter(found["preferences"]), None)
    return Reader(
        user_id=user_id,
        preferences=_preferences(chosen) if chosen else Preferences(),
        zone=_zone(person.get("time_zone")),
        guessed_zone=rules.guess_zone(person.get("locale")),
        has_web_push=bool(found["push_subscriptions"]),
    )


def upsert_preferences(db: Database[Any], user_id: UserId, preferences: Preferences) -> None:
    quiet = preferences.quiet
    db.preferences.update_one(
        {"_id": user_id},
        {
            "$set": {
                "choices": {
                    category.value: _words(choices)
                    for category, choices in preferences.choices.items()
                },
                "quiet": [f"{quiet.start:%H:%M}", f"{quiet.end:%H:%M}"] if quiet else None,
                "per_day": preferences.per_day,
            }
        },
        upsert=True,
    )


def upsert_choices(
    db: Database[Any],
    user_id: UserId,
    category: NotificationCategory,
    choices: Mapping[Channel, Choice],
) -> None:
    """Choose for one category; the rest stays as it is, or as it usually is."""
    db.preferences.update_one(
        {"_id": user_id}, {"$set": {f"choices.{category}": _words(choices)}}, upsert=True
    )


def upsert_reach(
    db: Database[Any], user_id: UserId, day: str, what: str, *, forget_at: datetime
) -> int:
    """Count that someone is reached by this today, once; return how much that makes."""
    document = db.reaches.find_one_and_update(
        {"_id": f"{user_id}:{day}"},
        {"$addToSet": {"by": what}, "$setOnInsert": {"user_id": user_id, "forget_at": forget_at}},
        upsert=True,
        return_document=ReturnDocument.AFTER,
    )
    assert document is not None  # an upsert returns what it made
    return len(document["by"])


def _joined(name: str, field: str, projection: Mapping[str, int]) -> dict[str, Any]:
    return {
        "$lookup": {
            "from": name,
            "localField": "_id",
            "foreignField": field,
            "pipeline": [{"$limit": 1}, {"$project": projection}],
            "as": name,
        }
    }


def _words(choices: Mapping[Channel, Choice]) -> dict[str, str]:
    return {channel.value: choice.value for channel, choice in choices.items()}


def _preferences(document: Mapping[str, Any]) -> Preferences:
    quiet = document.get("quiet", "usual")
    return Preferences(
        choices={
            NotificationCategory(category): {
                Channel(channel): Choice(choice) for channel, choice in choices.items()
            }
            for category, choices in document.get("choices", {}).items()
        },
        quiet=USUAL_QUIET if quiet == "usual" else quiet and _quiet(*quiet),
        per_day=document.get("per_day", USUAL_A_DAY),
    )


def _quiet(start: str, end: str) -> Quiet:
    return Quiet(time.fromisoformat(start), time.fromisoformat(end))


def _zone(name: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None

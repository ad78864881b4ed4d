"""Forgetting somebody, and giving them a copy of what we hold."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pymongo.database import Database

from services.social_media.privacy import store
from services.social_media.privacy.features import FEATURES
from services.social_media.privacy.models import Posts, Rows
from shared.models.events import AccountErased, Event, StoreErased
from shared.models.ids import UserId
from shared.tombstones import trace_of

PEOPLE = ("user_id", "member_id", "coach_id")
"""The fields by which an event names people."""


def forget(db: Database[Any], event: AccountErased, *, now: datetime) -> None:
    """Forget a person in every collection, then say so.

    The tombstone comes first: from then on nothing that is heard late makes them anew.
    """
    store.upsert_tombstone(db, event.user_id, at=now)
    counts: dict[str, int] = {}
    for feature in FEATURES:
        counts |= feature.erase(db, UserId(event.user_id), event.posts)
    done = StoreErased(
        occurred_at=now,
        request_id=event.request_id,
        user_id=event.user_id,
        erasure_id=event.erasure_id,
        store="mongodb",
        counts=counts,
    )
    store.upsert_erasure(db, event.erasure_id, counts, done, at=now)


def forget_again(db: Database[Any], traces: Mapping[bytes, Posts], *, now: datetime) -> int:
    """After a restore: forget everybody here who was forgotten since the backup."""
    risen = list(store.select_risen(db, traces.keys()))
    for user_id in risen:
        store.upsert_tombstone(db, user_id, at=now)
        for feature in FEATURES:
            feature.erase(db, user_id, traces[trace_of(user_id)])
    return len(risen)


def collect(db: Database[Any], user_id: UserId) -> dict[str, Rows]:
    """Everything about a person, by collection."""
    found: dict[str, Rows] = {}
    for feature in FEATURES:
        parts: Mapping[str, Rows] = feature.export(db, user_id)
        found |= parts
    return found


def is_about_someone_forgotten(db: Database[Any], event: Event) -> bool:
    people = [person for name in PEOPLE if (person := getattr(event, name, None))]
    return bool(people) and store.is_forgotten(db, people)

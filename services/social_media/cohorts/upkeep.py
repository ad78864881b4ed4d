"""What the clock does for cohorts: a topic a day, a summary a week, and the end after a hundred."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from pymongo.database import Database

from services.social_media.cohorts import rules, store, wish_store
from services.social_media.cohorts.models import Cohort
from services.social_media.feed.effort import in_room
from services.social_media.feed.store import upsert_topic
from services.social_media.notifications.actions import notify
from services.social_media.notifications.models import News
from services.social_media.rooms import actions as rooms
from services.social_media.rooms.models import Gathering
from services.social_media.rooms.store import select_rooms
from services.social_media.sockets.fanout import Delivery
from shared.models.ids import UserId
from shared.models.notices import NotificationCategory, TitleKey

_NEWS = UUID("c5d7e1a0-9b1a-4a2b-8f3e-7d6c5b4a3922")

STALE_AFTER = timedelta(hours=20)
"""From then on nobody who was away needs to hear of a day's topic."""


def look_after_all(db: Database[Any], *, now: datetime) -> list[Delivery]:
    """Do for every cohort what is due and not done. Twice does no harm."""
    cohorts = store.select_open(db)
    gatherings = select_rooms(db, [cohort.cohort_id for cohort in cohorts])
    return [
        delivery
        for cohort in cohorts
        if (room := gatherings.get(cohort.cohort_id))
        for delivery in _look_after(db, cohort, room, now)
    ]


def _look_after(
    db: Database[Any], cohort: Cohort, room: Gathering, now: datetime
) -> list[Delivery]:
    return [
        *_ask_topic(db, cohort, room, now),
        *_sum_up(db, cohort, room, now),
        *_end(db, cohort, now),
    ]


def _ask_topic(db: Database[Any], cohort: Cohort, room: Gathering, now: datetime) -> list[Delivery]:
    """Today's topic, as a post by nobody that everybody can answer. None is asked a day late."""
    day = rules.topic_day(cohort, now)
    if day is None:
        return []
    post_id = rules.topic_post_id(cohort, day)
    upsert_topic(db, post_id, cohort.cohort_id, day, at=rules.topic_at(cohort, day))
    told = [
        _tell(
            db,
            person,
            uuid5(_NEWS, f"topic {cohort.cohort_id} {day}"),
            "cohort.topic",
            {"cohort_id": cohort.cohort_id, "post_id": post_id, "day": day},
            now,
            expires_at=now + STALE_AFTER,
        )
        for person in (room.people if cohort.day_told < day else ())
    ]
    store.update_day_told(db, cohort.cohort_id, day)
    return told


def _sum_up(db: Database[Any], cohort: Cohort, room: Gathering, now: datetime) -> list[Delivery]:
    """What each did in the weeks that are over and not summed up, for themselves alone."""
    done = rules.weeks_done(cohort, now)
    deliveries: list[Delivery] = []
    for week in range(cohort.weeks_told + 1, done + 1):
        first, last = rules.days_of_week(week)
        efforts = in_room(
            db,
            cohort.cohort_id,
            room.people,
            since=rules.start_of_day(cohort, first),
            until=rules.start_of_day(cohort, last + 1),
        )
        store.upsert_summaries(db, cohort.cohort_id, week, efforts)
        deliveries += [
            _tell(
                db,
                person,
                uuid5(_NEWS, f"summary {cohort.cohort_id} {week}"),
                "cohort.summary",
                {"cohort_id": cohort.cohort_id, "week": week},
                now,
            )
            for person in room.people
        ]
        store.update_weeks_told(db, cohort.cohort_id, week)
    return deliveries


def _end(db: Database[Any], cohort: Cohort, now: datetime) -> list[Delivery]:
    """After a hundred days it can be read and no more, and whoever was in it is free again."""
    if not rules.is_over(cohort, now):
        return []
    deliveries = rooms.close(db, cohort.cohort_id, now=now)
    wish_store.delete_wishes_of(db, cohort.cohort_id)
    store.update_closed(db, cohort.cohort_id)
    return deliveries


def _tell(
    db: Database[Any],
    person: UserId,
    event_id: UUID,
    title_key: TitleKey,
    data: dict[str, Any],
    now: datetime,
    *,
    expires_at: datetime | None = None,
) -> Delivery:
    news = News(
        user_id=person,
        event_id=event_id,
        category=NotificationCategory.COHORT,
        title_key=title_key,
        data=data,
        at=now,
        expires_at=expires_at,
    )
    return notify(db, news)

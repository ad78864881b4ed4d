"""Putting those who wait into cohorts. Safe to do twice, at once, and after dying half-way.

Somebody is first decided for a cohort, by one update that only one can make, and then let in. Who
dies in between leaves them on their way, and whoever comes next lets them in.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from pymongo.database import Database

from services.social_media.blocks.actions import apart_among
from services.social_media.cohorts import formation, rules, store, wish_store
from services.social_media.cohorts.models import (
    LASTS,
    MOST,
    Cohort,
    Founding,
    Seats,
    Wish,
    WishState,
)
from services.social_media.notifications.actions import notify
from services.social_media.notifications.models import News
from services.social_media.people.store import select_whereabouts
from services.social_media.rooms import actions as rooms
from services.social_media.rooms.models import RoomKind
from services.social_media.rooms.store import select_rooms
from services.social_media.sockets.fanout import Delivery
from shared.models.ids import UserId
from shared.models.notices import NotificationCategory
from shared.models.problem import Conflict

_NEWS = UUID("9d0f5f1c-8a6b-4f0e-b6d9-1c5f6d2e7b30")


def place_everybody(db: Database[Any], *, now: datetime) -> list[Delivery]:
    """Form cohorts of those who wait, and let in whoever is on their way."""
    deliveries = _let_in_all(db, now)
    waiting = wish_store.select_wishes(db, WishState.WAITING)
    if waiting:
        _decide(db, waiting, now)
        deliveries += _let_in_all(db, now)
    return deliveries


def _decide(db: Database[Any], waiting: Sequence[Wish], now: datetime) -> None:
    today = now.date()
    since = store.select_since(db, today - formation.JOIN_UNTIL)
    gatherings = select_rooms(db, [cohort.cohort_id for cohort in since])
    # One without a room came to nothing when somebody died; it is begun again.
    known = [cohort for cohort in since if cohort.cohort_id in gatherings]
    seats = [
        Seats(cohort.cohort_id, cohort.week, cohort.language, seated)
        for cohort in known
        if (seated := gatherings[cohort.cohort_id].people) and not cohort.is_closed
    ]
    people = [wish.user_id for wish in waiting]
    everybody = {*people, *(person for room in seats for person in room.people)}
    plan = formation.form(
        waiting,
        seats,
        taken={(cohort.week, cohort.language, cohort.number) for cohort in known},
        apart=apart_among(db, everybody),
        today=today,
        now=now,
    )
    for user_id, cohort_id in plan.joining:
        wish_store.update_placing(db, user_id, cohort_id)
    for founding in plan.founding:
        _found(db, founding)


def _found(db: Database[Any], founding: Founding) -> None:
    week, language, number = founding.week, founding.language, founding.number
    homes = select_whereabouts(db, founding.people).values()
    zone = rules.zone_for(home.time_zone for home in homes)
    store.upsert_cohort(db, week, language, number, time_zone=zone)
    for user_id in founding.people:
        wish_store.update_placing(db, user_id, rules.cohort_id(week, language, number))


def _let_in_all(db: Database[Any], now: datetime) -> list[Delivery]:
    return [
        delivery
        for wish in wish_store.select_wishes(db, WishState.PLACING)
        if wish.cohort_id is not None
        for delivery in _let_in(db, wish.user_id, wish.cohort_id, now)
    ]


def _let_in(db: Database[Any], user_id: UserId, cohort_id: UUID, now: datetime) -> list[Delivery]:
    cohort = store.select_cohort(db, cohort_id)
    if cohort is None:
        wish_store.update_waiting(db, user_id, cohort_id)
        return []
    name = rules.name_of(cohort.week, cohort.language, cohort.number)
    opened = rooms.open_room(db, cohort_id, RoomKind.COHORT, name, [], most=MOST, now=now)
    try:
        entered = rooms.enter(db, cohort_id, user_id, now=now)
    except Conflict:
        wish_store.update_waiting(db, user_id, cohort_id)
        return opened
    if not wish_store.update_placed(db, user_id, cohort_id):
        return [*opened, *entered]
    return [*opened, *entered, _welcome(db, cohort, name, user_id, now)]


def _welcome(
    db: Database[Any], cohort: Cohort, name: str, user_id: UserId, now: datetime
) -> Delivery:
    return notify(
        db,
        News(
            user_id=user_id,
            event_id=uuid5(_NEWS, f"welcome {cohort.cohort_id} {user_id}"),
            category=NotificationCategory.COHORT,
            title_key="cohort.welcome",
            data={"cohort_id": cohort.cohort_id, "name": name, "days": LASTS},
            at=now,
        ),
    )

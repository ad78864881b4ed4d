"""Wishing for a cohort, leaving it, moving to another, and facilitating one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pymongo.database import Database

from services.social_media.chat.models import RoomRole
from services.social_media.cohorts import rules, store, wish_store
from services.social_media.cohorts.models import (
    Cohort,
    CohortOut,
    PlaceOut,
    WishIn,
    WishState,
)
from services.social_media.people.actions import look_at_self
from services.social_media.people.store import select_quit_dates, select_whereabouts
from services.social_media.rooms import actions as rooms
from services.social_media.rooms.models import Gathering, RoomMember
from services.social_media.rooms.store import select_rooms
from services.social_media.sockets.fanout import Delivery
from services.social_media.topics.rules import shown as shown_topic
from services.social_media.topics.rules import topic_of_day
from shared.models.events import QuitPlanChanged
from shared.models.ids import UserId
from shared.models.problem import Conflict, Forbidden, NotFound

LANGUAGES = frozenset({"en", "vi"})


@dataclass(frozen=True, slots=True)
class Placed:
    place: PlaceOut
    deliveries: Sequence[Delivery]


def wish(db: Database[Any], me: UserId, wanted: WishIn, *, now: datetime) -> PlaceOut:
    """Wait for a cohort of those who quit when I do. Nobody is put into one unasked."""
    if look_at_self(db, me).person.handle is None:
        raise Conflict("Choose a handle first: the others see it.", code="no_handle")
    quit_at = select_quit_dates(db, [me]).get(me)
    if quit_at is None:
        raise Conflict("Set a quit date first: it says whom you are with.", code="no_quit_date")
    home = select_whereabouts(db, [me])[me]
    language = wanted.language or (home.locale if home.locale in LANGUAGES else "en")
    wish_store.upsert_wish(
        db, me, language=language, quit_week=rules.week_of(quit_at, home.time_zone), at=now
    )
    return place(db, me, now=now)


def replan(db: Database[Any], event: QuitPlanChanged) -> None:
    """Whoever waits and quits in another week waits for the others of that week."""
    user_id = UserId(event.user_id)
    quit_at = select_quit_dates(db, [user_id]).get(user_id)
    if quit_at is not None:
        home = select_whereabouts(db, [user_id])[user_id]
        wish_store.update_quit_week(db, user_id, rules.week_of(quit_at, home.time_zone))


def leave(db: Database[Any], me: UserId, *, now: datetime) -> list[Delivery]:
    """Be in no cohort and wait for none."""
    wished = wish_store.delete_wish(db, me)
    if wished is None:
        raise NotFound
    return _leave_room(db, me, wished.cohort_id, now) if wished.cohort_id else []


def leave_one(db: Database[Any], me: UserId, cohort_id: UUID, *, now: datetime) -> list[Delivery]:
    """Leave a cohort, one that is over too."""
    cohort_for(db, me, cohort_id)
    wished = wish_store.select_wish(db, me)
    if wished is not None and wished.cohort_id == cohort_id:
        wish_store.delete_wish(db, me)
    return _leave_room(db, me, cohort_id, now)


def move(db: Database[Any], me: UserId, *, now: datetime) -> Placed:
    """Leave a cohort and wait for another. Nobody has to say why."""
    wished = wish_store.select_wish(db, me)
    if wished is None or wished.cohort_id is None:
        raise NotFound
    if not wish_store.update_moving(db, me, wished.cohort_id, at=now):
        raise NotFound
    deliveries = _leave_room(db, me, wished.cohort_id, now)
    return Placed(place(db, me, now=now), deliveries)


def place(db: Database[Any], me: UserId, *, now: datetime) -> PlaceOut:
    """Where I stand."""
    wished = wish_store.select_wish(db, me)
    if wished is None:
        return PlaceOut(state="none", language=None, quit_week=None, cohort=None)
    cohort = None
    if wished.state is WishState.PLACED and wished.cohort_id is not None:
        cohort = next(iter(as_shown(db, me, _known(db, [wished.cohort_id]), now=now)), None)
    return PlaceOut(
        state="placed" if cohort else "waiting",
        language=wished.language,
        quit_week=wished.quit_week,
        cohort=cohort,
    )


def see(db: Database[Any], me: UserId, cohort_id: UUID, *, now: datetime) -> CohortOut:
    cohort_for(db, me, cohort_id)
    return as_shown(db, me, _known(db, [cohort_id]), now=now)[0]


def facilitate(
    db: Database[Any], me: UserId, cohort_id: UUID, *, is_coach: bool, now: datetime
) -> list[Delivery]:
    """Facilitate a cohort one is in; a coach may come in for it."""
    cohort, room = _cohort(db, cohort_id)
    if room.member(me) is None and not is_coach:
        raise NotFound
    if cohort.is_closed or rules.is_over(cohort, now):
        raise Conflict("This has ended; it can still be read.", code="read_only")
    return rooms.facilitate(db, cohort_id, me, now=now)


def step_down(db: Database[Any], me: UserId, cohort_id: UUID, *, now: datetime) -> list[Delivery]:
    """Facilitate no more: a member stays one, and a coach who came in for it goes."""
    _, room = cohort_for(db, me, cohort_id)
    member = room.member(me)
    if member is None or member.role is not RoomRole.FACILITATOR:
        raise NotFound
    wished = wish_store.select_wish(db, me)
    if wished is not None and wished.cohort_id == cohort_id:
        return rooms.give_role(db, cohort_id, me, RoomRole.MEMBER, now=now)
    return rooms.leave(db, cohort_id, me, now=now)


def remove(
    db: Database[Any], me: UserId, cohort_id: UUID, user_id: UserId, *, now: datetime
) -> list[Delivery]:
    """Let whoever facilitates ask somebody to go. They can wait for another cohort."""
    _, room = cohort_for(db, me, cohort_id)
    mine = room.member(me)
    if mine is None or mine.role is not RoomRole.FACILITATOR:
        raise Forbidden("Only whoever facilitates can do this.")
    if user_id == me or room.member(user_id) is None:
        raise NotFound
    wish_store.update_moving(db, user_id, cohort_id, at=now)
    return _leave_room(db, user_id, cohort_id, now)


def cohort_for(db: Database[Any], me: UserId, cohort_id: UUID) -> tuple[Cohort, Gathering]:
    """A cohort one is in; for others there is none."""
    cohort, room = _cohort(db, cohort_id)
    if room.member(me) is None:
        raise NotFound
    return cohort, room


def as_shown(
    db: Database[Any], me: UserId, cohorts: Sequence[Cohort], *, now: datetime
) -> list[CohortOut]:
    """Those of the cohorts I am in, as I see them."""
    gatherings = select_rooms(db, [cohort.cohort_id for cohort in cohorts])
    return [
        _shown(cohort, room, member, now)
        for cohort in cohorts
        if (room := gatherings.get(cohort.cohort_id)) and (member := room.member(me))
    ]


def _shown(cohort: Cohort, room: Gathering, member: RoomMember, now: datetime) -> CohortOut:
    topic = rules.topic_day(cohort, now)
    return CohortOut(
        cohort_id=cohort.cohort_id,
        name=room.name,
        language=cohort.language,
        starts_on=cohort.week,
        day=rules.day_of(cohort, now),
        topic=shown_topic(topic_of_day(topic)) if topic else None,
        member_count=len(room.members),
        role=member.role,
        on_board=member.user_id in cohort.board,
        is_read_only=room.is_read_only,
    )


def _cohort(db: Database[Any], cohort_id: UUID) -> tuple[Cohort, Gathering]:
    cohort = store.select_cohort(db, cohort_id)
    room = select_rooms(db, [cohort_id]).get(cohort_id)
    if cohort is None or room is None:
        raise NotFound
    return cohort, room


def _known(db: Database[Any], ids: Sequence[UUID]) -> list[Cohort]:
    return store.select_cohorts(db, ids, after=None, most=len(ids))


def _leave_room(
    db: Database[Any], user_id: UserId, cohort_id: UUID, now: datetime
) -> list[Delivery]:
    store.update_board(db, cohort_id, user_id, joins=False)
    try:
        return rooms.leave(db, cohort_id, user_id, now=now)
    except NotFound:  # They were still on their way in.
        return []

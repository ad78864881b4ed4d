"""A coach's hours, and the meetings that fit into them."""

from datetime import datetime, timedelta
from uuid import UUID

from services.user_cessation.availability import rules, store
from services.user_cessation.availability.models import (
    Availability,
    AvailabilityIn,
    Schedule,
    SlotsAsked,
    Span,
)
from shared.models.ids import UserId
from shared.models.problem import Conflict, NotFound, PreconditionFailed
from shared.postgres.pool import Connection

AROUND = timedelta(hours=4)
"""More than a buffer is long: what lies outside of this around a time cannot be in its way."""


def read_hours(conn: Connection, coach_id: UUID, *, asker_id: UserId) -> Availability:
    hours = store.select_availability(conn, coach_id, asker_id=asker_id)
    if hours is None:
        raise NotFound("Nobody by that id is coaching.")
    return hours


def change_hours(
    conn: Connection, coach_id: UserId, new: AvailabilityIn, *, version: int | None
) -> Availability:
    """Meetings that are booked stay as they are."""
    rules.check_hours(new)
    if not store.upsert_availability(conn, coach_id, new, version=version):
        raise PreconditionFailed
    return read_hours(conn, coach_id, asker_id=coach_id)


def find_slots(
    conn: Connection, coach_id: UUID, asker_id: UserId, query: SlotsAsked, *, now: datetime
) -> tuple[Availability, list[Span]]:
    """When somebody could meet a coach, on days of their own calendar."""
    hours = read_hours(conn, coach_id, asker_id=asker_id)
    first, until = rules.asked(query, hours.asker_zone)
    taken = store.select_taken(conn, coach_id, asker_id, first=first - AROUND, until=until + AROUND)
    schedule = rules.schedule_of(hours)
    return hours, rules.slots(schedule, taken, first=first, until=until, now=now)


def slot_at(
    conn: Connection, coach_id: UUID, member_id: UserId, starts_at: datetime, *, now: datetime
) -> tuple[Span, Schedule]:
    """The meeting that begins just then, if the two can meet."""
    schedule = rules.schedule_of(read_hours(conn, coach_id, asker_id=member_id))
    taken = store.select_taken(
        conn, coach_id, member_id, first=starts_at - AROUND, until=starts_at + AROUND
    )
    until = starts_at + timedelta(microseconds=1)
    for slot in rules.slots(schedule, taken, first=starts_at, until=until, now=now):
        return slot, schedule
    raise Conflict("This time is not free, or not any more.", code="slot_taken")


def next_slots(
    conn: Connection, coach_id: UUID, *, first: datetime, most: int, now: datetime
) -> list[Span]:
    """The next meetings a coach has to offer to anybody from a time on."""
    hours = store.select_availability(conn, coach_id, asker_id=UserId(coach_id))
    if hours is None:
        return []
    schedule = rules.schedule_of(hours)
    until = first + rules.MOST_DAYS * rules.DAY
    taken = store.select_taken(conn, coach_id, coach_id, first=first - AROUND, until=until + AROUND)
    return rules.slots(schedule, taken, first=first, until=until, now=now)[:most]

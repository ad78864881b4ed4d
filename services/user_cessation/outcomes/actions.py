"""Storing a reading once, and a coach looking at readings and vouching for them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.user_cessation.outcomes import coach_store, rules, store
from services.user_cessation.outcomes.models import Reading, ReadingIn
from services.user_cessation.paging import Place
from shared.models.ids import UserId, uuid7
from shared.models.problem import Conflict, Invalid, NotFound
from shared.postgres.pool import Connection


def record_reading(
    conn: Connection, user_id: UserId, new: ReadingIn, *, now: datetime
) -> tuple[Reading, bool]:
    """The reading as stored, and whether it is new."""
    first = store.select_reading(conn, user_id, new.client_id)
    if first is None:
        measured_at = rules.moment_of(new.measured_at, now)
        if new.photo_id and not store.is_own_photo(conn, user_id, new.photo_id):
            raise Invalid(
                errors=[{"field": "photo_id", "message": "must be a picture you uploaded for this"}]
            )
        mine = Reading(
            reading_id=uuid7(),
            client_id=new.client_id,
            ppm=new.ppm,
            measured_at=measured_at,
            recorded_at=now,
            photo_id=new.photo_id,
            verified_at=None,
        )
        if store.insert_reading(conn, user_id, mine):
            return mine, True
        first = store.select_reading(conn, user_id, new.client_id)
    if first is None:
        raise Conflict("This reading was erased meanwhile.")
    return first, False


def look_at_readings(
    conn: Connection,
    coach_id: UserId,
    member_id: UUID,
    *,
    after: Place,
    most: int,
    request_id: str,
) -> Sequence[Reading]:
    """Show a coach a member's readings, on the record; else it is as if nobody were there."""
    may_see = coach_store.insert_readings_read(
        conn, coach_id=coach_id, member_id=member_id, request_id=request_id
    )
    if not may_see:
        raise NotFound
    return store.select_readings(conn, member_id, after=after, most=most)


def vouch(
    conn: Connection,
    coach_id: UserId,
    member_id: UUID,
    reading_id: UUID,
    *,
    verified_at: datetime | None,
    request_id: str,
) -> Reading:
    """Vouch for a reading, or no longer: only a coach the member shares progress with now."""
    reading = coach_store.update_verified(
        conn,
        coach_id=coach_id,
        member_id=member_id,
        reading_id=reading_id,
        verified_at=verified_at,
        request_id=request_id,
    )
    if reading is None:
        raise NotFound
    return reading

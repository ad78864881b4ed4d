"""Checking in: once a day, and once however often the same check-in arrives."""

from datetime import datetime

from services.user_cessation.checkins import rules, store
from services.user_cessation.checkins.models import CheckIn, CheckInIn
from shared.models.events import CheckInRecorded
from shared.models.ids import UserId, uuid7
from shared.models.problem import Conflict
from shared.postgres.pool import Connection


def check_in(
    conn: Connection, user_id: UserId, new: CheckInIn, *, now: datetime, request_id: str
) -> tuple[CheckIn, bool]:
    """The check-in as stored, and whether it is new.

    Each statement may be its own transaction: the one that writes also announces, and the
    constraints decide between two that come at once.
    """
    situation = store.select_situation(conn, user_id, new.client_id)
    if situation is None:
        raise Conflict("Tell us where you live first.", code="no_profile")

    if not situation.is_repeated:
        mine = CheckIn(
            check_in_id=uuid7(),
            client_id=new.client_id,
            local_date=rules.day_of(new.local_date, situation.time_zone, now),
            smoke_free=new.smoke_free,
            mood=new.mood,
            craving=new.craving,
            note=new.note,
            recorded_at=now,
        )
        event = CheckInRecorded(
            occurred_at=now,
            request_id=request_id,
            user_id=user_id,
            coach_id=situation.coach_id,
            check_in_id=mine.check_in_id,
            local_date=mine.local_date,
            smoke_free=mine.smoke_free,
        )
        if store.insert_check_in(conn, user_id, mine, event):
            return mine, True

    first = store.select_check_in(conn, user_id, new.client_id)
    if first is None:
        raise Conflict("You already checked in for that day.", code="already_checked_in")
    return first, False

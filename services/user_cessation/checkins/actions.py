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

    Almost always one statement does it all: it looks the member up, writes and announces, and the
    constraints decide between two that come at once. Only what it would not write is looked into.
    """
    check_in_id = uuid7()
    event = CheckInRecorded(
        occurred_at=now,
        request_id=request_id,
        user_id=user_id,
        coach_id=None,  # this and the day are filled in where they are known
        check_in_id=check_in_id,
        local_date=new.local_date or now.date(),
        smoke_free=new.smoke_free,
    )
    attempt = store.insert_check_in(
        conn, user_id, check_in_id, new, event, now=now, look_back=rules.LOOK_BACK
    )
    if attempt is None:
        raise Conflict("Tell us where you live first.", code="no_profile")
    if attempt.local_date is not None:
        mine = CheckIn(
            check_in_id=check_in_id,
            client_id=new.client_id,
            local_date=attempt.local_date,
            smoke_free=new.smoke_free,
            mood=new.mood,
            craving=new.craving,
            note=new.note,
            recorded_at=now,
        )
        return mine, True

    first = store.select_check_in(conn, user_id, new.client_id)
    if first is None:
        rules.refuse_other_days(new.local_date, attempt.today)
        raise Conflict("You already checked in for that day.", code="already_checked_in")
    return first, False

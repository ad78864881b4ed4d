"""Who has a seat: the first who came. The others move up when one of those leaves.

Pure: no clock, no database, no web. Callers pass `now`.
"""

from datetime import datetime, timedelta

from services.user_cessation.group_sessions.models import GroupSession, GroupSessionOut
from shared.models.problem import Invalid

FURTHEST = timedelta(days=180)


def check_start(starts_at: datetime, now: datetime) -> None:
    if not now < starts_at <= now + FURTHEST:
        raise Invalid(
            errors=[{"field": "starts_at", "message": "must be within the next 180 days"}]
        )


def moves_up(position: int, people: int, seats: int) -> bool:
    """Whether somebody who waits gets a seat when who has this position leaves."""
    return position <= seats < people


def shown(session: GroupSession) -> GroupSessionOut:
    position = session.position
    waits = position is not None and position > session.seats
    return GroupSessionOut(
        session_id=session.session_id,
        coach_id=session.coach_id,
        coach_name=session.coach_name,
        title=session.title,
        language=session.language,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        seats=session.seats,
        seats_left=max(0, session.seats - session.people),
        waiting=max(0, session.people - session.seats),
        has_seat=position is not None and not waits,
        my_place_in_line=position - session.seats if position is not None and waits else None,
    )

"""What may become of a meeting, by whom, and when.

Pure: no clock, no database, no web. Callers pass `now`.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from services.user_cessation.appointments.models import (
    Appointment,
    Move,
    Party,
    Standing,
    Status,
)
from shared.models.problem import Conflict, Forbidden

BY_COACH = frozenset({Party.COACH})
BY_EITHER = frozenset(Party)

LIFE: Mapping[Status, Mapping[Move, frozenset[Party]]] = {
    Status.REQUESTED: {
        Move.CONFIRM: BY_COACH,
        Move.CANCEL: BY_EITHER,
        Move.RESCHEDULE: BY_EITHER,
    },
    Status.CONFIRMED: {
        Move.START: BY_COACH,
        Move.CANCEL: BY_EITHER,
        Move.RESCHEDULE: BY_EITHER,
        Move.NO_SHOW: BY_COACH,
    },
    Status.IN_PROGRESS: {Move.COMPLETE: BY_COACH},
    Status.COMPLETED: {},
    Status.CANCELLED_BY_MEMBER: {},
    Status.CANCELLED_BY_COACH: {},
    Status.NO_SHOW: {},
    Status.RESCHEDULED: {},
}
"""What may be done with a meeting, and by whom. What is not here cannot happen."""

LEADS_TO: Mapping[Move, Status] = {
    Move.CONFIRM: Status.CONFIRMED,
    Move.START: Status.IN_PROGRESS,
    Move.COMPLETE: Status.COMPLETED,
    Move.NO_SHOW: Status.NO_SHOW,
    Move.RESCHEDULE: Status.RESCHEDULED,
}

OPEN = frozenset({Status.REQUESTED, Status.CONFIRMED, Status.IN_PROGRESS})
"""Those that take somebody's time."""

EARLY_START = timedelta(minutes=15)
WAITED = timedelta(minutes=10)
"""How long a coach waits before they may say that nobody came."""

LATE = timedelta(hours=24)
"""A member who calls off nearer to the start has used their free meeting; it costs nothing else."""


def after(meeting: Appointment, move: Move, party: Party, now: datetime) -> Status:
    """The status a move leads to; a problem if it cannot be made, by them, or now."""
    movers = LIFE[meeting.status].get(move)
    if movers is None:
        raise Conflict(
            f"A meeting that is {meeting.status.replace('_', ' ')} cannot take this step.",
            code="not_possible_now",
        )
    if party not in movers:
        raise Forbidden("This step is the coach's.")
    _check_time(meeting, move, now)
    if move is Move.CANCEL:
        by_member = party is Party.MEMBER
        return Status.CANCELLED_BY_MEMBER if by_member else Status.CANCELLED_BY_COACH
    return LEADS_TO[move]


def is_late(meeting: Appointment, status: Status, now: datetime) -> bool:
    """Whether a coach who counted on it is left with an empty hour."""
    return (
        status is Status.CANCELLED_BY_MEMBER
        and meeting.status == Status.CONFIRMED
        and now > meeting.starts_at - LATE
    )


def check_booking(standing: Standing) -> bool:
    """Whether the meeting would be the free one; a problem where it cannot be booked.

    Human time is what plans sell. The first meeting is free, so that nobody buys unseen.
    """
    if standing.coach_id is None:
        raise Conflict("Choose a coach first.", code="no_coach")
    if not standing.has_used_free:
        return True
    if not standing.has_plan:
        raise Forbidden("Meetings after the first are part of a coaching plan.", code="plan_needed")
    return False


def _check_time(meeting: Appointment, move: Move, now: datetime) -> None:
    if move is Move.START and now < meeting.starts_at - EARLY_START:
        raise Conflict("It is too early for that.", code="too_early")
    if move is Move.NO_SHOW and now < meeting.starts_at + WAITED:
        raise Conflict("Wait ten minutes for them.", code="too_early")
    if (
        move in {Move.CANCEL, Move.RESCHEDULE}
        and meeting.status == Status.CONFIRMED
        and now >= meeting.starts_at
    ):
        raise Conflict("Its time has come already.", code="too_late")

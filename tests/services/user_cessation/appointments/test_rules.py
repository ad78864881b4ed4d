"""What may become of a meeting: every step from every status, by both."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from services.user_cessation.appointments import rules
from services.user_cessation.appointments.models import (
    Appointment,
    Kind,
    Move,
    Party,
    Standing,
    Status,
)
from shared.models.problem import Conflict, Forbidden

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
SOMEBODY = UUID(int=1)
MEETING = Appointment(
    appointment_id=SOMEBODY,
    member_id=SOMEBODY,
    member_name="Mai",
    coach_id=UUID(int=2),
    coach_name="Linh",
    client_id=SOMEBODY,
    kind=Kind.PRE_QUIT,
    starts_at=NOON,
    ends_at=NOON + timedelta(minutes=30),
    status=Status.REQUESTED,
    is_free=True,
    is_late=False,
    reason=None,
    changed_by=SOMEBODY,
    changed_at=NOON,
    replaces=None,
    version=1,
)

COACH_MAY = {
    ("requested", "confirm"): "confirmed",
    ("requested", "cancel"): "cancelled_by_coach",
    ("requested", "reschedule"): "rescheduled",
    ("confirmed", "start"): "in_progress",
    ("confirmed", "cancel"): "cancelled_by_coach",
    ("confirmed", "reschedule"): "rescheduled",
    ("confirmed", "no_show"): "no_show",
    ("in_progress", "complete"): "completed",
}
MEMBER_MAY = {
    ("requested", "cancel"): "cancelled_by_member",
    ("requested", "reschedule"): "rescheduled",
    ("confirmed", "cancel"): "cancelled_by_member",
    ("confirmed", "reschedule"): "rescheduled",
}


def when(move):
    """A time at which the clock is no obstacle to a step."""
    return NOON + timedelta(hours=1 if move is Move.NO_SHOW else -0.1)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize(("party", "may"), [(Party.COACH, COACH_MAY), (Party.MEMBER, MEMBER_MAY)])
def test_every_step_from_every_status(status, move, party, may):
    meeting = replace(MEETING, status=status)
    allowed = may.get((status, move))

    try:
        reached = rules.after(meeting, move, party, when(move))
    except Conflict:
        reached = None
        assert (status, move) not in COACH_MAY
    except Forbidden:
        reached = None
        assert (status, move) in COACH_MAY

    assert reached == allowed


@pytest.mark.parametrize(
    ("status", "move", "minutes", "code"),
    [
        ("confirmed", Move.START, -16, "too_early"),
        ("confirmed", Move.START, -15, None),
        ("confirmed", Move.NO_SHOW, 9, "too_early"),
        ("confirmed", Move.NO_SHOW, 10, None),
        ("confirmed", Move.CANCEL, -1, None),
        ("confirmed", Move.CANCEL, 0, "too_late"),
        ("confirmed", Move.RESCHEDULE, 0, "too_late"),
        ("requested", Move.CANCEL, 60, None),
    ],
)
def test_steps_have_their_time(status, move, minutes, code):
    meeting = replace(MEETING, status=Status(status))
    now = NOON + timedelta(minutes=minutes)

    if code is None:
        assert rules.after(meeting, move, Party.COACH, now)
    else:
        with pytest.raises(Conflict) as refused:
            rules.after(meeting, move, Party.COACH, now)
        assert refused.value.code == code


@pytest.mark.parametrize(
    ("status", "reached", "before", "late"),
    [
        ("confirmed", Status.CANCELLED_BY_MEMBER, timedelta(hours=24), False),
        ("confirmed", Status.CANCELLED_BY_MEMBER, timedelta(hours=23, minutes=59), True),
        ("confirmed", Status.CANCELLED_BY_COACH, timedelta(hours=1), False),
        ("requested", Status.CANCELLED_BY_MEMBER, timedelta(hours=1), False),
    ],
)
def test_what_leaves_an_empty_hour(status, reached, before, late):
    meeting = replace(MEETING, status=Status(status))

    assert rules.is_late(meeting, reached, NOON - before) is late


def test_the_first_meeting_is_free_and_the_others_are_part_of_a_plan():
    coach = UUID(int=2)

    assert rules.check_booking(Standing(coach, has_used_free=False, has_plan=False)) is True
    assert rules.check_booking(Standing(coach, has_used_free=True, has_plan=True)) is False
    with pytest.raises(Forbidden) as refused:
        rules.check_booking(Standing(coach, has_used_free=True, has_plan=False))
    assert refused.value.code == "plan_needed"
    with pytest.raises(Conflict):
        rules.check_booking(Standing(None, has_used_free=False, has_plan=True))

"""Coaching ties follow the events, whatever order those come in."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from uuid import uuid4

import pytest

from services.social_media.contacts import actions
from services.social_media.people.actions import may_talk
from shared.auth.roles import Role
from shared.models.events import CoachAssigned, CoachUnassigned
from shared.models.ids import UserId

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def tell(db):
    def react(event):
        if isinstance(event, CoachAssigned):
            actions.begin_coaching(db, event)
        else:
            actions.end_coaching(db, event)

    return react


@pytest.mark.parametrize(
    ("kinds", "together"),
    [
        pytest.param((CoachAssigned, CoachUnassigned), False, id="assigned, unassigned"),
        pytest.param(
            (CoachAssigned, CoachUnassigned, CoachAssigned), True, id="and assigned again"
        ),
    ],
)
def test_any_order_of_events_leads_to_the_same_tie(db, tell, kinds, together):
    for order in permutations(range(len(kinds))):
        member, coach = UserId(uuid4()), UserId(uuid4())
        events = [
            kind(
                member_id=member,
                coach_id=coach,
                occurred_at=NOON + timedelta(microseconds=moment),
            )
            for moment, kind in enumerate(kinds)
        ]
        for position in order:
            tell(events[position])

        assert may_talk(db, member, coach) is together, order


def test_a_redelivered_assignment_is_pushed_again_but_stored_once(db, make_person):
    member, coach = make_person("Minh"), make_person("Coach Hoa", Role.COACH)
    event = CoachAssigned(member_id=member.user_id, coach_id=coach.user_id)

    first = actions.begin_coaching(db, event)
    second = actions.begin_coaching(db, event)

    assert first == second
    assert len(first) == 2
    assert db.notifications.count_documents({"event_id": event.event_id}) == 2


def test_an_assignment_that_is_over_already_is_not_announced(db, make_person):
    member, coach = make_person(), make_person(role=Role.COACH)
    pair = {"member_id": member.user_id, "coach_id": coach.user_id}
    actions.end_coaching(db, CoachUnassigned(**pair, occurred_at=NOON + timedelta(minutes=1)))

    deliveries = actions.begin_coaching(db, CoachAssigned(**pair, occurred_at=NOON))

    assert deliveries == []
    assert db.notifications.count_documents({"user_id": member.user_id}) == 0


def test_coaches_may_coach_each_other(db, make_person):
    one, other = make_person(role=Role.COACH).user_id, make_person(role=Role.COACH).user_id
    actions.begin_coaching(db, CoachAssigned(member_id=one, coach_id=other))
    actions.begin_coaching(db, CoachAssigned(member_id=other, coach_id=one))

    actions.end_coaching(db, CoachUnassigned(member_id=other, coach_id=one))

    assert may_talk(db, one, other)

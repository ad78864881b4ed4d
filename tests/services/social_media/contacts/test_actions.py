"""Coaching ties follow the events, whatever order those come in."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from uuid import uuid4

import pytest

from services.social_media.blocks import actions as blocks
from services.social_media.contacts import actions
from services.social_media.people.actions import may_talk
from shared.auth.roles import Role
from shared.models.events import CoachAssigned, CoachUnassigned, StandInAsked
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


@pytest.fixture
def stand_in(db, make_person):
    """A member who waits, another coach, and asking that coach to stand in."""
    member, coach = make_person("Minh"), make_person("Coach Sofia", Role.COACH)
    event = StandInAsked(member_id=member.user_id, coach_id=coach.user_id, occurred_at=NOON)

    def told(person):
        found = db.notifications.find({"user_id": person.user_id}).sort("_id", 1)
        return [each["title_key"] for each in found]

    return member, coach, lambda: actions.let_stand_in(db, event), told


def test_who_stands_in_can_talk_with_whoever_waits_and_both_hear_of_it_once(db, stand_in):
    member, coach, ask, told = stand_in

    for _ in range(2):
        ask()

    assert may_talk(db, member.user_id, coach.user_id)
    assert (told(member), told(coach)) == (["coach.stand_in"], ["reply.stand_in"])
    assert not actions.are_in_coaching(db, member.user_id, coach.user_id)
    actions.end(db, member.user_id, coach.user_id, now=NOON)
    assert not may_talk(db, member.user_id, coach.user_id)


@pytest.mark.parametrize("why", ["I blocked", "they blocked", "I muted", "they muted", "parted"])
def test_whom_a_member_keeps_away_does_not_stand_in(db, stand_in, why):
    member, coach, ask, told = stand_in
    by_me = (member.user_id, coach.user_id)
    pair = by_me if why.startswith("I ") else by_me[::-1]
    if why == "parted":
        ask()
        actions.end(db, *by_me, now=NOON)
        db.notifications.delete_many({"user_id": {"$in": list(by_me)}})
    else:
        (blocks.block if "blocked" in why else blocks.mute)(db, *pair, now=NOON)

    ask()

    assert not may_talk(db, *by_me)
    assert (told(member), told(coach)) == (["coach.offer_another"], [])


def test_who_asked_for_a_contact_before_is_answered(db, stand_in):
    member, coach, ask, _ = stand_in
    actions.ask(db, member.user_id, coach.user_id, now=NOON)

    ask()

    assert may_talk(db, member.user_id, coach.user_id)

"""A coach who lets a member wait longer than promised is told, once for each wait."""

import json
import uuid
from datetime import UTC, datetime, timedelta

import pytest

from services.social_media.chat import message_store, oversight, rules, store
from services.social_media.chat.models import Message
from services.social_media.consumer import reacting
from shared.auth.roles import Role
from shared.models.events import ClockTicked, CoachAssigned, CoachUnassigned
from shared.models.ids import uuid7

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(hours=24)


@pytest.fixture
def handle(db):
    return reacting(db, lambda _: None)


@pytest.fixture
def coaching(make_person, handle, db):
    """A member whose coach promises to answer within a day, and their conversation."""
    member, coach = make_person("Minh"), make_person("Coach Hoa", Role.COACH)
    handle(
        CoachAssigned(
            member_id=member.user_id,
            coach_id=coach.user_id,
            reply_within_hours=24,
            occurred_at=NINE - DAY,
        )
    )
    conversation = rules.direct_id(member.user_id, coach.user_id)
    store.upsert_direct(db, conversation, (member.user_id, coach.user_id), now=NINE)
    return member, coach, conversation


@pytest.fixture
def say_at(db):
    """Something said at a time, stored on the terms it would have been."""

    def say(person, conversation, at):
        room = store.select_room(db, conversation)
        seq = message_store.select_last_seqs(db, [conversation])[conversation] + 1
        message = Message(
            uuid7(), conversation, seq, person.user_id, uuid.uuid4(), f"said {at}", at
        )
        assert (
            message_store.insert_messages(db, [message], [rules.terms(room, person.user_id, at)])
            == {}
        )
        return message

    return say


@pytest.fixture
def tick(handle):
    return lambda at: handle(ClockTicked(slot=at))


@pytest.fixture
def announced(db):
    """What waits to be announced about a conversation."""

    def waiting(conversation):
        return [
            json.loads(event["payload"])
            for document in db.messages.find({"conversation": conversation}).sort("seq", 1)
            for event in document.get("unsent", ())
        ]

    return waiting


def test_a_wait_that_is_too_long_is_announced_once(coaching, say_at, tick, announced):
    member, coach, conversation = coaching
    say_at(member, conversation, NINE)

    tick(NINE + DAY - timedelta(minutes=1))
    early = announced(conversation)
    for minute in range(3):
        tick(NINE + DAY + timedelta(minutes=minute))

    assert early == []
    (overdue,) = announced(conversation)
    assert overdue["type"] == "reply.overdue.v1"
    assert overdue["conversation_id"] == str(conversation)
    assert overdue["member_id"] == str(member.user_id)
    assert overdue["coach_id"] == str(coach.user_id)
    assert datetime.fromisoformat(overdue["waiting_since"]) == NINE


def test_more_messages_in_one_wait_are_not_announced_again(coaching, say_at, tick, announced):
    member, _, conversation = coaching
    for hours in (0, 1, 5):
        say_at(member, conversation, NINE + timedelta(hours=hours))

    for hours in range(24, 36):
        tick(NINE + timedelta(hours=hours))

    assert len(announced(conversation)) == 1


def test_an_answer_in_time_ends_the_wait(coaching, say_at, tick, announced):
    member, coach, conversation = coaching
    say_at(member, conversation, NINE)
    say_at(coach, conversation, NINE + timedelta(hours=2))

    tick(NINE + 2 * DAY)

    assert announced(conversation) == []


def test_the_next_wait_is_announced_again(coaching, say_at, tick, announced):
    member, coach, conversation = coaching
    say_at(member, conversation, NINE)
    tick(NINE + DAY)
    say_at(coach, conversation, NINE + DAY + timedelta(hours=1))
    again = say_at(member, conversation, NINE + 2 * DAY)

    tick(NINE + 3 * DAY)

    assert [datetime.fromisoformat(e["waiting_since"]) for e in announced(conversation)] == [
        NINE,
        again.at,
    ]


def test_a_platform_that_was_away_announces_what_became_due_meanwhile(
    coaching, say_at, tick, announced
):
    member, _, conversation = coaching
    say_at(member, conversation, NINE)

    tick(NINE + 5 * DAY)

    assert len(announced(conversation)) == 1


def test_nobody_waits_for_a_coach_who_is_theirs_no_more(coaching, say_at, tick, announced, handle):
    member, coach, conversation = coaching
    say_at(member, conversation, NINE)
    handle(
        CoachUnassigned(
            member_id=member.user_id, coach_id=coach.user_id, occurred_at=NINE + timedelta(hours=1)
        )
    )

    tick(NINE + DAY)

    assert announced(conversation) == []


def test_an_older_promise_changes_nothing(coaching, handle, db):
    member, coach, conversation = coaching

    handle(
        CoachAssigned(
            member_id=member.user_id,
            coach_id=coach.user_id,
            reply_within_hours=1,
            occurred_at=NINE - 2 * DAY,
        )
    )

    assert store.select_room(db, conversation).promise.hours == 24


def test_a_message_that_was_taken_back_wants_no_answer(coaching, come_in, say, tick, announced, db):
    member, _, conversation = coaching
    socket = come_in(member)
    say(socket, conversation, "Are you there?")
    socket.until("message.ack")
    (stored,) = db.messages.find({"conversation": conversation})

    socket.send("message.delete", conversation=conversation, seq=1)
    socket.until("message.changed")
    tick(stored["reply_by"])

    assert stored["reply_by"] - stored["at"] <= DAY
    assert announced(conversation) == []


def test_what_waits_on_one_minute_for_many_is_all_looked_at(
    make_person, handle, db, say_at, tick, announced, monkeypatch
):
    monkeypatch.setattr("services.social_media.chat.replies.MOST_AT_ONCE", 2)
    conversations = []
    coach = make_person("Coach Hoa", Role.COACH)
    for number in range(5):
        member = make_person(f"Member {number}")
        handle(
            CoachAssigned(member_id=member.user_id, coach_id=coach.user_id, reply_within_hours=24)
        )
        conversation = rules.direct_id(member.user_id, coach.user_id)
        store.upsert_direct(db, conversation, (member.user_id, coach.user_id), now=NINE)
        say_at(member, conversation, NINE)
        conversations.append(conversation)

    tick(NINE + DAY)

    assert [len(announced(conversation)) for conversation in conversations] == [1] * 5


HOUR = timedelta(hours=1)


@pytest.fixture
def out_of_sight(db, coaching, say_at):
    """What the member asked at nine, which a moderator hides an hour later and shows at that."""
    member, _, conversation = coaching

    def hide(*, until):
        asked = say_at(member, conversation, NINE)
        oversight.hide(db, asked.message_id, NINE + HOUR)
        oversight.release(db, asked.message_id, until)
        return asked

    return hide


def test_what_comes_back_into_sight_waits_again_for_as_long_as_was_left(
    coaching, out_of_sight, tick, announced
):
    conversation = coaching[2]
    back = NINE + 5 * DAY
    out_of_sight(until=back)

    tick(back + DAY - HOUR - timedelta(minutes=1))
    early = announced(conversation)
    for minute in range(2):
        tick(back + DAY - HOUR + timedelta(minutes=minute))

    assert early == []
    assert [e["type"] for e in announced(conversation)] == ["reply.overdue.v1"]


def test_what_was_answered_meanwhile_waits_for_nothing_when_it_comes_back(
    coaching, out_of_sight, say_at, tick, announced
):
    _, coach, conversation = coaching
    out_of_sight(until=NINE + DAY)
    say_at(coach, conversation, NINE + DAY)

    tick(NINE + 9 * DAY)

    assert announced(conversation) == []


def test_a_wait_that_was_announced_does_not_begin_again(db, coaching, say_at, tick, announced):
    member, _, conversation = coaching
    asked = say_at(member, conversation, NINE)
    tick(NINE + DAY)
    oversight.hide(db, asked.message_id, NINE + 2 * DAY)
    oversight.release(db, asked.message_id, NINE + 3 * DAY)

    tick(NINE + 9 * DAY)

    assert len(announced(conversation)) == 1
    assert "reply_by" not in db.messages.find_one({"_id": asked.message_id})

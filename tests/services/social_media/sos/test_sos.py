"""Domain D, SOS in one tap: "message my group / coach", and nobody else."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
import urllib3

from services.social_media.blocks import actions as blocks
from services.social_media.buddies import store as buddies
from services.social_media.chat.models import RoomRole
from services.social_media.cohorts import store as cohorts
from services.social_media.cohorts.rules import cohort_id
from services.social_media.contacts import actions as contacts
from services.social_media.moderation.models import Reason
from services.social_media.people import actions as people
from services.social_media.people.models import TieState
from services.social_media.rooms import actions as rooms
from services.social_media.rooms.models import RoomKind, RoomMember
from services.social_media.sanctions import actions as sanctions
from services.social_media.sos.actions import PASSES_WITHIN, WORDS
from shared.auth.roles import Role
from shared.models.events import AccountLocaleChanged, CoachAssigned

MUTED, OUTSIDE = 1, 3
"""Rungs of the ladder: a day without writing, a week outside."""


@pytest.fixture
def me(make_person, make_handle):
    return make_person("Linh", handle=make_handle("linh"))


@pytest.fixture
def make_buddy(db, me, make_person):
    def make(state=TieState.ACCEPTED):
        other = make_person("Minh")
        now = datetime.now(UTC)
        buddies.upsert_request(db, me.user_id, other.user_id, state, by=me.user_id, at=now)
        return other

    return make


@pytest.fixture
def make_cohort(db, me, make_person, make_handle):
    """A cohort of mine, of its own week, with two others."""

    def make(*, closed=False):
        now, number = datetime.now(UTC), uuid.uuid4().int % 1_000_000
        where = cohort_id(date(2026, 3, 2), "en", number)
        others = [make_person("Other", handle=make_handle("other")) for _ in range(2)]
        members = [RoomMember(each.user_id, RoomRole.MEMBER, now) for each in (me, *others)]
        cohorts.upsert_cohort(db, date(2026, 3, 2), "en", number, time_zone="UTC")
        rooms.open_room(db, where, RoomKind.COHORT, "Early March", members, most=20, now=now)
        if closed:
            cohorts.update_closed(db, where)
        return where, others

    return make


@pytest.fixture
def coach(db, me, make_person):
    somebody = make_person("Hoa", Role.COACH)
    event = CoachAssigned(member_id=me.user_id, coach_id=somebody.user_id)
    contacts.begin_coaching(db, event)
    return somebody


@pytest.fixture
def circle(api, me):
    return lambda: api(me, "GET", "/sos/circle").json["items"]


@pytest.fixture
def ask(server, make_token):
    """Call somebody on the running server; the reply, whatever it is."""

    def send(person, conversation, **changes):
        body = {"client_id": str(uuid.uuid4()), "conversation_id": str(conversation), **changes}
        return urllib3.request(
            "POST",
            f"http://127.0.0.1:{server.port}/api/v1/sos/calls",
            json=body,
            headers={"Authorization": f"Bearer {make_token(person.user_id)}"},
            timeout=20,
        )

    return send


@pytest.fixture
def told(api):
    """The keys of what somebody was told."""
    return lambda person: [
        item["title_key"] for item in api(person, "GET", "/notifications").json["items"]
    ]


def test_the_circle_is_the_cohort_the_buddies_and_the_coach(make_cohort, make_buddy, coach, circle):
    cohort, _ = make_cohort()
    buddy = make_buddy()

    found = circle()

    assert [place["kind"] for place in found] == ["cohort", "buddy", "coach"]
    assert (found[0]["conversation_id"], found[0]["name"]) == (str(cohort), "Early March")
    assert [place["person"]["user_id"] for place in found[1:]] == [
        str(buddy.user_id),
        str(coach.user_id),
    ]


def test_who_asked_and_what_ended_and_whom_one_blocks_is_not_in_it(
    db, me, make_cohort, make_buddy, circle
):
    make_cohort(closed=True)
    make_buddy(TieState.REQUESTED)
    make_buddy(TieState.ENDED)
    blocked = make_buddy()
    blocks.block(db, me.user_id, blocked.user_id, now=datetime.now(UTC))

    assert circle() == []


def test_the_circle_is_of_whoever_asks(api, me, make_cohort, make_buddy):
    _, [other, _] = make_cohort()
    buddy = make_buddy()

    assert [place["kind"] for place in api(other, "GET", "/sos/circle").json["items"]] == ["cohort"]
    [mine] = api(buddy, "GET", "/sos/circle").json["items"]
    assert mine["person"]["user_id"] == str(me.user_id)


def test_a_buddy_hears_it_at_once_and_is_told_of_it(me, make_buddy, circle, ask, come_in, told):
    buddy = make_buddy()
    socket = come_in(buddy)
    [place] = circle()

    reply = ask(me, place["conversation_id"])

    assert reply.status == 201, reply.data
    heard = socket.until("message.new")
    assert (heard["text"], heard["sender"]) == (WORDS.en, str(me.user_id))
    assert reply.json() == {
        "conversation_id": place["conversation_id"],
        "message_id": heard["id"],
        "seq": 1,
        "at": heard["at"],
    }
    assert told(buddy) == ["sos.asked"]


def test_nobody_is_told_of_an_urge_that_is_over(db, me, make_buddy, circle, ask):
    """Of what others in a cohort need a push comes by default; here there is no device."""
    buddy = make_buddy()

    ask(me, circle()[0]["conversation_id"])

    [parcel] = db.parcels.find({"user_id": buddy.user_id})
    [item] = parcel["items"]
    assert (item["title_key"], item["category"]) == ("sos.asked", "cohort")
    assert timedelta() < item["expires_at"] - parcel["at"] <= PASSES_WITHIN


def test_everybody_in_the_cohort_hears_it(me, make_cohort, ask, come_in, told):
    cohort, others = make_cohort()
    sockets = [come_in(other) for other in others]

    reply = ask(me, cohort, text="It is bad today.")

    assert reply.status == 201, reply.data
    heard = [socket.until("message.new") for socket in sockets]
    assert {message["text"] for message in heard} == {"It is bad today."}
    assert [told(other) for other in others] == [[], []]


def test_sent_again_it_is_the_same_message_and_the_same_word(
    db, me, make_buddy, circle, ask, at_once, told
):
    buddy, client_id = make_buddy(), str(uuid.uuid4())
    where = circle()[0]["conversation_id"]

    replies = at_once([lambda: ask(me, where, client_id=client_id)] * 4)
    replies.append(ask(me, where, client_id=client_id))

    assert {reply.status for reply in replies} == {201}
    assert len({reply.json()["message_id"] for reply in replies}) == 1
    assert db.messages.count_documents({"conversation": uuid.UUID(where)}) == 1
    assert told(buddy) == ["sos.asked"]


def test_the_words_of_the_house_are_in_their_language(db, me, make_buddy, circle, ask):
    make_buddy()
    where = circle()[0]["conversation_id"]
    people.learn(db, AccountLocaleChanged(user_id=me.user_id, locale="vi"))

    ask(me, where)

    assert db.messages.find_one({"conversation": uuid.UUID(where)})["text"] == WORDS.vi


@pytest.mark.parametrize("text", ["", "x" * 501, "\x00", 7])
def test_words_that_are_none_are_refused(me, make_buddy, circle, ask, text):
    make_buddy()

    assert ask(me, circle()[0]["conversation_id"], text=text).status == 422


def test_nobody_else_can_be_called(db, me, make_person, make_buddy, make_cohort, circle, ask):
    stranger = make_person("Stranger")
    cohort, _ = make_cohort()
    buddy = make_buddy()
    _, where = [place["conversation_id"] for place in circle()]
    blocks.block(db, buddy.user_id, me.user_id, now=datetime.now(UTC))

    replies = [ask(me, uuid.uuid4()), ask(stranger, cohort), ask(stranger, where), ask(me, where)]

    assert [reply.status for reply in replies] == [404] * 4
    assert db.messages.count_documents({"sender": {"$in": [stranger.user_id, me.user_id]}}) == 0


def test_who_muted_somebody_is_not_told(db, me, make_buddy, circle, ask, told):
    buddy = make_buddy()
    blocks.mute(db, buddy.user_id, me.user_id, now=datetime.now(UTC))

    assert ask(me, circle()[0]["conversation_id"]).status == 201
    assert told(buddy) == []


@pytest.mark.parametrize("rung", [MUTED, OUTSIDE])
def test_who_may_not_write_here_calls_nobody_here(db, me, make_buddy, circle, ask, told, rung):
    buddy = make_buddy()
    where = circle()[0]["conversation_id"]
    sanctions.impose(
        db,
        me.user_id,
        rung,
        Reason.HATE,
        case_id=uuid.uuid4(),
        by=buddy.user_id,
        now=datetime.now(UTC),
    )

    assert ask(me, where).status in (403, 422)
    assert told(buddy) == []


def test_nobody_signed_in_has_a_circle(api):
    assert api(None, "GET", "/sos/circle").status_code == 401
    assert api(None, "POST", "/sos/calls", {}).status_code == 401

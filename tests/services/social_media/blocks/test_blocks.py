"""A block ends whatever there was and stands in every way; a mute is noticed by nobody."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from services.social_media.blocks import actions
from services.social_media.chat.membership import set_members
from services.social_media.chat.models import ConversationKind, RoomRole
from services.social_media.contacts import actions as contacts
from services.social_media.people import actions as people
from services.social_media.sockets.fanout import Delivery, user_topic
from shared.auth.roles import Role
from shared.models.events import CoachAssigned
from shared.models.problem import Conflict

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def block(api):
    return lambda by, whom: api(by, "PUT", f"/blocks/{whom.user_id}")


def test_a_block_is_listed_for_whoever_made_it(api, make_person, make_handle, block):
    me, other = make_person(), make_person("Real", handle=make_handle("other"))

    first, again = block(me, other), block(me, other)

    assert (first.status_code, again.status_code) == (204, 204)
    [item] = api(me, "GET", "/blocks").json["items"]
    assert (item["person"]["handle"], item["person"]["display_name"]) == (other.handle, None)
    assert api(other, "GET", "/blocks").json["items"] == []


@pytest.mark.parametrize("by_me", [True, False], ids=["I blocked", "they blocked"])
def test_a_block_hides_both_from_each_other(api, db, make_person, make_handle, block, by_me):
    me, other = (make_person(handle=make_handle("b")) for _ in range(2))
    block(*((me, other) if by_me else (other, me)))

    assert actions.are_blocked(db, me.user_id, other.user_id)
    assert actions.hidden_from(db, me.user_id) == {other.user_id}
    assert actions.hidden_from(db, other.user_id) == {me.user_id}
    for viewer, seen in ((me, other), (other, me)):
        assert api(viewer, "GET", f"/people/{seen.user_id}").status_code == 404
        assert api(viewer, "GET", f"/people?handle={seen.handle}").json["items"] == []
        assert api(viewer, "POST", "/contacts", {"user_id": str(seen.user_id)}).status_code == 404


def test_a_block_ends_contact_buddies_and_what_was_told(api, db, make_person, befriend, block):
    me, other = make_person("Me"), make_person("Other")
    api(other, "POST", "/contacts", {"user_id": str(me.user_id)})
    api(me, "PUT", f"/contacts/{other.user_id}")
    api(me, "POST", "/buddies", {"user_id": str(other.user_id)})
    api(other, "PUT", f"/buddies/{me.user_id}")
    told = [len(api(who, "GET", "/notifications").json["items"]) for who in (me, other)]

    block(me, other)

    assert all(told)
    for who in (me, other):
        for path in ("/contacts", "/buddies", "/notifications"):
            assert api(who, "GET", path).json["items"] == [], path
    assert not people.may_talk(db, me.user_id, other.user_id)


def test_a_block_stops_talk_even_if_a_contact_slipped_in(db, make_person, befriend):
    me, other = make_person(), make_person()
    actions.block(db, me.user_id, other.user_id, now=NOW)

    befriend(me, other)

    assert not people.may_talk(db, me.user_id, other.user_id)


def test_undoing_a_block_leaves_the_other_sides_block(api, db, make_person, block):
    me, other = make_person(), make_person()
    block(me, other)
    block(other, me)

    api(me, "DELETE", f"/blocks/{other.user_id}")
    still = actions.are_blocked(db, me.user_id, other.user_id)
    api(other, "DELETE", f"/blocks/{me.user_id}")

    assert still
    assert not actions.are_blocked(db, me.user_id, other.user_id)


def test_a_block_that_is_undone_brings_nothing_back(api, make_person, befriend, block):
    me, other = make_person(), make_person()
    befriend(me, other)
    block(me, other)

    api(me, "DELETE", f"/blocks/{other.user_id}")

    assert api(me, "GET", "/contacts").json["items"] == []


def test_a_coach_is_changed_before_they_are_blocked(api, db, make_person, block):
    member, coach = make_person(), make_person(role=Role.COACH)
    contacts.begin_coaching(db, CoachAssigned(member_id=member.user_id, coach_id=coach.user_id))

    reply = block(member, coach)

    assert (reply.status_code, reply.json["code"]) == (409, "coaching")
    assert not actions.are_blocked(db, member.user_id, coach.user_id)


@pytest.mark.parametrize("kind", ["blocks", "mutes"])
def test_nobody_sets_themselves_or_nobody_aside(api, db, make_person, kind):
    me = make_person()

    own, unknown = (api(me, "PUT", f"/{kind}/{user_id}") for user_id in (me.user_id, uuid4()))

    assert (own.status_code, own.json["errors"][0]["field"]) == (422, "user_id")
    assert unknown.status_code == 404
    assert db[kind].count_documents({"by": me.user_id}) == 0


@pytest.mark.parametrize("kind", ["blocks", "mutes"])
def test_there_is_an_end_to_how_many(db, make_person, monkeypatch, kind):
    monkeypatch.setattr(actions, "MOST", 2)
    me, one, two, three = (make_person().user_id for _ in range(4))
    do = {"blocks": actions.block, "mutes": actions.mute}[kind]
    do(db, me, one, now=NOW)
    do(db, me, two, now=NOW)

    with pytest.raises(Conflict, match="as many people as one can"):
        do(db, me, three, now=NOW)


@pytest.mark.parametrize("kind", ["blocks", "mutes"])
def test_pages_follow_without_gaps_or_repeats(api, make_person, kind):
    me = make_person()
    others = {str(make_person().user_id) for _ in range(5)}
    for user_id in others:
        api(me, "PUT", f"/{kind}/{user_id}")

    pages, query = [], "?limit=2"
    while query:
        page = api(me, "GET", f"/{kind}{query}").json
        pages.append([item["person"]["user_id"] for item in page["items"]])
        query = page["next"] and f"?limit=2&after={page['next']}"

    assert [len(page) for page in pages] == [2, 2, 1]
    assert {user_id for page in pages for user_id in page} == others


def test_a_mute_is_one_way_and_leaves_no_trace_for_the_other(api, db, make_person, befriend):
    me, other = make_person(), make_person()
    befriend(me, other)

    api(me, "PUT", f"/mutes/{other.user_id}")

    assert actions.unheard_by(db, me.user_id) == {other.user_id}
    assert actions.unheard_by(db, other.user_id) == set()
    assert people.may_talk(db, me.user_id, other.user_id)
    assert api(other, "GET", "/mutes").json["items"] == []
    assert api(other, "GET", f"/people/{me.user_id}").status_code == 200
    assert len(api(other, "GET", "/contacts").json["items"]) == 1


def test_a_mute_can_be_undone(api, db, make_person):
    me, other = make_person(), make_person()
    api(me, "PUT", f"/mutes/{other.user_id}")

    api(me, "DELETE", f"/mutes/{other.user_id}")

    assert actions.unheard_by(db, me.user_id) == set()


def test_the_audience_is_whoever_is_to_hear(db, make_person):
    speaker, friend, blocker, blocked, muting, muted = (make_person().user_id for _ in range(6))
    actions.block(db, blocker, speaker, now=NOW)
    actions.block(db, speaker, blocked, now=NOW)
    actions.mute(db, muting, speaker, now=NOW)
    actions.mute(db, speaker, muted, now=NOW)
    everyone = [muted, speaker, blocker, friend, blocked, muting]

    assert actions.audience(db, speaker, everyone) == [muted, friend]


def test_deliveries_to_whoever_is_not_to_hear_are_left_out(db, make_person):
    speaker, friend, blocker = (make_person().user_id for _ in range(3))
    actions.block(db, blocker, speaker, now=NOW)
    people_ = [speaker, friend, blocker]
    deliveries = [Delivery(user_topic(person), b"{}") for person in people_]

    heard = actions.heard(db, speaker, deliveries, people_)

    assert [delivery.topic for delivery in heard] == [user_topic(speaker), user_topic(friend)]


def test_pairs_that_are_not_to_meet_are_found_among_many(db, make_person):
    one, two, three = sorted(make_person().user_id for _ in range(3))
    actions.block(db, three, one, now=NOW)

    assert actions.apart_among(db, [three, two, one]) == {(one, three)}
    assert actions.apart_among(db, [two, one]) == set()


@pytest.mark.parametrize("kind", ["blocks", "mutes"])
def test_those_who_are_set_aside_or_set_aside_are_looked_up_anew(api, make_person, published, kind):
    me, other = make_person(), make_person()

    api(me, "PUT", f"/{kind}/{other.user_id}")
    api(me, "DELETE", f"/{kind}/{other.user_id}")

    mine, theirs = f"asides:{me.user_id}", f"asides:{other.user_id}"
    assert [delivery.topic for delivery in published] == (
        [mine, theirs] * 2 if kind == "blocks" else [mine] * 2
    )


def test_a_block_stops_talk_over_an_open_socket(http, make_person, befriend, come_in):
    me, other = make_person(), make_person()
    befriend(me, other)
    conversation = http(me, "POST", "/conversations", {"with": str(other.user_id)})
    theirs = come_in(other)

    def say():
        """Say something, and wait for what becomes of it."""
        theirs.send(
            "message.send",
            client_id=uuid4(),
            conversation=conversation["conversation_id"],
            text="hello",
        )
        while (reply := theirs.receive())["type"] not in ("message.ack", "error"):
            pass
        return reply

    before = say()
    http(me, "PUT", f"/blocks/{other.user_id}")
    # Word of it is on its way to the worker that has this socket.
    replies = iter(say, None)
    refused = next(reply for reply in replies if reply["type"] == "error")

    assert before["type"] == "message.ack"
    assert refused["code"] == "forbidden"


def test_in_a_room_people_go_by_handle_and_the_blocked_are_not_there(
    api, db, make_person, make_handle
):
    me, friend, blocked = (make_person("Real", handle=make_handle("r")) for _ in range(3))
    room = uuid4()
    set_members(
        db,
        room,
        ConversationKind.GROUP,
        "Early risers",
        {person.user_id: RoomRole.MEMBER for person in (me, friend, blocked)},
        version=1,
        now=NOW,
    )
    api(me, "PUT", f"/blocks/{blocked.user_id}")

    people_ = api(me, "GET", f"/conversations/{room}").json["people"]

    assert {(person["handle"], person["display_name"]) for person in people_} == {
        (me.handle, None),
        (friend.handle, None),
    }

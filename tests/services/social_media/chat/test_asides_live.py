"""What a block and a mute do to what comes over open sockets, and to what is kept of it.

What is read over HTTP, surface by surface, is in `test_asides.py`.
"""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from services.social_media.chat import change_store, message_store
from services.social_media.chat.models import Message, ReactionKind
from services.social_media.people import store as people
from services.social_media.people.models import Person
from services.social_media.presence import store as presence
from shared.models.ids import uuid7
from tests.gear.asides import NO_BLOCK, RELATIONS, UNASKED, set_aside

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@dataclass
class Scene:
    """Somebody listens while another does something, and a friend says when that is over."""

    me: Person
    other: Person
    mine: Any
    theirs: Any
    friends: Any
    room: str
    direct: str
    friends_room: str

    def hears(self, type_: str, **fields: Any) -> bool:
        """Whether a frame came before what the friend says, once the other was dealt with."""
        self.theirs.send("history", conversation=self.room)
        self.theirs.until("history")
        client_id = str(uuid.uuid4())
        self.friends.send(
            "message.send", client_id=client_id, conversation=self.friends_room, text="Done."
        )
        came = []
        while (frame := self.mine.receive()).get("client_id") != client_id:
            came.append(frame)
        return any(frame["type"] == type_ and fields.items() <= frame.items() for frame in came)


def hears_what_they_say_where_there_are_but_two(scene):
    scene.theirs.send(
        "message.send", client_id=str(uuid.uuid4()), conversation=scene.room, text="Me!"
    )
    scene.theirs.until("message.ack")
    return scene.hears("message.new", text="Me!")


def sees_them_type_where_there_are_but_two(scene):
    scene.theirs.send("typing", conversation=scene.room)
    return scene.hears("typing", user_id=str(scene.other.user_id))


def sees_how_far_they_read_where_there_are_but_two(scene):
    scene.theirs.send("read", conversation=scene.room, seq=1)
    return scene.hears("read", user_id=str(scene.other.user_id))


def sees_how_far_they_read_of_what_we_said(scene):
    scene.theirs.send("read", conversation=scene.direct, seq=1)
    return scene.hears("read", user_id=str(scene.other.user_id))


def sees_that_they_react(scene):
    scene.theirs.send("message.react", conversation=scene.room, seq=1, reaction="hug", on=True)
    of_theirs = {"reaction": "hug", "people": [str(scene.other.user_id)]}
    return scene.hears("message.changed", seq=1, reactions=[of_theirs])


SURFACES = {
    hears_what_they_say_where_there_are_but_two: UNASKED,
    sees_them_type_where_there_are_but_two: UNASKED,
    sees_how_far_they_read_where_there_are_but_two: UNASKED,
    sees_how_far_they_read_of_what_we_said: NO_BLOCK,
    sees_that_they_react: UNASKED,
}


@pytest.fixture
def begin_scene(api, db, pair, make_person, make_room, come_in, impatient):
    def begin(relation=None):
        (me, other, direct), friend = pair, make_person()
        room, friends_room = make_room(me, other), make_room(me, friend)
        for conversation in (uuid.UUID(room), uuid.UUID(direct)):
            said = Message(uuid7(), conversation, 1, me.user_id, uuid.uuid4(), "Hi", NOW)
            assert message_store.insert_messages(db, [said]) == {}
        if relation:
            set_aside(api, me, other, relation)
        mine, theirs, friends = (come_in(each, at=impatient) for each in (me, other, friend))
        return Scene(me, other, mine, theirs, friends, room, direct, friends_room)

    return begin


@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.__name__)
def test_without_either_everything_is_heard(begin_scene, surface):
    assert surface(begin_scene())


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.__name__)
def test_a_block_is_mutual_and_a_mute_ones_own(begin_scene, surface, relation):
    assert surface(begin_scene(relation)) is SURFACES[surface][RELATIONS.index(relation)]


@pytest.mark.parametrize("relation", RELATIONS)
def test_whoever_talks_with_two_is_seen_come_only_by_whom_they_do_not_keep_away(
    api, pair, befriend, begin, make_person, make_room, come_in, impatient, relation
):
    me, other, direct = pair
    friend, third = make_person(), make_person()
    befriend(other, third)
    begin(other, third)
    room = make_room(me, friend)
    for person in (me, other, third):
        manners = {"read_receipts": True, "typing": True, "presence": True}
        assert api(person, "PUT", "/chat/manners", manners).status_code == 200
    set_aside(api, me, other, relation)
    mine, thirds, friends = (come_in(each, at=impatient) for each in (me, third, friend))

    theirs = come_in(other, at=impatient)
    while thirds.until("presence")["user_id"] != str(other.user_id):
        pass

    scene = Scene(me, other, mine, theirs, friends, direct, direct, room)
    assert scene.hears("presence", user_id=str(other.user_id)) is (relation == "they muted")


@pytest.mark.parametrize(("relation", "is_seen"), list(zip(RELATIONS, UNASKED, strict=True)))
def test_whoever_comes_in_is_told_who_is_there_but_for_whom_they_keep_away(
    api, db, pair, make_person, befriend, begin, say_hello, relation, is_seen
):
    me, other, _ = pair
    friend = make_person()
    befriend(me, friend)
    begin(me, friend)
    manners = {"read_receipts": True, "typing": True, "presence": True}
    assert api(me, "PUT", "/chat/manners", manners).status_code == 200
    presence.upsert_here(db, {other.user_id, friend.user_id}, "elsewhere", now=datetime.now(UTC))
    set_aside(api, me, other, relation)

    mine, there = say_hello(me), set()
    while (frame := mine.receive())["type"] != "live":
        if frame["type"] == "presence":
            there.add(frame["user_id"])

    assert there == {str(each.user_id) for each in ((friend, other) if is_seen else (friend,))}


@pytest.mark.parametrize(("relation", "is_there"), list(zip(RELATIONS, NO_BLOCK, strict=True)))
def test_whoever_comes_in_finds_the_two_of_us_unless_a_block_is_between(
    api, pair, say_hello, relation, is_there
):
    me, other, direct = pair
    set_aside(api, me, other, relation)

    welcome = say_hello(me).until("welcome")

    shown = [each["conversation_id"] for each in welcome["conversations"]]
    assert (direct in shown) is is_there


@pytest.mark.parametrize(("relation", "is_seen"), list(zip(RELATIONS, UNASKED, strict=True)))
def test_who_reacted_is_read_by_whom_they_do_not_keep_away(
    api, db, pair, make_room, history, say_hello, relation, is_seen
):
    me, other, _ = pair
    room = make_room(me, other)
    said = Message(uuid7(), uuid.UUID(room), 1, me.user_id, uuid.uuid4(), "Hi", NOW)
    message_store.insert_messages(db, [said])
    for person in (me, other):
        change_store.update_reaction(
            db, said.conversation, 1, person.user_id, ReactionKind.HUG, on=True, now=NOW
        )
    set_aside(api, me, other, relation)

    [read] = history(me, room)["items"]
    [found] = api(me, "GET", "/conversations/search?q=Hi").json["items"]
    [taken] = api(me, "GET", f"/conversations/{room}/export").json["items"]
    missed = say_hello(me, resume={room: 0}).until("message.new")
    changed = say_hello(me, resume={room: 1}, since=NOW.isoformat()).until("message.changed")

    people_ = [str(me.user_id), str(other.user_id)] if is_seen else [str(me.user_id)]
    for message in (read, found, taken, missed, changed):
        assert message["reactions"] == [{"reaction": "hug", "people": people_}]


@pytest.mark.parametrize(("relation", "is_seen"), list(zip(RELATIONS, NO_BLOCK, strict=True)))
def test_in_what_two_said_they_see_no_new_picture_of_each_other_while_apart(
    api, db, pair, relation, is_seen
):
    me, other, direct = pair
    avatar = {"upload_id": uuid.uuid4(), "width": 64, "height": 64, "blurhash": "LEHV6nWB2yk8"}
    people.update_person(db, other.user_id, {"avatar": avatar}, as_of=2**52)
    set_aside(api, me, other, relation)

    roster = api(me, "GET", f"/conversations/{direct}/people").json["items"]
    shown = api(me, "GET", f"/conversations/{direct}").json["people"]

    seen = [*shown, *(each["person"] for each in roster)]
    of_theirs = [each for each in seen if each["user_id"] == str(other.user_id)]
    assert [each["avatar"] is not None for each in of_theirs] == [is_seen, is_seen]
    assert {each["display_name"] for each in of_theirs} == {other.display_name}

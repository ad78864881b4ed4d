"""What one hides of oneself one is not shown of others; and who is there."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from services.social_media.blocks import actions as blocks
from services.social_media.presence import store as presence
from services.social_media.presence.lobby import BELIEVED_FOR, Lobby
from services.social_media.sockets.fanout import asides_changed
from services.social_media.sockets.mesh import Mesh

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
USUAL = {"read_receipts": True, "typing": True, "presence": False}


@pytest.fixture
def choose(api, server, published):
    """Choose manners, and let the server know as another process of its host would."""
    mesh = Mesh(server.log.parent / "mesh")

    def put(person, **manners):
        published.clear()
        reply = api(person, "PUT", "/chat/manners", {**USUAL, **manners})
        assert reply.status_code == 200, reply.json
        mesh.publish(published)

    return put


def test_manners_are_ones_own_to_choose(make_person, api):
    me, other = make_person(), make_person()

    before = api(me, "GET", "/chat/manners").json
    api(me, "PUT", "/chat/manners", {**USUAL, "presence": True})

    assert before == USUAL
    assert api(me, "GET", "/chat/manners").json == {**USUAL, "presence": True}
    assert api(other, "GET", "/chat/manners").json == USUAL


@pytest.mark.parametrize(
    "body", [{}, {"typing": True}, {**USUAL, "typing": "yes"}, {**USUAL, "mood": True}]
)
def test_odd_manners_are_refused(make_person, api, body):
    assert api(make_person(), "PUT", "/chat/manners", body).status_code == 422


@pytest.mark.parametrize("who", ["reader", "other"])
def test_how_far_one_has_read_is_seen_only_where_both_show_it(pair, come_in, say, choose, who):
    linh, minh, conversation = pair
    choose(minh if who == "reader" else linh, read_receipts=False)
    sender, reader, readers_phone = come_in(linh), come_in(minh), come_in(minh)
    say(sender, conversation)
    reader.until("message.new")

    reader.send("read", conversation=conversation, seq=1)
    say(reader, conversation, "after reading")

    assert readers_phone.until("read")["seq"] == 1
    sender.until("message.ack")
    assert sender.receive()["type"] == "message.new"


@pytest.mark.parametrize("who", ["typist", "other"])
def test_typing_is_seen_only_where_both_show_it(pair, come_in, say, choose, who):
    linh, minh, conversation = pair
    choose(linh if who == "typist" else minh, typing=False)
    typist, other = come_in(linh), come_in(minh)

    typist.send("typing", conversation=conversation)
    say(typist, conversation, "typed")

    assert other.receive()["type"] == "message.new"


def test_a_choice_acts_on_open_sockets(pair, come_in, say, choose):
    linh, minh, conversation = pair
    typist, other = come_in(linh), come_in(minh)
    typist.send("typing", conversation=conversation)
    assert other.receive()["type"] == "typing"

    choose(linh, presence=True)
    choose(minh, presence=True)
    seen = typist.until("presence")

    assert seen == {"type": "presence", "user_id": str(minh.user_id), "online": True}


def test_who_comes_is_told_who_is_there_and_who_goes_is_missed(pair, come_in, api):
    linh, minh, _ = pair
    for person in (linh, minh):
        api(person, "PUT", "/chat/manners", {**USUAL, "presence": True})
    first = come_in(linh)
    second = come_in(minh)
    came = first.until("presence")
    third = come_in(linh)
    second.close()

    gone = first.until("presence")

    assert came == {"type": "presence", "user_id": str(minh.user_id), "online": True}
    assert gone == {"type": "presence", "user_id": str(minh.user_id), "online": False}
    third.close()


def test_who_hides_is_told_of_nobody(pair, come_in, say, api):
    linh, minh, conversation = pair
    api(minh, "PUT", "/chat/manners", {**USUAL, "presence": True})
    hidden, shown = come_in(linh), come_in(minh)

    hidden_again = come_in(linh)
    say(hidden_again, conversation)

    assert shown.receive()["type"] == "message.new"
    assert hidden.receive()["type"] == "message.new"


@pytest.fixture
def make_lobby(db):
    """A worker's lobby, and what it announced."""

    def make():
        announced = []
        return Lobby(db, lambda *said: announced.append(said)), announced

    return make


def test_somebody_is_there_as_long_as_one_worker_has_them(make_lobby):
    person = uuid.uuid4()
    (one, from_one), (other, from_other) = make_lobby(), make_lobby()
    for lobby in (one, other):
        lobby.come(person)
        lobby.say(NOW)

    one.go(person)
    one.say(NOW)
    other.go(person)
    other.say(NOW)

    assert from_one == [(person, True)]
    assert from_other == [(person, True), (person, False)]


def test_a_page_that_is_loaded_again_is_nobodys_news(make_lobby):
    person = uuid.uuid4()
    lobby, announced = make_lobby()
    lobby.come(person)
    lobby.say(NOW)

    lobby.go(person)
    lobby.come(person)
    lobby.say(NOW)

    assert announced == [(person, True)]


def test_a_worker_that_died_is_not_believed_for_long(db, make_lobby):
    person = uuid.uuid4()
    dead, _ = make_lobby()
    dead.come(person)
    dead.say(NOW)

    def present(at):
        return presence.select_present(db, [person], believed_since=at - BELIEVED_FOR)

    assert present(NOW + BELIEVED_FOR) == {person}
    assert present(NOW + BELIEVED_FOR + timedelta(seconds=1)) == set()


def test_a_block_acts_on_open_sockets_in_rooms(
    db, make_person, come_in, say, server, room_of_three
):
    me, other, third, room = room_of_three
    mine, theirs, thirds = come_in(me), come_in(other), come_in(third)
    say(theirs, room, "before")
    assert mine.until("message.new")["text"] == "before"

    blocks.block(db, me.user_id, other.user_id, now=NOW)
    orders = [asides_changed(me.user_id), asides_changed(other.user_id)]
    Mesh(server.log.parent / "mesh").publish(orders)

    # Word of it reaches the worker within moments; whatever comes after that is not heard.
    def is_heard(number):
        say(theirs, room, f"blocked {number}")
        theirs.until("message.ack")
        say(thirds, room, f"after {number}")
        thirds.until("message.ack")
        first = mine.until("message.new")["text"]
        return first == f"blocked {number}" and mine.until("message.new")

    assert any(not is_heard(number) for number in range(200))
    assert not any(is_heard(number) for number in range(200, 220))


@pytest.fixture
def room_of_three(make_person, make_room):
    people = [make_person() for _ in range(3)]
    return (*people, make_room(*people))

"""Rooms of many people: who is in them is decided elsewhere, and acts at once on every worker."""

import time
import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.social_media.chat import membership
from services.social_media.chat.models import MOST_PEOPLE, ConversationKind, RoomRole
from services.social_media.sockets.mesh import Mesh

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def two_workers(server):
    return sorted(worker.pid for worker in server.workers())


@pytest.fixture
def set_members(db, server):
    """Decide who is in a room, and let the server know as any other process would."""
    mesh = Mesh(Path(server.log).parent / "mesh")

    def decide(room, *people, version=1, owner=None):
        roles = {person.user_id: RoomRole.MEMBER for person in people}
        if owner is not None:
            roles[owner.user_id] = RoomRole.OWNER
        deliveries = membership.set_members(
            db, room, ConversationKind.GROUP, "Morning walkers", roles, version=version, now=NOW
        )
        mesh.publish(deliveries)
        return deliveries

    return decide


@pytest.fixture
def people(make_person):
    return [make_person(name) for name in ("Linh", "Minh", "Hanh", "Tom")]


def test_everyone_in_a_room_hears_everyone_on_every_worker(
    set_members, people, come_in, say, two_workers
):
    room = uuid.uuid4()
    set_members(room, *people)
    sockets = [come_in(person, worker=two_workers[i % 2]) for i, person in enumerate(people)]

    for number, socket in enumerate(sockets):
        say(socket, room, f"{number}")
    frames = [[socket.receive() for _ in people] for socket in sockets]

    for number, received in enumerate(frames):
        (ack,) = [frame for frame in received if frame["type"] == "message.ack"]
        heard = [frame for frame in received if frame["type"] == "message.new"]
        assert sorted([ack["seq"], *(frame["seq"] for frame in heard)]) == [1, 2, 3, 4]
        assert {frame["text"] for frame in heard} == {"0", "1", "2", "3"} - {f"{number}"}


def test_who_leaves_hears_and_says_nothing_more_and_who_joins_does(
    set_members, people, come_in, say, two_workers, client, as_user
):
    linh, minh, hanh, _ = people
    room = uuid.uuid4()
    set_members(room, linh, minh)
    speaker, leaver, joiner = (
        come_in(linh, worker=two_workers[0]),
        come_in(minh, worker=two_workers[1]),
        come_in(hanh, worker=two_workers[1]),
    )
    say(speaker, room, "before")
    assert leaver.until("message.new")["text"] == "before"

    set_members(room, linh, hanh, version=2)

    assert leaver.until("conversation.changed")["change"] == "left"
    assert joiner.until("conversation.changed")["change"] == "joined"
    assert speaker.until("conversation.changed")["change"] == "changed"
    say(speaker, room, "after")
    assert joiner.until("message.new")["text"] == "after"
    say(leaver, room, "still here?")
    assert leaver.receive()["code"] == "not_found"
    shown = {
        person.display_name: client.get(
            f"/api/v1/conversations/{room}/messages", headers=as_user(person.user_id)
        ).status_code
        for person in (linh, minh, hanh)
    }
    assert shown == {"Linh": 200, "Minh": 404, "Hanh": 200}


def test_who_joins_reads_what_was_said_before(set_members, people, come_in, say, history):
    linh, minh, _, _ = people
    room = uuid.uuid4()
    set_members(room, linh)
    speaker = come_in(linh)
    say(speaker, room, "welcome to whoever comes")
    speaker.until("message.ack")

    set_members(room, linh, minh, version=2)

    assert [item["text"] for item in history(minh, room)["items"]] == ["welcome to whoever comes"]


def test_a_room_that_ended_is_read_only_on_every_worker(
    set_members, people, come_in, say, two_workers, db, server
):
    linh, minh, *_ = people
    room = uuid.uuid4()
    set_members(room, linh, minh)
    sockets = [come_in(linh, worker=two_workers[0]), come_in(minh, worker=two_workers[1])]
    say(sockets[0], room, "last words")
    sockets[1].until("message.new")

    Mesh(Path(server.log).parent / "mesh").publish(membership.close(db, room))

    for socket in sockets:
        socket.until("conversation.changed")
        say(socket, room)
        assert socket.until("error")["code"] == "read_only"
        socket.send("history", conversation=str(room))
        assert [item["text"] for item in socket.until("history")["items"]] == ["last words"]


def test_an_older_decision_changes_nothing(set_members, people, client, as_user):
    linh, minh, hanh, _ = people
    room = uuid.uuid4()
    set_members(room, linh, minh, version=5)

    late = set_members(room, linh, minh, hanh, version=4)
    again = set_members(room, linh, minh, version=5)

    assert late == again == []
    reply = client.get(f"/api/v1/conversations/{room}", headers=as_user(hanh.user_id))
    assert reply.status_code == 404


def test_a_room_says_what_it_is_and_what_one_is_in_it(set_members, people, client, as_user):
    linh, minh, *_ = people
    room = uuid.uuid4()
    set_members(room, minh, owner=linh)

    shown = client.get(f"/api/v1/conversations/{room}", headers=as_user(linh.user_id)).json

    assert (shown["kind"], shown["name"]) == ("group", "Morning walkers")
    assert (shown["role"], shown["people_count"], shown["read_only"]) == ("owner", 2, False)
    assert {person["user_id"] for person in shown["people"]} == {
        str(linh.user_id),
        str(minh.user_id),
    }
    assert {person["display_name"] for person in shown["people"]} == {None}
    (listed,) = client.get("/api/v1/conversations", headers=as_user(minh.user_id)).json["items"]
    assert listed["role"] == "member"


def test_a_change_that_nobody_was_told_of_is_noticed_all_the_same(
    db, set_members, people, come_in, say
):
    linh, minh, *_ = people
    room = uuid.uuid4()
    set_members(room, linh, minh)
    leaver = come_in(minh)
    say(leaver, room)
    leaver.until("message.ack")

    membership.set_members(
        db,
        room,
        ConversationKind.GROUP,
        "Morning walkers",
        {linh.user_id: RoomRole.MEMBER},
        version=2,
        now=NOW,
    )

    deadline = time.monotonic() + 10
    answer = {"type": "message.ack"}
    while answer["type"] == "message.ack" and time.monotonic() < deadline:
        say(leaver, room)
        answer = leaver.receive()
    assert (answer["type"], answer["code"]) == ("error", "not_found")


def test_a_room_has_a_bound(db):
    roles = {uuid.uuid4(): RoomRole.MEMBER for _ in range(MOST_PEOPLE + 1)}

    with pytest.raises(ValueError, match="at most"):
        membership.set_members(
            db, uuid.uuid4(), ConversationKind.GROUP, "All", roles, version=1, now=NOW
        )

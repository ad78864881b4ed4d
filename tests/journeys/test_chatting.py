"""Journey 2: a message arrives at once, and is never lost."""

import uuid

import pytest
from websockets.exceptions import WebSocketException

from tests.journeys.person import Person


@pytest.fixture
def pair(platform, make_coach):
    """A member and their coach, who may talk, and their conversation."""
    with Person(platform.web, name="Mai").join() as mai, make_coach() as coach:
        mai.choose_coach(coach.user_id)
        yield mai, coach, mai.conversation_with(coach.user_id)


def test_a_message_is_acknowledged_and_arrives(pair):
    mai, coach, conversation = pair
    with mai.socket() as at_mai, coach.socket() as at_coach:
        ack = at_mai.say(conversation, "Day one. Hands are shaking 🫠")

        arrived = at_coach.until("message.new", conversation=conversation)

    assert arrived["text"] == "Day one. Hands are shaking 🫠"
    assert (arrived["seq"], arrived["id"]) == (ack["seq"], ack["id"])
    assert arrived["sender"] == mai.user_id


def test_what_was_said_while_away_is_there_on_return(pair):
    mai, coach, conversation = pair
    with mai.socket() as at_mai:
        for number in range(60):
            at_mai.say(conversation, f"message {number}")

    with coach.socket(resume={conversation: 10}) as at_coach:
        missed = at_coach.messages()

    assert missed == [(number + 1, f"message {number}") for number in range(10, 60)]


def test_saying_it_twice_is_saying_it_once(pair):
    mai, _, conversation = pair
    client_id = str(uuid.uuid4())
    with mai.socket() as at_mai:
        first = at_mai.say(conversation, "hello", client_id)
        again = at_mai.say(conversation, "hello", client_id)

    history = mai.http.get(f"/conversations/{conversation}/messages").json()["items"]

    assert (again["seq"], again["id"]) == (first["seq"], first["id"])
    assert [message["text"] for message in history] == ["hello"]


def test_strangers_cannot_talk(platform, pair):
    mai, _, conversation = pair
    with Person(platform.web).join() as stranger, stranger.socket() as at_stranger:
        client_id = str(uuid.uuid4())
        at_stranger.send(
            type="message.send", client_id=client_id, conversation=conversation, text="hi"
        )
        refused = at_stranger.until("error", client_id=client_id)
        read = stranger.http.get(f"/conversations/{conversation}/messages")

    history = mai.http.get(f"/conversations/{conversation}/messages").json()["items"]

    assert refused["code"] == "not_found"
    assert read.status_code == 404
    assert history == []


def test_a_killed_worker_loses_nothing_that_was_acknowledged(kill, pair):
    mai, coach, conversation = pair
    acknowledged: dict[str, int] = {}
    waiting = {str(uuid.uuid4()): f"message {number}" for number in range(150)}
    kills = 3

    while waiting:
        # The socket dies with its worker; a person's browser comes back and says the rest again.
        try:
            with mai.socket() as at_mai:
                for client_id, text in list(waiting.items()):
                    acknowledged[text] = at_mai.say(conversation, text, client_id)["seq"]
                    del waiting[client_id]
                    if kills and len(acknowledged) % 40 == 0:
                        kills -= 1
                        kill("social-media")
        except (OSError, WebSocketException):
            continue

    with coach.socket(resume={conversation: 0}) as at_coach:
        seen = at_coach.messages()

    assert kills == 0
    assert sorted(seen) == seen
    assert {text: seq for seq, text in seen} == acknowledged
    assert len(seen) == len(acknowledged) == 150

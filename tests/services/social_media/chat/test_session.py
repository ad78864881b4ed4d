"""Coming in, staying in and being sent away; and what may be said over a socket."""

import json
import time
import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.social_media.people import actions
from services.social_media.sockets.fanout import session_ended
from services.social_media.sockets.mesh import Mesh
from shared.models.events import AccountDisabled, SessionRevoked


@pytest.fixture
def publish_to():
    """Publish as another process of the server's host."""

    def publish(server, *deliveries):
        Mesh(Path(server.log).parent / "mesh").publish(deliveries)

    return publish


def test_the_welcome_says_who_one_is_and_what_there_is(pair, server, make_token):
    linh, _, conversation = pair
    client = server.connect()

    client.send("hello", token=make_token(linh.user_id))
    welcome = client.receive()

    assert welcome["type"] == "welcome"
    assert (welcome["protocol"], welcome["heartbeat_s"]) == (1, 25)
    assert welcome["user"] == {
        "user_id": str(linh.user_id),
        "display_name": "Linh",
        "role": "member",
        "handle": None,
        "avatar": None,
    }
    (shown,) = welcome["conversations"]
    assert shown["conversation_id"] == conversation
    assert {person["display_name"] for person in shown["people"]} == {"Linh", "Minh"}
    assert client.receive()["type"] == "live"


@pytest.mark.parametrize(
    "first",
    [
        pytest.param({"type": "hello", "token": "nonsense"}, id="a bad token"),
        pytest.param({"type": "typing", "conversation": str(uuid.uuid4())}, id="no hello"),
        pytest.param({"type": "nonsense"}, id="nonsense"),
    ],
)
def test_who_does_not_say_who_they_are_is_sent_away(server, first):
    client = server.connect()

    client.send_frame(json.dumps(first).encode())

    assert client.receive()["type"] == "bye"
    assert client.close_code() == 4401


def test_someone_we_do_not_know_is_sent_away(server, make_token):
    client = server.connect()

    client.send("hello", token=make_token(uuid.uuid4()))

    assert client.receive() == {"type": "bye", "code": "unauthenticated"}
    assert client.close_code() == 4401


def test_who_says_nothing_is_sent_away(impatient):
    client = impatient.connect()

    assert client.close_code() == 4408


def test_binary_messages_are_not_understood(pair, come_in):
    client = come_in(pair[0])

    client.send_frame(b"\x00", 0x82)

    assert client.close_code() == 1003


def test_a_token_that_expires_ends_the_stay(pair, impatient, come_in):
    client = come_in(pair[0], at=impatient, exp=int(time.time()) + 2)

    assert client.until("bye")["code"] == "token_expired"
    assert client.close_code() == 4401


def test_a_fresh_token_prolongs_the_stay(pair, impatient, come_in, make_token, say):
    linh, _, conversation = pair
    expires = int(time.time()) + 2
    client = come_in(linh, at=impatient, exp=expires)

    client.send("hello", token=make_token(linh.user_id))
    client.until("live")
    while time.time() < expires + 2:
        client.frame()  # A ping; unanswered ones would end the stay too.
        client.send_frame(b"", 0x8A)
    say(client, conversation)

    assert client.until("message.ack")["seq"] == 1


def test_a_socket_does_not_change_hands(pair, come_in, make_token):
    linh, minh, _ = pair
    client = come_in(linh)

    client.send("hello", token=make_token(minh.user_id))

    assert client.close_code() == 4401


def test_one_person_has_so_many_sockets_and_no_more(pair, impatient, come_in, make_token):
    linh, minh, _ = pair
    first, *_ = [come_in(linh, at=impatient) for _ in range(3)]

    one_more = impatient.connect()
    one_more.send("hello", token=make_token(linh.user_id))

    assert one_more.close_code() == 1013
    come_in(minh, at=impatient)
    first.close()


@pytest.mark.parametrize("everywhere", [True, False], ids=["everywhere", "one sign-in"])
def test_an_order_closes_the_sockets_it_is_about(pair, server, come_in, publish_to, everywhere):
    linh, minh, _ = pair
    here, there = come_in(linh, origin_jti="phone"), come_in(linh, origin_jti="laptop")
    other = come_in(minh)

    publish_to(server, session_ended(linh.user_id, None if everywhere else "phone"))

    assert here.close_code() == 4401
    if everywhere:
        assert there.close_code() == 4401
    for unaffected in [other] if everywhere else [other, there]:
        unaffected.send("nonsense")
        assert unaffected.receive()["code"] == "unknown_type"


def test_a_disabled_account_is_sent_away_even_when_the_order_was_lost(pair, impatient, come_in, db):
    linh, minh, _ = pair
    client, other = come_in(linh, at=impatient), come_in(minh, at=impatient)

    actions.learn(db, AccountDisabled(user_id=linh.user_id, occurred_at=datetime.now(UTC)))

    assert client.until("bye")["code"] == "signed_out"
    assert client.close_code() == 4401
    other.send("nonsense")
    assert other.until("error")["code"] == "unknown_type"


def test_a_sign_out_ends_that_sign_in_even_when_the_order_was_lost(pair, impatient, come_in, db):
    linh, _, _ = pair
    client = come_in(linh, at=impatient, origin_jti="tablet")

    actions.revoke_session(
        db,
        SessionRevoked(user_id=linh.user_id, origin_jti="tablet", occurred_at=datetime.now(UTC)),
    )

    assert client.close_code() == 4401


MALFORMED = {
    "empty": b"",
    "not JSON": b"hello",
    "half an object": b'{"type":"message.send"',
    "an array": b"[]",
    "a number": b"1",
    "null": b"null",
    "a string": b'"message.send"',
    "NaN": b'{"type":NaN}',
    "half a surrogate": b'{"type":"message.send","text":"\\ud800"}',
    "very deep": b'{"type":' + b"[" * 30_000 + b"]" * 30_000 + b"}",
    "no type": b"{}",
    "a null type": b'{"type":null}',
    "a number as type": b'{"type":1}',
    "a list as type": b'{"type":["message.send"]}',
    "an unknown type": b'{"type":"nonsense"}',
    "a type of another version": b'{"type":"message.forward"}',
    "a type that is an attribute": b'{"type":"__class__"}',
    "no fields": b'{"type":"message.send"}',
    "a large number": b'{"type":"read","conversation":"%s","seq":1e400}',
    "a negative number": b'{"type":"read","conversation":"%s","seq":-1}',
    "an odd id": b'{"type":"typing","conversation":"../../etc/passwd"}',
    "an object as id": b'{"type":"typing","conversation":{"$ne":null}}',
}


@pytest.mark.parametrize("message", MALFORMED.values(), ids=MALFORMED.keys())
def test_what_cannot_be_understood_is_answered_and_the_socket_lives(pair, come_in, say, message):
    linh, _, conversation = pair
    client = come_in(linh)

    client.send_frame(message.replace(b"%s", conversation.encode()))
    error = client.receive()
    say(client, conversation)

    assert error["type"] == "error"
    assert error["code"] in {"malformed", "invalid", "unknown_type"}
    assert client.until("message.ack")["seq"] == 1


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"text": ""}, id="no text"),
        pytest.param({"text": "x" * 4_001}, id="too long a text"),
        pytest.param({"text": "NUL \x00"}, id="a NUL"),
        pytest.param({"text": {"$gt": ""}}, id="an object as text"),
        pytest.param({"sender": str(uuid.uuid4())}, id="another sender"),
        pytest.param({"seq": 1_000}, id="a seq"),
        pytest.param({"role": "admin"}, id="a role"),
        pytest.param({"client_id": "1"}, id="a client id that is none"),
    ],
)
def test_a_message_that_breaks_a_rule_is_refused_by_its_client_id(
    pair, come_in, say, history, change
):
    linh, _, conversation = pair
    client = come_in(linh)
    message = {"client_id": str(uuid.uuid4()), "conversation": conversation, "text": "Hi"} | change

    client.send("message.send", **message)

    error = client.receive()
    assert (error["type"], error["code"]) == ("error", "invalid")
    assert error["client_id"] == message["client_id"]
    assert history(linh, conversation)["items"] == []


@pytest.mark.parametrize("text", ["x" * 4_000, "🚭" * 4_000, "\u202eevil", "$where", "  "])
def test_a_text_is_kept_as_it_is(pair, come_in, say, history, text):
    linh, minh, conversation = pair
    client, receiver = come_in(linh), come_in(minh)

    say(client, conversation, text)

    assert receiver.until("message.new")["text"] == text
    assert history(minh, conversation)["items"][0]["text"] == text


@pytest.mark.parametrize("type_", ["message.send", "read", "typing", "history"])
def test_a_conversation_of_others_is_not_there(pair, make_person, come_in, type_):
    stranger = come_in(make_person("Stranger"))
    fields = {
        "message.send": {"client_id": str(uuid.uuid4()), "text": "Hi"},
        "read": {"seq": 1},
    }

    for conversation in (pair[2], str(uuid.uuid4())):
        stranger.send(type_, conversation=conversation, **fields.get(type_, {}))
        assert stranger.receive()["code"] == "not_found"


def test_who_is_no_longer_in_touch_may_read_but_not_speak(
    pair, come_in, say, client, as_user, history
):
    linh, minh, conversation = pair
    client.delete(f"/api/v1/contacts/{minh.user_id}", headers=as_user(linh.user_id))
    socket = come_in(minh)

    say(socket, conversation)

    assert socket.receive()["code"] == "forbidden"
    assert history(minh, conversation)["items"] == []


def test_who_sends_too_fast_is_told_and_what_was_refused_is_not_stored(
    pair, impatient, come_in, say, history
):
    linh, _, conversation = pair
    client = come_in(linh, at=impatient)

    for _ in range(90):
        say(client, conversation)
    replies = []
    while len(replies) < 90:
        replies.append(client.receive())

    refused = [reply for reply in replies if reply["type"] == "error"]
    acked = [reply["client_id"] for reply in replies if reply["type"] == "message.ack"]
    assert {reply["code"] for reply in refused} == {"rate_limited"}
    assert 60 <= len(acked) < 90
    assert [item["client_id"] for item in history(linh, conversation)["items"]] == acked


def test_typing_is_shown_to_the_other_and_not_too_often(pair, come_in):
    linh, minh, conversation = pair
    typist, other = come_in(linh), come_in(minh)

    for _ in range(5):
        typist.send("typing", conversation=conversation)
    typist.send("read", conversation=conversation, seq=0)

    assert other.receive() == {
        "type": "typing",
        "conversation": conversation,
        "user_id": str(linh.user_id),
    }
    assert other.receive()["type"] == "read"


def test_reading_is_remembered_shown_and_never_goes_back(pair, come_in, say, client, as_user):
    linh, minh, conversation = pair
    sender, reader = come_in(linh), come_in(minh)
    for _ in range(3):
        say(sender, conversation)
        sender.until("message.ack")

    shown = []
    for seq in (2, 1, 3, 1_000):
        reader.send("read", conversation=conversation, seq=seq)
        shown.append(sender.until("read")["seq"])
    reply = client.get(f"/api/v1/conversations/{conversation}", headers=as_user(minh.user_id))

    assert shown == [2, 1, 3, 3]
    assert reply.json["read_seq"] == 3


def test_history_over_the_socket_is_that_of_http(pair, come_in, say, history):
    linh, minh, conversation = pair
    client = come_in(linh)
    for number in range(5):
        say(client, conversation, f"{number}")
        client.until("message.ack")

    client.send("history", conversation=conversation, before=5, limit=2)

    told = client.until("history")
    assert [item["seq"] for item in told["items"]] == [3, 4]
    assert told["next"] == 3
    expected = history(minh, conversation, before=5, limit=2)
    assert {"items": told["items"], "next": told["next"]} == expected

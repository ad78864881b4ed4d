"""Messages from one person to another, over real sockets, workers and a real database."""

import uuid

import pytest


@pytest.fixture
def pair(make_person, befriend, client, as_user):
    """Two people who may talk, and their conversation."""
    linh, minh = make_person("Linh"), make_person("Minh")
    befriend(linh, minh)
    reply = client.post(
        "/api/v1/conversations", json={"with": str(minh.user_id)}, headers=as_user(linh.user_id)
    )
    assert reply.status_code == 201
    return linh, minh, reply.json["conversation_id"]


def test_a_message_is_acknowledged_and_heard_by_the_other(pair, come_in):
    linh, minh, conversation = pair
    sender, receiver = come_in(linh), come_in(minh)
    client_id = str(uuid.uuid4())

    sender.send("message.send", client_id=client_id, conversation=conversation, text="Hi")
    ack = sender.until("message.ack")
    heard = receiver.until("message.new")

    assert ack["client_id"] == heard["client_id"] == client_id
    assert (ack["seq"], heard["seq"]) == (1, 1)
    assert ack["id"] == heard["id"]
    assert (heard["sender"], heard["text"]) == (str(linh.user_id), "Hi")

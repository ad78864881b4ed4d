"""What was stored by somebody who died before they told it is told by others."""

import os
import signal
import uuid
from datetime import UTC, datetime

import pytest

from services.social_media.chat import message_store
from services.social_media.chat.frames import shown
from services.social_media.chat.models import Message
from services.social_media.sockets.fanout import Delivery
from services.social_media.sockets.mesh import Mesh


@pytest.fixture
def store_untold(db):
    """Store a message as a worker does that dies at once."""

    def store(sender, conversation, seq):
        conversation, now = uuid.UUID(conversation), datetime.now(UTC)
        message = Message(
            uuid.uuid4(), conversation, seq, sender.user_id, uuid.uuid4(), f"{seq}", now
        )
        message_store.insert_messages(db, [message], via=0)
        return message

    return store


@pytest.fixture
def alone(start_server):
    """Two workers that hear of no other host."""
    return start_server(SEVERAL_HOSTS=False)


def workers_of(server):
    return sorted(worker.pid for worker in server.workers())


def test_what_is_sent_again_is_heard_by_those_who_never_heard_it(
    pair, alone, come_in, say, store_untold
):
    linh, minh, conversation = pair
    here, there = workers_of(alone)
    sender = come_in(linh, at=alone, worker=here)
    receivers = [come_in(minh, at=alone, worker=pid) for pid in (here, there)]
    say(sender, conversation, "1")
    sender.until("message.ack")

    untold = store_untold(linh, conversation, 2)
    say(sender, conversation, "2", str(untold.client_id))
    ack = sender.until("message.ack")
    say(sender, conversation, "2", str(untold.client_id))
    sender.until("message.ack")
    say(sender, conversation, "3")

    assert ack["seq"] == 2
    for receiver in receivers:
        assert [receiver.until("message.new")["seq"] for _ in range(2)] == [1, 2]
        assert receiver.until("message.new")["seq"] == 3


def test_a_message_waits_for_those_before_it_while_the_database_hangs(
    pair, alone, come_in, say, store_untold, stop_mongod
):
    linh, minh, conversation = pair
    receiver, sender = come_in(minh, at=alone), come_in(linh, at=alone)
    say(sender, conversation, "1")
    assert receiver.until("message.new")["seq"] == 1
    store_untold(linh, conversation, 2)
    third = store_untold(linh, conversation, 3)
    address = ",".join(sorted([str(linh.user_id), str(minh.user_id)]))
    topic = f"chat:{conversation}:3:{linh.user_id}:{address}:"

    with stop_mongod():
        Mesh(alone.log.parent / "mesh").publish([Delivery(topic, shown(third))])
        alone.wait_for_log("missing messages not found")

    assert [receiver.until("message.new")["seq"] for _ in range(2)] == [2, 3]


def test_a_worker_that_dies_while_the_database_hangs_takes_nothing_with_it(
    pair, start_server, come_in, say, store_untold, stop_mongod
):
    linh, minh, conversation = pair
    server = start_server(SEVERAL_HOSTS=False)
    dying, living = workers_of(server)
    receiver = come_in(minh, at=server, worker=living)
    sender = come_in(linh, at=server, worker=dying)
    say(sender, conversation, "1")
    assert receiver.until("message.new")["seq"] == 1
    store_untold(linh, conversation, 2)

    with stop_mongod():
        os.kill(dying, signal.SIGKILL)
        server.wait_for_log("missed messages not looked up")
        server.wait_for_log("the database is waited for")

    assert receiver.until("message.new")["seq"] == 2
    server.wait_until_ready(3)

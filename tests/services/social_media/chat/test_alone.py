"""A host that is alone does not listen for others, and misses nothing once there are some."""

import threading
import time
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from pymongo.read_concern import ReadConcern

from services.social_media.chat import message_store, reader, store
from services.social_media.chat.doorkeeper import Doorkeeper
from services.social_media.chat.models import Message
from services.social_media.sockets.bridge import Bridge
from services.social_media.sockets.fanout import Delivery
from shared.models.ids import UserId, uuid7
from tests.gear.databases import own_database
from tests.gear.waiting import wait_until

HERE, THERE = 1, 2


@pytest.fixture
def db(mongo_url):
    """A database of its own, in which nobody else says anything."""
    with own_database(mongo_url, "alone") as db:
        yield db


@pytest.fixture
def open_bridge(db):
    """Let a host say that it is there."""
    opened = []

    def make(host):
        opened.append(Bridge(db, host))
        opened[-1].open()
        return opened[-1]

    yield make
    for bridge in opened:
        bridge.close()


@pytest.fixture
def heard(db, tmp_path):
    """What the reader of this host passes on, for as long as the test runs."""
    deliveries = []
    reading = reader.Reader(db, tmp_path, HERE, Doorkeeper(db), deliveries.extend)
    thread = threading.Thread(target=reading.run)
    thread.start()
    yield deliveries
    reading.end()
    thread.join(10)
    assert not thread.is_alive()


@pytest.fixture
def is_listening(db):
    """Whether the database looks at every message for somebody."""

    def look():
        admin = db.client.get_database("admin", read_concern=ReadConcern("local"))
        cursors = admin.aggregate(
            [
                {"$currentOp": {"idleCursors": True, "allUsers": True}},
                {"$match": {"ns": {"$regex": f"^{db.name}\\."}}},
            ]
        )
        return any("$changeStream" in str(each) for each in cursors)

    return look


@pytest.fixture
def say(db):
    """Store what somebody says on a host; its id."""
    one, other = (UserId(uuid.uuid4()) for _ in range(2))
    conversation = uuid7()
    store.upsert_direct(db, conversation, (one, other), now=datetime.now(UTC))

    def send(seq, via):
        message = Message(
            uuid7(), conversation, seq, one, uuid.uuid4(), f"{seq}", datetime.now(UTC)
        )
        message_store.insert_messages(db, [message], via=via)
        return str(message.message_id)

    return send


def test_who_is_alone_does_not_listen(db, open_bridge, heard, is_listening, say):
    open_bridge(HERE)
    say(1, via=HERE)
    wait_until(lambda: db.hints.count_documents({"via": HERE}) == 1)
    time.sleep(3 * reader.LOOK_EVERY)  # time to begin what must not begin

    assert not is_listening()
    assert heard == []


def test_what_was_said_before_another_host_was_noticed_is_heard(
    open_bridge, heard, is_listening, say
):
    open_bridge(HERE)
    ours = say(1, via=HERE)
    before = say(2, via=THERE)
    bridge = open_bridge(THERE)
    wait_until(is_listening)
    bridge.publish([Delivery("user:1", b"news")])
    after = say(3, via=THERE)

    wait_until(lambda: after in str(heard))

    assert before in str(heard)
    assert ours not in str(heard)
    wait_until(lambda: any(each.topic.startswith(f"{reader.RELAYED}:") for each in heard))


def test_who_is_alone_again_stops_listening(monkeypatch, open_bridge, heard, is_listening):
    monkeypatch.setattr(reader, "GONE_AFTER", timedelta(seconds=1))
    open_bridge(THERE).close()
    wait_until(is_listening)

    wait_until(lambda: not is_listening())

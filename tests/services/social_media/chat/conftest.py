"""Two people with a conversation."""

import json
import uuid
from contextlib import contextmanager
from datetime import UTC, datetime

import psutil
import pytest

from services.social_media.chat import membership
from services.social_media.chat.models import ConversationKind, RoomRole


@pytest.fixture
def begin(client, as_user):
    """The id of the conversation of two people."""

    def together(one, other):
        reply = client.post(
            "/api/v1/conversations",
            json={"with": str(other.user_id)},
            headers=as_user(one.user_id),
        )
        assert reply.status_code in (200, 201), reply.json
        return reply.json["conversation_id"]

    return together


@pytest.fixture
def pair(make_person, befriend, begin):
    """Linh, Minh, and their conversation."""
    linh, minh = make_person("Linh"), make_person("Minh")
    befriend(linh, minh)
    return linh, minh, begin(linh, minh)


@pytest.fixture
def say():
    """Send a message without waiting; returns its client id."""

    def send(client, conversation, text="Hi", client_id=None, **more):
        client_id = client_id or str(uuid.uuid4())
        client.send(
            "message.send", client_id=client_id, conversation=conversation, text=text, **more
        )
        return client_id

    return send


@pytest.fixture
def history(client, as_user):
    """All messages of a conversation, as HTTP tells them."""

    def read(person, conversation, **query):
        reply = client.get(
            f"/api/v1/conversations/{conversation}/messages",
            query_string=query or {"limit": 100},
            headers=as_user(person.user_id),
        )
        assert reply.status_code == 200, reply.json
        return json.loads(reply.data)

    return read


@pytest.fixture
def make_room(db):
    """The id of a room of these people."""

    def make(*people, owner=None, **options):
        room = uuid.uuid4()
        roles = {person.user_id: RoomRole.MEMBER for person in people}
        if owner is not None:
            roles[owner.user_id] = RoomRole.OWNER
        membership.set_members(
            db,
            room,
            ConversationKind.COHORT,
            "Week 48",
            roles,
            version=1,
            now=datetime.now(UTC),
            **options,
        )
        return str(room)

    return make


@pytest.fixture
def stop_mongod(mongo_url):
    """Let the tests' database hang while the block runs; others may run beside it."""
    port = mongo_url.rpartition(":")[2].partition("/")[0]

    @contextmanager
    def stop():
        children = psutil.Process().children(recursive=True)
        (mongod,) = [
            child for child in children if child.name() == "mongod" and port in child.cmdline()
        ]
        mongod.suspend()
        try:
            yield
        finally:
            mongod.resume()

    return stop


@pytest.fixture
def two_workers(server):
    return sorted(worker.pid for worker in server.workers())

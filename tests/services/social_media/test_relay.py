"""What a document has to announce leaves it, and is not forgotten before it was taken."""

import threading
import uuid
from datetime import UTC, datetime

import pytest
from pymongo.errors import WriteError

from services.social_media import outbox, relay
from services.social_media.outbox import unsent
from shared.models.events import ReplyOverdue, parse_event
from tests.gear.databases import own_database

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def db(mongo_url):
    """A database of its own: what others have to announce is not ours to publish."""
    with own_database(mongo_url, "relay") as db:
        yield db


@pytest.fixture
def make_conversation(db):
    def make(*events):
        document = {
            "_id": uuid.uuid4(),
            "kind": "direct",
            "people": [uuid.uuid4(), uuid.uuid4()],
            "last_at": NOON,
            "read": {},
        }
        announced = {"unsent": unsent(*events)} if events else {}
        db.conversations.insert_one({**document, **announced})
        return document["_id"]

    return make


@pytest.fixture
def overdue():
    return lambda: ReplyOverdue(
        conversation_id=uuid.uuid4(),
        member_id=uuid.uuid4(),
        coach_id=uuid.uuid4(),
        waiting_since=NOON,
    )


@pytest.fixture
def waiting(db):
    return lambda: [event.event_id for event in outbox.select_waiting(db, most=100)]


def test_an_event_is_published_as_it_was_made_and_then_forgotten(db, make_conversation, overdue):
    published, event = [], overdue()
    conversation = make_conversation(event)

    count = relay.publish_waiting(db, published.extend)

    assert count == 1
    assert [(each.type, parse_event(each.payload)) for each in published] == [
        ("reply.overdue.v1", event)
    ]
    assert db.conversations.find_one({"_id": conversation})["unsent"] == []


def test_batches_are_the_oldest_first_wherever_they_wait(db, make_conversation, overdue):
    published = []
    first, *others = [overdue() for _ in range(25)]
    for event in reversed(others[:12]):
        make_conversation(event)
    late = make_conversation()
    db.conversations.update_one(
        {"_id": late}, {"$push": {"unsent": {"$each": unsent(*others[12:], first)}}}
    )
    sizes = [relay.publish_waiting(db, published.extend) for _ in range(4)]

    assert sizes == [10, 10, 5, 0]
    assert [each.event_id for each in published] == [first.event_id] + [
        event.event_id for event in others
    ]


def test_a_crash_between_publishing_and_forgetting_publishes_again(
    db, make_conversation, overdue, waiting, monkeypatch
):
    published, event = [], overdue()
    make_conversation(event)

    def crash(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(outbox, "delete_published", crash)
        with pytest.raises(KeyboardInterrupt):
            relay.publish_waiting(db, published.extend)
    still_there = waiting()
    relay.publish_waiting(db, published.extend)

    assert still_there == [event.event_id]
    assert [each.event_id for each in published] == [event.event_id] * 2
    assert waiting() == []


def test_what_is_announced_meanwhile_is_not_forgotten_with_the_rest(
    db, make_conversation, overdue, waiting
):
    event, later = overdue(), overdue()
    conversation = make_conversation(event)

    def publish(batch):
        db.conversations.update_one(
            {"_id": conversation}, {"$push": {"unsent": {"$each": unsent(later)}}}
        )

    relay.publish_waiting(db, publish)

    assert waiting() == [later.event_id]


def test_it_outlives_a_topic_that_does_not_answer_and_hears_of_news_soon(
    db, make_conversation, overdue
):
    stop, refused, published, done = threading.Event(), [], [], threading.Event()

    def publish(batch):
        if not refused:
            refused.extend(batch)
            raise OSError("the topic is away")
        published.extend(batch)
        if len(published) == 2:
            done.set()

    thread = threading.Thread(target=relay.run, args=(db, publish, stop))
    thread.start()
    make_conversation(overdue())
    make_conversation(overdue())

    complete = done.wait(20)
    stop.set()
    thread.join(20)

    assert complete
    assert not thread.is_alive()
    assert relay.LOOK_EVERY <= 1


@pytest.mark.parametrize("name", outbox.COLLECTIONS)
def test_looking_touches_no_document_that_has_nothing_to_say(db, name):
    wanted = db[name].find(outbox._WAITING).sort("unsent.event_id").limit(10)

    plan = str(wanted.explain()["queryPlanner"]["winningPlan"])

    assert "'indexName': 'unsent'" in plan
    assert "COLLSCAN" not in plan


def test_only_events_can_be_put_there(db, make_conversation):
    conversation = make_conversation()

    with pytest.raises(WriteError):
        db.conversations.update_one({"_id": conversation}, {"$set": {"unsent": ["news"]}})

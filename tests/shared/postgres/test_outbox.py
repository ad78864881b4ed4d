"""An event goes out if, and only if, what it tells has happened."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event as Signal
from uuid import uuid4

import psycopg
import pytest

from shared.models.events import AccountRenamed, parse_event
from shared.postgres import outbox


@pytest.fixture
def renamed():
    return lambda name="Minh": AccountRenamed(user_id=uuid4(), display_name=name)


@pytest.fixture
def waiting(conn):
    """The ids of the events that wait, oldest first."""

    def ids():
        rows = conn.execute("SELECT event_id FROM messaging.outbox ORDER BY event_id").fetchall()
        return [event_id for (event_id,) in rows]

    return ids


@pytest.fixture
def store_events(conn, renamed):
    def store(count):
        events = [renamed() for _ in range(count)]
        with conn.transaction():
            for event in events:
                outbox.append(conn, event)
        return sorted(event.event_id for event in events)

    return store


def test_an_event_waits_once_its_transaction_commits(conn, renamed, waiting):
    event = renamed()

    with conn.transaction():
        outbox.append(conn, event)

    assert waiting() == [event.event_id]


def test_an_event_of_a_transaction_that_rolls_back_never_was(conn, renamed, waiting):
    with conn.transaction(force_rollback=True):
        outbox.append(conn, renamed())

    assert waiting() == []


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("Ông Già 🚭", id="Unicode"),
        pytest.param("\"quoted\" \\ 'and' {braces}", id="quotes"),
        pytest.param("$1 %s %(x)s", id="placeholders"),
    ],
)
def test_what_goes_out_is_what_went_in(conn, renamed, name):
    event, published = renamed(name), []
    outbox.append(conn, event)

    with conn.transaction():
        outbox.publish_waiting(conn, published.extend, most=10)

    [row] = published
    assert (row.event_id, row.type) == (event.event_id, "account.renamed.v1")
    assert parse_event(row.payload) == event


def test_no_more_than_asked_go_when_more_wait_than_was_planned_for(conn, store_events, waiting):
    ids = store_events(1)
    conn.execute("ANALYZE messaging.outbox")  # as it is found on most days: all but empty
    ids, published = [*ids, *store_events(12)], []

    with conn.transaction():
        outbox.publish_waiting(conn, published.extend, most=3)

    assert sorted(row.event_id for row in published) == ids[:3]
    assert waiting() == ids[3:]


def test_the_oldest_go_first_and_no_more_than_asked(conn, store_events, waiting):
    ids, published = store_events(7), []

    with conn.transaction():
        count = outbox.publish_waiting(conn, published.extend, most=3)

    assert count == 3
    assert sorted(row.event_id for row in published) == ids[:3]
    assert waiting() == ids[3:]


def test_nothing_is_published_when_nothing_waits(conn):
    def publish(batch):
        raise AssertionError("called for nothing")

    assert outbox.publish_waiting(conn, publish, most=10) == 0


def test_events_stay_when_publishing_fails(conn, store_events, waiting):
    ids = store_events(3)

    def publish(batch):
        raise OSError("no route")

    with pytest.raises(OSError, match="no route"), conn.transaction():
        outbox.publish_waiting(conn, publish, most=10)

    assert waiting() == ids


def test_two_relays_share_the_work_and_neither_waits(outbox_dsn, store_events, waiting):
    ids = store_events(30)
    first_holds_its_batch, second_is_done = Signal(), Signal()
    published = {"first": [], "second": []}

    def first_publish(batch):
        first_holds_its_batch.set()
        assert second_is_done.wait(10)
        published["first"].extend(row.event_id for row in batch)

    def second_publish(batch):
        published["second"].extend(row.event_id for row in batch)

    def first():
        with psycopg.connect(outbox_dsn) as conn:
            outbox.publish_waiting(conn, first_publish, most=10)

    def second():
        assert first_holds_its_batch.wait(10)
        with psycopg.connect(outbox_dsn, autocommit=True) as conn:
            while outbox.publish_waiting(conn, second_publish, most=10):
                pass
        second_is_done.set()

    with ThreadPoolExecutor(2) as threads:
        for relay in [threads.submit(first), threads.submit(second)]:
            relay.result(20)

    assert sorted(published["first"]) == ids[:10]
    assert sorted(published["second"]) == ids[10:]
    assert waiting() == []

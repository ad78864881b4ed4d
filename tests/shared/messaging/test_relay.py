"""What waits in the outbox reaches the queues, whatever goes away for a while."""

import threading
from uuid import uuid4

import boto3
import pytest
from moto import mock_aws

from shared.messaging import relay
from shared.messaging.relay import RelaySettings
from shared.messaging.topic import PublishFailed, publisher
from shared.models.events import AccountRenamed, parse_event
from shared.postgres import outbox
from shared.postgres.outbox import Waiting


class Stop(threading.Event):
    """Also tells when the relay was interrupted and pauses before it tries again."""

    def __init__(self):
        super().__init__()
        self.interrupted = threading.Event()

    def wait(self, timeout=None):
        if timeout == relay.PAUSE:
            self.interrupted.set()
        return super().wait(0.05)


TOPIC = "arn:aws:sns:us-east-1:123456789012:events"


@pytest.fixture
def aws():
    with mock_aws():
        yield


@pytest.fixture
def subscribe(aws):
    """Make the topic with a queue on it; the function returns what the queue has got."""
    sns, sqs = boto3.client("sns"), boto3.client("sqs")

    def make():
        assert sns.create_topic(Name="events")["TopicArn"] == TOPIC
        queue_url = sqs.create_queue(QueueName="consumer")["QueueUrl"]
        sns.subscribe(
            TopicArn=TOPIC,
            Protocol="sqs",
            Endpoint="arn:aws:sqs:us-east-1:123456789012:consumer",
            Attributes={"RawMessageDelivery": "true"},
        )

        def receive(count):
            """Wait until that many messages have come."""
            messages = []
            for _ in range(10):
                messages += sqs.receive_message(
                    QueueUrl=queue_url,
                    MaxNumberOfMessages=10,
                    WaitTimeSeconds=1,
                    MessageAttributeNames=["All"],
                ).get("Messages", [])
                if len(messages) >= count:
                    break
            return messages

        return receive

    return make


@pytest.fixture
def running(outbox_dsn, aws):
    """A relay, once it is started."""
    stop = Stop()
    thread = threading.Thread(
        target=relay.run, args=(RelaySettings(postgres_dsn=outbox_dsn, topic_arn=TOPIC), stop)
    )

    def start():
        thread.start()
        return stop

    yield start
    stop.set()
    thread.join()


@pytest.fixture
def announce(conn):
    def append(count=1):
        events = [AccountRenamed(user_id=uuid4(), display_name="Minh") for _ in range(count)]
        with conn.transaction():
            for event in events:
                outbox.append(conn, event)
        return events

    return append


@pytest.fixture
def until_it_is_there(conn):
    """Wait until the relay has a connection, and return the process at its other end."""

    def wait():
        for _ in range(500):
            row = conn.execute(
                """
                SELECT pid
                  FROM pg_stat_activity
                 WHERE application_name = 'relay'
                   AND datname = current_database()
                """
            ).fetchone()
            if row:
                return row[0]
            threading.Event().wait(0.01)
        raise AssertionError("the relay did not come")

    return wait


def test_an_event_travels_from_the_transaction_to_the_queue(
    subscribe, running, announce, until_it_is_there
):
    receive = subscribe()
    running()
    until_it_is_there()

    [event] = announce()

    [message] = receive(1)
    assert parse_event(message["Body"]) == event
    assert message["MessageAttributes"]["type"]["StringValue"] == "account.renamed.v1"


def test_what_waited_before_the_relay_began_goes_out_in_batches(subscribe, running, announce, conn):
    receive = subscribe()
    events = announce(25)

    running()

    assert {parse_event(message["Body"]).event_id for message in receive(25)} == {
        event.event_id for event in events
    }


def test_events_survive_a_topic_that_does_not_answer(subscribe, running, announce, conn):
    [event] = announce()
    relay_stop = running()
    assert relay_stop.interrupted.wait(10)

    with conn.transaction():
        # The topic is to have its queue before the relay gets to it.
        conn.execute("LOCK TABLE messaging.outbox")
        receive = subscribe()

    [message] = receive(1)
    assert parse_event(message["Body"]) == event


def test_the_relay_outlives_its_connection(subscribe, running, announce, until_it_is_there, conn):
    receive = subscribe()
    relay_stop = running()

    conn.execute("SELECT pg_terminate_backend(%s)", [until_it_is_there()])
    [event] = announce()

    assert relay_stop.interrupted.wait(10)
    [message] = receive(1)
    assert parse_event(message["Body"]) == event


def test_a_batch_that_is_taken_in_part_is_not_published(subscribe):
    subscribe()
    batch = [
        Waiting(uuid4(), "account.renamed.v1", "{}"),
        Waiting(uuid4(), "account.renamed.v1", "longer than SNS takes" * 20_000),
    ]

    with pytest.raises(PublishFailed):
        publisher(TOPIC)(batch)

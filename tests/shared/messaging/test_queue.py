"""A message leaves the queue when its event was handled, and never otherwise."""

import json
import threading
from uuid import uuid4

import boto3
import pytest
from moto import mock_aws

from shared.messaging.queue import consume
from shared.models.events import AccountRenamed
from shared.observability.logs import logger

log = logger("tests-of-queue")


@pytest.fixture
def sqs():
    with mock_aws():
        yield boto3.client("sqs")


@pytest.fixture
def queue_url(sqs):
    """A queue that gives a message back at once, and up after the third time."""
    sqs.create_queue(QueueName="dead")
    redrive = {
        "deadLetterTargetArn": "arn:aws:sqs:us-east-1:123456789012:dead",
        "maxReceiveCount": 3,
    }
    return sqs.create_queue(
        QueueName="events",
        Attributes={"VisibilityTimeout": "0", "RedrivePolicy": json.dumps(redrive)},
    )["QueueUrl"]


@pytest.fixture
def count(sqs):
    """How many messages a queue holds."""

    def messages(name):
        queue_url = sqs.get_queue_url(QueueName=name)["QueueUrl"]
        attributes = sqs.get_queue_attributes(
            QueueUrl=queue_url, AttributeNames=["ApproximateNumberOfMessages"]
        )["Attributes"]
        return int(attributes["ApproximateNumberOfMessages"])

    return messages


@pytest.fixture
def send(sqs, queue_url):
    def message(event):
        body = event if isinstance(event, str) else event.model_dump_json()
        sqs.send_message(QueueUrl=queue_url, MessageBody=body)

    return message


@pytest.fixture
def renamed():
    return lambda name="Minh": AccountRenamed(user_id=uuid4(), display_name=name)


def test_a_handled_event_leaves_the_queue(queue_url, send, renamed, count):
    events, handled, stop = [renamed() for _ in range(3)], [], threading.Event()
    for event in events:
        send(event)

    def handle(event):
        handled.append(event)
        if len(handled) == len(events):
            stop.set()

    consume(queue_url, handle, stop, log)

    assert {event.event_id for event in handled} == {event.event_id for event in events}
    assert count("events") == count("dead") == 0


def test_an_event_that_could_not_be_handled_comes_again(queue_url, send, renamed, count):
    event, tries, stop = renamed(), [], threading.Event()
    send(event)

    def handle(event):
        tries.append(event)
        if len(tries) == 1:
            raise OSError("the database is away")
        stop.set()

    consume(queue_url, handle, stop, log)

    assert tries == [event, event]
    assert count("events") == count("dead") == 0


def test_one_failing_event_holds_up_no_other(queue_url, send, renamed, count):
    stop, handled = threading.Event(), []
    for name in ("bad", "good", "last"):
        send(renamed(name))

    def handle(event):
        if event.display_name == "bad":
            raise RuntimeError
        handled.append(event.display_name)
        if len(handled) == 2:
            stop.set()

    consume(queue_url, handle, stop, log)

    assert handled == ["good", "last"]
    assert count("events") == 1


@pytest.mark.parametrize(
    "body",
    [
        pytest.param('{"type": "account.levitated.v1"}', id="of a type we do not know"),
        pytest.param('{"type": "account.renamed.v1"}', id="without what it should say"),
        pytest.param("{}", id="of no type"),
        pytest.param("not JSON", id="unreadable"),
    ],
)
def test_what_we_do_not_understand_is_kept_for_people(queue_url, send, renamed, count, body):
    stop, seen = threading.Event(), []
    send(body)

    def handle(event):
        """Each event calls for the next, until the odd one has been given up."""
        seen.append(event.display_name)
        if len(seen) == 4:
            stop.set()
        else:
            send(renamed())

    send(renamed())
    consume(queue_url, handle, stop, log)

    assert seen == ["Minh"] * 4
    assert (count("events"), count("dead")) == (0, 1)


def test_the_loop_outlives_a_queue_that_does_not_answer(sqs, queue_url, send, renamed):
    """It goes away while its first event is handled, and is back a moment later."""
    stop, handled = threading.Event(), []
    send(renamed("first"))

    def handle(event):
        handled.append(event.display_name)
        if len(handled) == 1:
            sqs.delete_queue(QueueUrl=queue_url)
            threading.Timer(0.2, come_back).start()
        else:
            stop.set()

    def come_back():
        sqs.create_queue(QueueName="events")
        send(renamed("second"))

    consume(queue_url, handle, stop, log)

    assert handled == ["first", "second"]


def test_the_loop_ends_without_looking_again_once_told(queue_url, send, renamed, count):
    stop = threading.Event()
    stop.set()
    send(renamed())

    consume(queue_url, lambda event: None, stop, log)

    assert count("events") == 1

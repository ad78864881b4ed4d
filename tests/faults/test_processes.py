"""A process of the service is killed while a crowd talks, and is started again as a host would."""

import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from datetime import UTC, datetime

import pytest

from deploy.local import emulator
from deploy.local.aws import messages
from deploy.local.aws.resources import CREDENTIALS, session
from deploy.local.ports import free_port
from shared.models.events import CheckInRecorded
from tests.faults.crowd import BACK_WITHIN, SETTLED_WITHIN
from tests.faults.databases import READY_WITHIN
from tests.gear.waiting import wait_until

pytestmark = pytest.mark.timeout(180)

EVENT_EVERY = 0.05
"""Seconds."""


@pytest.fixture(scope="module")
def served(mongo_url, place):
    return place.serve(mongo_url)


@pytest.fixture
def aws(tmp_path):
    """Where the emulator of AWS answers."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "deploy.local.emulator"],
        env={**os.environ, **CREDENTIALS, **emulator.environment(tmp_path, port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until(lambda: emulator.answers(port), READY_WITHIN)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def queue(aws):
    sqs, sns = (session().client(name, endpoint_url=aws) for name in ("sqs", "sns"))
    topic = messages.provision_topic(sns)
    return sqs, messages.provision_queue(sqs, sns, topic, "events"), topic


@pytest.fixture
def start_consumer(mongo_url, aws, queue):
    """The consumer beside a server; whoever starts another may have killed the one before."""
    begun = []

    def start(server, db):
        settings = {
            "MONGO_URL": mongo_url,
            "MONGO_DATABASE": db.name,
            "MESH_DIRECTORY": str(server.log.parent / "mesh"),
            "QUEUE_URL": queue[1],
            "TOPIC_ARN": queue[2],
            "MEDIA_BUCKET": "unlit-media",
            "AWS_ENDPOINT_URL": aws,
        }
        begun.append(
            subprocess.Popen(
                [sys.executable, "-m", "services.social_media.consumer"],
                env={**os.environ, **CREDENTIALS, **settings},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        return begun[-1]

    yield start
    for process in begun:
        process.kill()
        process.wait()


class Surgery:
    """Members check in, one after the other, as fast as the coach can read."""

    def __init__(self, queue, coach, member):
        self._sqs, self._queue, _ = queue
        self._coach, self._member = uuid.UUID(coach), uuid.UUID(member)
        self.sent = {}
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._is_over.set()
        self._thread.join()

    def _run(self):
        while not self._is_over.wait(EVENT_EVERY):
            now = datetime.now(UTC)
            event = CheckInRecorded(
                user_id=self._member,
                coach_id=self._coach,
                check_in_id=uuid.uuid4(),
                local_date=now.date(),
                smoke_free=True,
                occurred_at=now,
            )
            self._sqs.send_message(QueueUrl=self._queue, MessageBody=event.model_dump_json())
            self.sent[str(event.event_id)] = time.monotonic()


def test_a_worker_is_killed_three_times(served, gather, report, nothing_went_wrong):
    server, db = served
    crowd = gather(server, db)
    took = []

    for _ in range(3):
        ready = server.times_ready()
        at = time.monotonic()
        os.kill(server.workers()[0].pid, signal.SIGKILL)
        took.append(crowd.until_everyone_is_back(at))
        server.wait_until_ready(ready + 1)
        crowd.until_more_is_acknowledged(30)
    tally = crowd.settle()

    report(tally, max(took))
    assert crowd.returns() >= 3
    assert nothing_went_wrong(tally)


def test_the_consumer_is_killed(served, gather, queue, start_consumer, report, nothing_went_wrong):
    server, db = served
    crowd = gather(server, db)
    coach, member, *_ = (chatter.name for chatter in crowd.chatters)
    ledger = crowd.ledger
    consumer = start_consumer(server, db)

    with Surgery(queue, coach, member) as surgery:
        assert ledger.wait_for(lambda: len(ledger.events) >= 10, SETTLED_WITHIN)
        consumer.kill()
        consumer.wait()
        at = time.monotonic()
        start_consumer(server, db)
        crowd.until_everyone_is_back(at)
        assert ledger.wait_for(
            lambda: any(surgery.sent.get(event, 0) > at for event in ledger.events),
            at + BACK_WITHIN - time.monotonic(),
        )
        took = time.monotonic() - at
    everything = {uuid.UUID(event) for event in surgery.sent}
    wait_until(lambda: everything <= set(db.notifications.distinct("event_id")), READY_WITHIN)
    tally = crowd.settle()

    report(tally, took)
    assert db.notifications.count_documents({}) == len(everything)
    assert nothing_went_wrong(tally)

"""What happens elsewhere has its effect here once, however often and wherever we hear of it."""

import os
import signal
import subprocess
import sys
import uuid
from datetime import UTC, datetime

import pytest
from psycopg import sql

from services.user_cessation.consumer import NAME, JobsFailed, reacting
from shared.models.events import AccountLocaleChanged, AccountRenamed, ClockTicked
from shared.postgres.pool import open_pool


@pytest.fixture(scope="module")
def pool(postgres_dsn):
    with open_pool(postgres_dsn, application="tests", size=4) as pool:
        yield pool


@pytest.fixture
def effects(database):
    """A table that grows by a row with every effect; the function says how many it has."""
    table = sql.Identifier(f"effects_{uuid.uuid4().hex}")
    database.execute(sql.SQL("CREATE TABLE {} (event_id uuid)").format(table))

    def count():
        return database.execute(sql.SQL("SELECT count(*) FROM {}").format(table)).fetchone()[0]

    count.add = lambda conn, event, now: conn.execute(
        sql.SQL("INSERT INTO {} VALUES (%s)").format(table), (event.event_id,)
    )
    yield count
    database.execute(sql.SQL("DROP TABLE {}").format(table))


@pytest.fixture
def renamed():
    return AccountRenamed(user_id=uuid.uuid4(), display_name="Mai")


def test_an_event_that_comes_again_changes_nothing(pool, effects, renamed, rows):
    handle = reacting(pool, {AccountRenamed: effects.add}, {})

    handle(renamed)
    handle(renamed)

    assert effects() == 1
    assert len(rows("messaging.inbox", event_id=renamed.event_id, consumer=NAME)) == 1


def test_an_event_delivered_to_several_processes_at_once_is_handled_by_one(
    pool, effects, renamed, at_once
):
    handle = reacting(pool, {AccountRenamed: effects.add}, {})

    at_once([lambda: handle(renamed)] * 4)

    assert effects() == 1


def test_a_reaction_that_fails_leaves_nothing_and_may_be_tried_again(pool, effects, renamed, rows):
    def fail(conn, event, now):
        effects.add(conn, event, now)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        reacting(pool, {AccountRenamed: fail}, {})(renamed)
    left = (effects(), rows("messaging.inbox", event_id=renamed.event_id))
    reacting(pool, {AccountRenamed: effects.add}, {})(renamed)

    assert left == (0, [])
    assert effects() == 1


def test_what_is_none_of_its_business_leaves_no_trace(pool, effects, rows):
    event = AccountLocaleChanged(user_id=uuid.uuid4(), locale="vi")

    reacting(pool, {AccountRenamed: effects.add}, {})(event)

    assert effects() == 0
    assert rows("messaging.inbox", event_id=event.event_id) == []


def test_a_job_that_fails_holds_up_no_other_and_is_asked_again_alone(pool, effects):
    tick, broken = ClockTicked(slot=datetime.now(UTC)), [True]

    def may_fail(conn, event, now):
        effects.add(conn, tick, now)
        if broken:
            raise RuntimeError

    handle = reacting(pool, {}, {"first": may_fail, "second": effects.add})

    with pytest.raises(JobsFailed, match="first"):
        handle(tick)
    half_way = effects()
    broken.clear()
    handle(tick)
    handle(tick)

    assert (half_way, effects()) == (1, 2)


PROCESS = """
import os, sys
import boto3
from moto import mock_aws
from services.user_cessation import consumer
from shared.models.events import AccountRenamed

consumer.REACTIONS = {
    AccountRenamed: lambda conn, event, now: conn.execute(
        "SELECT pg_notify('heard', %s)", (str(event.event_id),)
    )
}
with mock_aws():
    sqs = boto3.client("sqs")
    os.environ["QUEUE_URL"] = sqs.create_queue(QueueName="events")["QueueUrl"]
    sqs.send_message(QueueUrl=os.environ["QUEUE_URL"], MessageBody=sys.argv[1])
    consumer.main()
    left = sqs.get_queue_attributes(
        QueueUrl=os.environ["QUEUE_URL"],
        AttributeNames=[
            "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"
        ],
    )["Attributes"]
    sys.exit(sum(map(int, left.values())))
"""


def test_the_process_handles_what_is_on_its_queue_and_leaves_when_told(
    postgres_dsn, database, renamed
):
    database.execute("LISTEN heard")
    process = subprocess.Popen(
        [sys.executable, "-c", PROCESS, renamed.model_dump_json()],
        env={**os.environ, "POSTGRES_DSN": postgres_dsn, "MEDIA_BUCKET": "unlit-media"},
        stdout=subprocess.DEVNULL,
    )
    try:
        heard = [word.payload for word in database.notifies(timeout=30, stop_after=1)]
        process.send_signal(signal.SIGTERM)
        exit_code = process.wait(15)
    finally:
        process.kill()
        process.wait()

    assert heard == [str(renamed.event_id)]
    assert exit_code == 0

"""The packaged clock in the emulator: a tick announces what is due to somebody."""

import json
import os
import subprocess
import sys
import threading
import time
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from botocore.config import Config

from deploy.local import emulator
from deploy.local.aws import functions
from deploy.local.aws.media import Media
from deploy.local.aws.packages import packages
from deploy.local.aws.resources import CREDENTIALS, session
from deploy.local.aws.sign_in import Pool
from deploy.local.ports import free_port
from shared.models.ids import uuid7


@pytest.fixture
def aws_url(tmp_path):
    """An emulator of its own."""
    port = free_port()
    surroundings = {
        name: value for name, value in os.environ.items() if not name.startswith("AWS_")
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "deploy.local.emulator"],
        env={**surroundings, **CREDENTIALS, **emulator.environment(tmp_path, port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 60
        while not emulator.answers(port):
            assert process.poll() is None
            assert time.monotonic() < deadline
            threading.Event().wait(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture
def clients(aws_url):
    patience = Config(connect_timeout=2, read_timeout=60)
    return functions.Clients(
        *(
            session().client(name, endpoint_url=aws_url, config=patience)
            for name in ("iam", "lambda", "events")
        )
    )


@pytest.fixture
def member(database):
    """Somebody to be asked this minute how their day was."""
    user_id = uuid.uuid4()
    now = datetime.now(UTC)
    database.execute(
        "INSERT INTO account.accounts"
        "       (user_id, email, display_name, birth_date, locale, status)"
        " VALUES (%s, %s, 'Mai', '1990-05-17', 'vi', 'active')",
        [user_id, f"{user_id}@people.example"],
    )
    database.execute(
        "INSERT INTO cessation.profiles (user_id, time_zone, country) VALUES (%s, 'UTC', 'VN')",
        [user_id],
    )
    database.execute(
        "INSERT INTO cessation.quit_attempts (attempt_id, user_id, quit_at) VALUES (%s, %s, %s)",
        [uuid7(), user_id, now - timedelta(days=20)],
    )
    database.execute(
        "UPDATE schedule.reminders SET next_at = %s WHERE user_id = %s AND kind = 'check_in'",
        [now - timedelta(minutes=1), user_id],
    )
    return user_id


def test_a_tick_reaches_the_function_and_a_reminder_leaves_it(
    clients, postgres_dsn, database, member
):
    settings = {"MODE": "local", "POSTGRES_DSN": postgres_dsn}
    unused = Pool("us-east-1_unused", "unused", "http://127.0.0.1/unused")
    every = packages(
        dict.fromkeys(("auth", "upload", "payment", "scheduled"), settings),
        unused,
        Media("pictures", "arn:aws:sqs:us-east-1:000000000000:arrivals"),
    )
    functions.provision_package(clients, next(each for each in every if each.name == "scheduled"))
    now = datetime.now(UTC)
    tick = {
        "source": "aws.events",
        "detail-type": "Scheduled Event",
        "time": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }

    reply = clients.functions.invoke(
        FunctionName="scheduled-minute", Payload=json.dumps(tick).encode()
    )

    assert "FunctionError" not in reply
    assert json.loads(reply["Payload"].read())["reminders"] >= 1
    announced = database.execute(
        "SELECT payload->>'key' FROM messaging.outbox WHERE payload->>'user_id' = %s", [str(member)]
    ).fetchall()
    assert announced == [("reminder.check_in",)]
    rules = {rule["Name"] for rule in clients.events.list_rules()["Rules"]}
    assert rules == {"unlit-scheduled-minute", "unlit-scheduled-day"}

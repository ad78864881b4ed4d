"""The service as it runs: gunicorn, two gevent workers, a real PostgreSQL behind them."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import httpx
import psutil
import psycopg
import pytest

from deploy.local.ports import free_port

ROOT = Path(__file__).parents[3]
PATIENCE = 20.0


@pytest.fixture
def running(settings, tmp_path):
    """Start the service; yield its address and process, and stop it afterwards."""
    bind = f"127.0.0.1:{free_port()}"
    environment = {
        **os.environ,
        "MODE": "local",
        "BIND": bind,
        "WORKERS": "2",
        "KEEPALIVE": "2",
        "POSTGRES_DSN": settings.postgres_dsn,
        "TOKEN_ISSUER": settings.token_issuer,
        "TOKEN_JWKS_URL": settings.token_jwks_url,
        "TOKEN_CLIENT_IDS": '["the-web-app"]',
    }
    command = [
        *(sys.executable, "-m", "gunicorn"),
        *("-c", "deploy/gunicorn.py", "services.user_cessation.wsgi:app"),
    ]
    log = tmp_path / "gunicorn.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        until_ready(f"http://{bind}", log)
        yield f"http://{bind}", process, log
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(10)


def answers(url):
    try:
        return httpx.get(url, timeout=5).status_code == 200
    except httpx.TransportError:
        return False


def until_ready(base, log):
    deadline = time.monotonic() + PATIENCE
    while not answers(f"{base}/readyz"):
        assert time.monotonic() < deadline, log.read_text()
        threading.Event().wait(0.05)


def ask_in_threads(base, headers):
    """Set a quit date as each of these people; return the threads and where replies will be."""
    replies = []

    def ask(header):
        replies.append(
            httpx.put(
                f"{base}/api/v1/quit-plan",
                json={"quit_at": datetime.now(UTC).isoformat()},
                headers={**header, "Connection": "close"},
                timeout=PATIENCE,
            ).status_code
        )

    threads = [threading.Thread(target=ask, args=(header,)) for header in headers]
    for thread in threads:
        thread.start()
    return threads, replies


def test_slow_queries_wait_side_by_side_and_a_stop_lets_them_finish(
    running, postgres_dsn, until_waiting, make_member, as_user
):
    base, process, log = running
    members = [make_member() for _ in range(10)]

    with psycopg.connect(postgres_dsn) as other:
        other.execute(
            "SELECT FROM cessation.profiles WHERE user_id = ANY(%s) FOR UPDATE", (members,)
        )
        threads, replies = ask_in_threads(base, [as_user(member) for member in members])
        # Ten requests on two workers, all of them inside PostgreSQL at the same time.
        until_waiting(10)
        process.send_signal(signal.SIGTERM)
    for thread in threads:
        thread.join(PATIENCE)

    assert replies == [200] * 10
    assert process.wait(PATIENCE) == 0
    assert not answers(f"{base}/healthz")
    assert "Traceback" not in log.read_text()


def test_each_worker_gets_its_share_of_the_connections(running):
    base, process, _ = running
    with ExitStack() as stack:
        for _ in range(40):
            # Each waits for its answer, so that it has its worker before the next one comes.
            client = stack.enter_context(httpx.Client())
            client.get(f"{base}/healthz").raise_for_status()
        shares = [
            sum(open_.status == psutil.CONN_ESTABLISHED for open_ in worker.net_connections("tcp"))
            for worker in psutil.Process(process.pid).children()
        ]

    # Not half of them each: one takes what the other, who is busy for a moment, leaves.
    assert min(shares) > 8, shares

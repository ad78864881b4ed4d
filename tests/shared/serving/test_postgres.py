"""A connection that waits by the event loop: others go on, and what is late is given up."""

import os
import signal

import gevent
import psycopg
import pytest

from shared.postgres import pool
from shared.serving.postgres import GreenConnection


@pytest.fixture
def connect(postgres_dsn):
    opened = []

    def connect():
        opened.append(GreenConnection.connect(postgres_dsn, autocommit=True))
        return opened[-1]

    yield connect
    for conn in opened:
        conn.close()


def one(conn, query, *parameters):
    (value,) = conn.execute(query, parameters).fetchone()
    return value


def test_others_go_on_while_one_waits(connect):
    waiting, other = connect(), connect()
    one(other, "SELECT 1 FROM pg_advisory_lock(7)")
    # It has its answer only once the other connection has asked for something else.
    asked = gevent.spawn(one, waiting, "SELECT 2 FROM pg_advisory_lock(7)")
    gevent.idle()
    assert not asked.ready()

    assert one(other, "SELECT pg_advisory_unlock(7)") is True

    assert asked.get(timeout=5) == 2


def test_what_does_not_fit_into_one_packet_comes_whole(connect):
    large = "ôi " * 1_000_000

    assert one(connect(), "SELECT %s || %s", large, "!") == large + "!"


def test_an_error_of_the_server_is_raised_and_the_connection_is_good(connect):
    conn = connect()

    with pytest.raises(psycopg.errors.DivisionByZero):
        one(conn, "SELECT 1 / %s::int", 0)

    assert one(conn, "SELECT 1") == 1


def test_a_server_that_does_not_answer_is_given_up(connect, monkeypatch):
    conn = connect()
    backend = conn.info.backend_pid
    monkeypatch.setattr(pool, "ANSWER_WITHIN", 0.3)

    os.kill(backend, signal.SIGSTOP)
    try:
        with pytest.raises(psycopg.OperationalError, match="no answer"):
            one(conn, "SELECT 1")
    finally:
        os.kill(backend, signal.SIGCONT)

    assert conn.closed


def test_a_server_that_hangs_up_is_noticed(connect):
    conn, other = connect(), connect()
    asked = gevent.spawn(one, conn, "SELECT 1 FROM pg_sleep(60)")
    gevent.idle()

    one(other, "SELECT pg_terminate_backend(%s)", conn.info.backend_pid)

    with pytest.raises(psycopg.OperationalError):
        asked.get(timeout=5)

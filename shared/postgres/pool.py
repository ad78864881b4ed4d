"""PostgreSQL connections, each with the limits that keep one slow query from holding the rest."""

from typing import Any

import psycopg
from psycopg_pool import ConnectionPool

Connection = psycopg.Connection[tuple[Any, ...]]

CONNECT_TIMEOUT = 3
"""Seconds to open a connection."""

LIMITS = (
    "-c statement_timeout=5s -c lock_timeout=3s -c idle_in_transaction_session_timeout=10s"
    " -c timezone=UTC"
)


def connection_options(application: str) -> dict[str, Any]:
    """Keyword arguments for every connection we open. `application` shows in pg_stat_activity."""
    return {
        "application_name": application,
        "connect_timeout": CONNECT_TIMEOUT,
        "options": LIMITS,
        # PgBouncer in transaction mode stands in front of PostgreSQL on AWS.
        "prepare_threshold": None,
    }


def open_pool(dsn: str, *, application: str, size: int) -> ConnectionPool[Connection]:
    """Open a pool. Call it after the fork, in the process that uses it.

    `pool.connection()` is a transaction: it commits when the block ends and rolls back when it
    raises. Waiting longer than three seconds for a connection raises PoolTimeout.
    """
    return ConnectionPool(
        dsn,
        min_size=min(2, size),
        max_size=size,
        timeout=3,
        max_waiting=200,
        reconnect_timeout=30,
        kwargs=connection_options(application),
        name=application,
        open=True,
    )

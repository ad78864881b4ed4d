"""PostgreSQL connections, each with the limits that keep one slow query from holding the rest."""

from typing import TYPE_CHECKING, Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus

if TYPE_CHECKING:
    from psycopg_pool import ConnectionPool

Connection = psycopg.Connection[tuple[Any, ...]]
Answer = TypeVar("Answer")

CONNECT_TIMEOUT = 3
"""Seconds to open a connection."""

ANSWER_WITHIN = 7.0
"""Seconds for any answer. PostgreSQL ends a statement sooner; this is for one that cannot."""

LIMITS = (
    "-c statement_timeout=5s -c lock_timeout=3s -c idle_in_transaction_session_timeout=10s"
    " -c timezone=UTC"
)


class PatientConnection(psycopg.Connection[tuple[Any, ...]]):
    """A connection that gives up on a server which neither answers nor hangs up."""

    def wait(
        self, gen: PQGen[Answer], interval: float = 0.1, timeout: float | None = None
    ) -> Answer:
        try:
            return self._wait_for(gen, interval, ANSWER_WITHIN if timeout is None else timeout)
        except psycopg.OperationalError:
            # What it may still answer is to a question nobody remembers.
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.close()
            raise

    def _wait_for(self, gen: PQGen[Answer], interval: float, timeout: float) -> Answer:
        return super().wait(gen, interval, timeout)


def connection_options(application: str) -> dict[str, Any]:
    """Keyword arguments for every connection we open. `application` shows in pg_stat_activity.

    Statements are prepared once they have been sent a few times; the pooler in front of PostgreSQL
    must be one that knows of that (docs/adr/0024).
    """
    return {
        "application_name": application,
        "connect_timeout": CONNECT_TIMEOUT,
        "options": LIMITS,
    }


def open_pool(
    dsn: str,
    *,
    application: str,
    size: int,
    autocommit: bool = False,
    connection_class: type[PatientConnection] = PatientConnection,
) -> "ConnectionPool[PatientConnection]":
    """Open a pool. Call it after the fork, in the process that uses it.

    `pool.connection()` is a transaction: it commits when the block ends and rolls back when it
    raises; with `autocommit`, each statement is one. Waiting longer than three seconds for a
    connection raises PoolTimeout.
    """
    # A Lambda worker has one connection and no pool, and its zip does not hold this.
    from psycopg_pool import ConnectionPool

    return ConnectionPool(
        dsn,
        connection_class=connection_class,
        min_size=min(2, size),
        max_size=size,
        timeout=3,
        max_waiting=200,
        reconnect_timeout=30,
        kwargs={**connection_options(application), "autocommit": autocommit},
        name=application,
        open=True,
    )

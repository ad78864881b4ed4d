"""This worker's connection to PostgreSQL.

A Lambda worker handles one request at a time, so it needs one connection and no pool: a pool's
threads would be frozen together with the worker. Should two threads ask, the second gets its own.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from shared.models.problem import Unavailable
from shared.postgres.pool import Connection, connection_options


class Database:
    """`application` shows in pg_stat_activity."""

    def __init__(self, dsn: str, *, application: str) -> None:
        self._dsn = dsn
        self._options = connection_options(application)
        self._idle: deque[Connection] = deque()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A transaction that commits when the block ends and rolls back when it raises.

        Raises Unavailable when PostgreSQL does not answer, or not in time.
        """
        try:
            conn = self._take()
            try:
                with conn.transaction():
                    yield conn
            finally:
                if not conn.closed:
                    self._idle.append(conn)
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            raise Unavailable from error

    def close(self) -> None:
        while self._idle:
            self._idle.pop().close()

    def _take(self) -> Connection:
        """A connection that answers: the one we have, unless it died while we were frozen."""
        while self._idle:
            conn = self._idle.pop()
            try:
                conn.execute("SELECT 1")
            except (psycopg.OperationalError, psycopg.InterfaceError):
                conn.close()
            else:
                return conn
        return psycopg.connect(self._dsn, autocommit=True, **self._options)

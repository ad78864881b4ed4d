"""PostgreSQL as the routes see it: a transaction, or statements that each stand alone."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import cast

import psycopg
from flask import current_app
from psycopg_pool import ConnectionPool

from shared.postgres.pool import Connection, PatientConnection

EXTENSION = "postgres"

ANSWER_WITHIN = 2
"""Seconds PostgreSQL has to greet a new connection before we call it gone."""


def transaction() -> AbstractContextManager[Connection]:
    """Commits when the block ends, rolls back when it raises."""
    return _pool().connection()


@contextmanager
def autocommit() -> Iterator[Connection]:
    """Each statement is its own transaction, and spares the round trips that begin and end one."""
    with _pool().connection() as conn:
        conn.autocommit = True
        try:
            yield conn
        finally:
            if not conn.closed:
                conn.autocommit = False


def answers(dsn: str) -> Callable[[], None]:
    """A check that raises when PostgreSQL does not answer.

    It opens a connection of its own: a pooled one that hangs would make the check hang with it.
    """

    def check() -> None:
        psycopg.connect(dsn, connect_timeout=ANSWER_WITHIN).close()

    return check


def _pool() -> ConnectionPool[PatientConnection]:
    return cast("ConnectionPool[PatientConnection]", current_app.extensions[EXTENSION])

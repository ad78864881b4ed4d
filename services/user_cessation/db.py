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


@contextmanager
def transaction() -> Iterator[Connection]:
    """Commits when the block ends, rolls back when it raises."""
    with autocommit() as conn, conn.transaction():
        yield conn


def autocommit() -> AbstractContextManager[Connection]:
    """Each statement is its own transaction, and spares the round trips that begin and end one."""
    return _pool().connection()


def answers(dsn: str) -> Callable[[], None]:
    """A check that raises when PostgreSQL does not answer.

    It opens a connection of its own: a pooled one that hangs would make the check hang with it.
    """

    def check() -> None:
        psycopg.connect(dsn, connect_timeout=ANSWER_WITHIN).close()

    return check


def _pool() -> ConnectionPool[PatientConnection]:
    return cast("ConnectionPool[PatientConnection]", current_app.extensions[EXTENSION])

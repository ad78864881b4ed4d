"""A PostgreSQL database whose outbox is ours alone: other tests put events into theirs."""

import uuid
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from shared.postgres.migrate import migrate


@pytest.fixture(scope="session")
def own_dsn(postgres_server: str) -> str:
    name = f"outbox_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(postgres_server, autocommit=True) as conn:
        conn.execute(f'CREATE DATABASE "{name}"')
    dsn = postgres_server.replace("/postgres?", f"/{name}?")
    migrate(dsn)
    return dsn


@pytest.fixture
def outbox_dsn(own_dsn: str) -> str:
    """URL of a database whose outbox is empty."""
    with psycopg.connect(own_dsn, autocommit=True) as conn:
        conn.execute("TRUNCATE messaging.outbox")
    return own_dsn


@pytest.fixture
def conn(outbox_dsn: str) -> Iterator[psycopg.Connection[Any]]:
    """An autocommit connection to it: every transaction is one the test opens."""
    with psycopg.connect(outbox_dsn, autocommit=True) as conn:
        yield conn

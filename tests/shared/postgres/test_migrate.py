"""Bringing a database up to date."""

import uuid

import psycopg
import pytest

from shared.postgres.migrate import MIGRATIONS, migrate


@pytest.fixture
def empty_dsn(postgres_server):
    name = f"empty_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(postgres_server, autocommit=True) as conn:
        conn.execute(f'CREATE DATABASE "{name}"')
        yield postgres_server.replace("/postgres?", f"/{name}?")
        conn.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_it_prints_nothing_of_what_it_does_and_does_it_once(empty_dsn, capfd):
    applied = migrate(empty_dsn)

    assert len(applied) == len(list(MIGRATIONS.glob("*.sql")))
    assert migrate(empty_dsn) == []
    assert capfd.readouterr() == ("", "")

"""The demo fits the real databases, and planting it twice changes nothing."""

import uuid
from datetime import UTC, datetime

import psycopg
import pytest

from deploy.local.seed import cast, community, records
from services.social_media import indexes
from services.social_media.mongo import connect
from shared.postgres.migrate import migrate

NOW = datetime.now(UTC)
COLLECTIONS = ("people", "ties", "notifications", "conversations", "messages")


@pytest.fixture(scope="module")
def ids():
    return {person.login: uuid.uuid4() for person in cast.EVERYONE}


@pytest.fixture(scope="module")
def planted_dsn(postgres_server, ids):
    """A database of its own: the demo's addresses exist once."""
    name = f"planting_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(postgres_server, autocommit=True) as conn:
        conn.execute(f'CREATE DATABASE "{name}"')
    dsn = postgres_server.replace("/postgres?", f"/{name}?")
    migrate(dsn)
    with psycopg.connect(dsn) as conn:
        records.plant(conn, ids, NOW)
    return dsn


@pytest.fixture
def rows(planted_dsn):
    with psycopg.connect(planted_dsn) as conn:
        yield lambda query: conn.execute(query).fetchall()


@pytest.fixture
def planted_db(mongo_url, ids):
    db = connect(mongo_url, f"planting_{uuid.uuid4().hex[:8]}")
    with db.client:
        indexes.apply(db)
        community.plant(db, ids, NOW)
        yield db
        db.client.drop_database(db.name)


def test_postgresql_holds_everyone_with_two_months_of_days(rows):
    roles = dict(rows("SELECT role, count(*) FROM account.accounts GROUP BY role"))
    ((check_ins,),) = rows("SELECT count(*) FROM cessation.check_ins")

    assert roles == {"admin": 1, "coach": 2, "member": 12}
    assert check_ins > 300


def test_every_slip_is_within_its_attempt(rows):
    strays = rows(
        """
        SELECT slips.slip_id
          FROM cessation.slips
          JOIN cessation.quit_attempts AS attempts USING (attempt_id)
         WHERE slips.smoked_at < attempts.quit_at
            OR slips.smoked_at > coalesce(attempts.ended_at, now())
        """
    )

    assert strays == []


def test_the_rows_are_known_as_planted(planted_dsn, ids):
    with psycopg.connect(planted_dsn) as conn:
        assert records.is_planted(conn, ids)


def test_rows_of_other_accounts_are_noticed(planted_dsn):
    strangers = {person.login: uuid.uuid4() for person in cast.EVERYONE}

    with psycopg.connect(planted_dsn) as conn, pytest.raises(LookupError):
        records.is_planted(conn, strangers)


def test_mongodb_holds_people_ties_news_and_conversations(planted_db):
    counts = {name: planted_db[name].count_documents({}) for name in COLLECTIONS}

    assert counts["people"] == 15
    assert counts["ties"] == 11 + 4
    assert counts["conversations"] == 11
    assert counts["messages"] > 35
    assert planted_db.notifications.count_documents({"read_at": None}) > 5


def test_planting_again_changes_nothing(planted_db, ids):
    before = {name: planted_db[name].count_documents({}) for name in COLLECTIONS}

    community.plant(planted_db, ids, NOW)

    assert {name: planted_db[name].count_documents({}) for name in COLLECTIONS} == before

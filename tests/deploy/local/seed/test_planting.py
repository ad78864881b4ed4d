"""The demo fits the real databases, and planting it twice changes nothing."""

import uuid
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from deploy.local.seed import cast, circle, community, meetings, preparation, records
from services.social_media import indexes
from services.social_media.mongo import connect
from shared.postgres.migrate import migrate

NOW = datetime.now(UTC)
COLLECTIONS = (
    *("people", "ties", "notifications", "conversations", "messages"),
    *("cohorts", "cohort_wishes", "rooms", "posts", "comments", "reactions"),
)


def plant_rows(conn, ids, now):
    for part in (records, preparation, meetings):
        part.plant(conn, ids, now)


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
        plant_rows(conn, ids, NOW)
    return dsn


@pytest.fixture
def rows(planted_dsn):
    with psycopg.connect(planted_dsn) as conn:
        yield lambda query: conn.execute(query).fetchall()


@pytest.fixture
def planted_db(mongo_url, ids, planted_dsn):
    with psycopg.connect(planted_dsn) as conn:
        announced = records.select_announced(conn)
    db = connect(mongo_url, f"planting_{uuid.uuid4().hex[:8]}")
    with db.client:
        indexes.apply(db)
        community.plant(db, ids, NOW, announced)
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


def test_meetings_were_held_are_agreed_and_wait_for_an_answer(rows):
    meetings = rows("SELECT status, ends_at < now() FROM coaching.appointments ORDER BY 1")

    assert meetings == [
        *[("completed", True)] * 2,
        *[("confirmed", False)] * 2,
        ("requested", False),
    ]


def test_a_session_with_many_is_planned(rows):
    ((people, starts_at),) = rows(
        """
        SELECT count(*), min(starts_at)
          FROM coaching.group_sessions
          JOIN coaching.seats USING (session_id)
        """
    )

    assert people == 3
    assert starts_at > NOW


def test_members_have_prepared_and_noted_what_is_over(rows):
    ((reasons, pairs, told, cravings, entries, ahead),) = rows(
        """
        SELECT (SELECT count(DISTINCT user_id) FROM cessation.reasons),
               (SELECT count(DISTINCT user_id) FROM cessation.coping_pairs),
               (SELECT count(*) FROM cessation.preparations),
               (SELECT count(*) FROM cessation.cravings),
               (SELECT count(*) FROM cessation.journal_entries),
               (SELECT count(*) FROM cessation.cravings WHERE occurred_at > now())
        """
    )

    assert (reasons, pairs, told) == (5, 5, 5)
    assert cravings >= 9
    assert entries >= 5
    assert ahead == 0


@pytest.mark.parametrize("days", [2, 5])
def test_the_demo_can_be_planted_on_other_days_of_the_week(planted_dsn, days):
    others = {person.login: uuid.uuid4() for person in cast.EVERYONE}
    with psycopg.connect(planted_dsn) as conn:
        conn.execute("DELETE FROM account.accounts")

        plant_rows(conn, others, NOW + timedelta(days=days, hours=4 * days))

        conn.rollback()


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
    assert counts["conversations"] == 11 + 1  # the cohort talks as well
    assert counts["messages"] > 35
    assert planted_db.notifications.count_documents({"read_at": None}) > 5


def test_a_cohort_has_people_topics_and_posts(planted_db):
    (cohort,) = planted_db.cohorts.find()
    in_it = planted_db.posts.find({"room_id": cohort["_id"]})
    authors = [post["author"] for post in in_it]

    assert planted_db.cohort_wishes.count_documents({"state": "placed"}) == 7
    assert authors.count(None) == circle.DAYS_OF_TOPICS
    assert len(authors) - authors.count(None) == 4
    assert planted_db.posts.count_documents({"state": {"$ne": "published"}}) == 0


@pytest.mark.parametrize("days", [2, 5])
def test_the_cohort_comes_about_on_other_days_of_the_week(mongo_url, ids, days):
    db = connect(mongo_url, f"planting_{uuid.uuid4().hex[:8]}")
    with db.client:
        community.plant(db, ids, NOW + timedelta(days=days, hours=4 * days))
        found = db.cohort_wishes.count_documents({"state": "placed"})
        db.client.drop_database(db.name)

    assert found == 7


def test_what_happened_long_ago_is_no_news(planted_db, ids):
    hers = list(planted_db.notifications.find({"user_id": ids["fatima"]}))
    held = [told for told in hers if told["title_key"] == "appointment.completed"]
    recent = NOW - community.UNREAD_FOR

    assert len(held) == 1
    assert all(told["read_at"] for told in hers if told["at"] < recent)


def test_planting_again_changes_nothing(planted_db, ids):
    before = {name: planted_db[name].count_documents({}) for name in COLLECTIONS}

    community.plant(planted_db, ids, NOW)

    assert {name: planted_db[name].count_documents({}) for name in COLLECTIONS} == before

"""Bringing a database up to date."""

import shutil
import uuid

import psycopg
import pytest

from shared.postgres import migrate as runner
from shared.postgres.migrate import MIGRATIONS, migrate

QUIT_BEFORE = """
    INSERT INTO account.accounts (user_id, email, display_name, birth_date, locale, status)
    SELECT member, name || '@people.example', name, '1990-01-01', 'en', 'active' FROM people;
    INSERT INTO cessation.profiles (user_id, time_zone, country)
    SELECT member, 'UTC', 'VN' FROM people;
    INSERT INTO cessation.quit_attempts (attempt_id, user_id, quit_at)
    SELECT member, member, now() - interval '250 days' FROM people;
    INSERT INTO cessation.slips
           (slip_id, user_id, attempt_id, client_id, smoked_at, local_date, cigarettes)
    SELECT uuidv7(), member, member, uuidv7(), day, day, 1
      FROM people, unnest(slips) AS after,
           LATERAL (SELECT current_date - 250 + after AS day) AS days;
    INSERT INTO statistics.outcomes
           (attempt_id, follow_up_days, quit_on, answered_on, seven_days, russell, continuous,
            judged_at)
    SELECT member, 182, current_date - 250, CASE WHEN answers THEN current_date - 68 END,
           false, false, false, now()
      FROM people;
"""


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


@pytest.fixture
def up_to(empty_dsn, tmp_path, monkeypatch):
    """Migrate as far as a release of before did."""

    def bring(last):
        for each in MIGRATIONS.glob("*.sql"):
            if each.name <= f"{last}~":
                shutil.copy(each, tmp_path)
        with monkeypatch.context() as then:
            then.setattr(runner, "MIGRATIONS", tmp_path)
            migrate(empty_dsn)
        return empty_dsn

    return bring


def test_who_quit_before_is_asked_after_a_year_and_flagged_by_rule_b(up_to):
    dsn = up_to("0045")
    with psycopg.connect(dsn, autocommit=True) as conn:
        conn.execute(
            """
            CREATE TEMPORARY TABLE people AS
            SELECT gen_random_uuid() AS member, name, slips, answers
              FROM (VALUES ('e1', '{40,90}'::int[], true), ('e4', '{32,39}', true),
                           ('e8', '{32,39}', false)) AS cases (name, slips, answers)
            """
        )
        for statement in QUIT_BEFORE.split(";"):
            conn.execute(statement)
        asked = "SELECT DISTINCT code FROM schedule.reminders WHERE kind = 'programme'"
        before = conn.execute(asked).fetchall()

        migrate(dsn)

        flagged = conn.execute(
            "SELECT name, two_weeks_running FROM statistics.outcomes"
            "  JOIN people ON member = attempt_id ORDER BY name"
        ).fetchall()
        assert (before, conn.execute(asked).fetchall()) == ([(None,)], [("month_12",)])
        assert flagged == [("e1", False), ("e4", True), ("e8", None)]

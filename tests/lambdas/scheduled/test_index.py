"""However many members there are, the few who are due are found by index."""

import json
from datetime import timedelta
from typing import get_args

import pytest

from lambdas.scheduled import reminders, store
from lambdas.scheduled.models import Kind

MEMBERS = 5_000

TABLES_OF_MEMBERS = (
    "account.accounts",
    "cessation.check_ins",
    "cessation.profiles",
    "cessation.quit_attempts",
    "cessation.slips",
    "schedule.reminders",
)


@pytest.fixture
def many(database, now):
    """Many members, of whom a few are due; gone when the test is over."""
    database.execute("BEGIN")
    # What the triggers do for one at a time is done here for all.
    database.execute("SET LOCAL session_replication_role = replica")
    ids = "SELECT md5(n::text)::uuid AS user_id, n FROM generate_series(1, %(members)s) AS n"
    for statement in (
        "INSERT INTO account.accounts"
        "       (user_id, email, display_name, birth_date, locale, status)"
        " SELECT user_id, n || '@many.example', 'Mai', '1990-01-01', 'vi', 'active'"
        f"  FROM ({ids}) AS people",
        "INSERT INTO cessation.profiles (user_id, time_zone, country)"
        f" SELECT user_id, 'Asia/Kathmandu', 'NP' FROM ({ids}) AS people",
        "INSERT INTO cessation.quit_attempts (attempt_id, user_id, quit_at)"
        f" SELECT gen_random_uuid(), user_id, %(quit_at)s FROM ({ids}) AS people",
        "INSERT INTO cessation.check_ins (check_in_id, user_id, client_id, local_date, smoke_free)"
        " SELECT gen_random_uuid(), user_id, gen_random_uuid(), '2026-01-01', true"
        f"  FROM ({ids}) AS people",
        "INSERT INTO cessation.slips"
        "       (slip_id, user_id, attempt_id, client_id, smoked_at, local_date, cigarettes)"
        " SELECT gen_random_uuid(), user_id, attempt_id, gen_random_uuid(), %(quit_at)s,"
        "        '2026-01-01', 1"
        f"  FROM ({ids}) AS people JOIN cessation.quit_attempts USING (user_id)",
        "INSERT INTO schedule.reminders (user_id, kind, next_at)"
        " SELECT user_id, kind, %(now)s + make_interval(mins => n - 4)"
        f"  FROM ({ids}) AS people CROSS JOIN schedule.kinds"
        "  WHERE kind = ANY(%(kinds)s)",
    ):
        database.execute(
            statement,
            {
                "members": MEMBERS,
                "now": now,
                "quit_at": now - timedelta(days=50),
                "kinds": list(get_args(Kind)),
            },
        )
    database.execute(f"ANALYZE {', '.join(TABLES_OF_MEMBERS)}")
    yield
    database.execute("ROLLBACK")


def _nodes(plan):
    yield plan
    for child in plan.get("Plans", ()):
        yield from _nodes(child)


@pytest.fixture
def plan_of(database, many):
    def explain(statement, values):
        [(document,)] = database.execute(
            f"EXPLAIN (VERBOSE, FORMAT JSON) {statement}", values
        ).fetchall()
        document = document if isinstance(document, list) else json.loads(document)
        return list(_nodes(document[0]["Plan"]))

    return explain


def test_who_is_due_is_read_off_an_index(plan_of, now):
    nodes = plan_of(store.DUE, {"slot": now, "most": reminders.BATCH})

    assert "reminders_due" in {node.get("Index Name") for node in nodes}
    assert [node for node in nodes if node["Node Type"] in ("Seq Scan", "Sort")] == []


def test_what_is_known_of_them_and_what_comes_next_is_looked_up(plan_of, database, now):
    held = store.lock_due(database, now, most=reminders.BATCH)
    values = {
        "user_ids": [each.user_id for each in held],
        "kinds": [each.kind for each in held],
        "next_ats": [each.next_at for each in held],
        "slot": now,
    }
    assert len(held) == 20

    for statement in (store.DETAILS, store.ADVANCE):
        scanned = {
            f"{node['Schema']}.{node['Relation Name']}"
            for node in plan_of(statement, values)
            if node["Node Type"] == "Seq Scan"
        }
        assert scanned.isdisjoint(TABLES_OF_MEMBERS)

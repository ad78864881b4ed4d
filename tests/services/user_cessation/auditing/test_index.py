"""However long the record is, what is rare in it is found by index and not by walking it."""

import json
import uuid
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from services.user_cessation.auditing import store
from services.user_cessation.auditing.models import RecordAsked

ENTRIES = 60_000
RARE = 3
"""Entries that are like no other, the oldest of all."""

MANY = 5_000
"""Entries of somebody who was here at the beginning and is no more."""

PAGE = 51
ACTOR, LEFT, SUBJECT, NOBODY = (uuid.uuid4() for _ in range(4))
ORIGIN = "5e" * 32
NOW = datetime.now(UTC)
BEGUN = NOW - timedelta(minutes=ENTRIES)


@pytest.fixture(scope="module")
def long_record(postgres_dsn):
    """A connection that sees many entries, one a minute; they are gone when the tests are over."""
    with psycopg.connect(postgres_dsn) as conn:
        # A chain for each would take long to write, and nobody looks at it here.
        conn.execute("SET LOCAL session_replication_role = replica")
        conn.execute(
            """
            INSERT INTO account.audit_log
                   (happened_at, actor_id, subject_id, action, outcome, ip_sha256, chain_id, place,
                    former_sha256, sha256, actor_sha256, subject_sha256)
            SELECT %(begun)s + make_interval(mins => n),
                   CASE WHEN n <= %(rare)s THEN %(actor)s
                        WHEN n <= %(many)s THEN %(left)s
                        ELSE md5((n %% 40)::text)::uuid END,
                   CASE WHEN n <= %(rare)s THEN %(subject)s ELSE md5((n %% 5000)::text)::uuid END,
                   CASE WHEN n <= %(rare)s THEN 'rare.done' ELSE 'often.done.' || n %% 30 END,
                   'done',
                   CASE WHEN n <= %(rare)s THEN decode(%(origin)s, 'hex')
                        ELSE sha256((n %% 300)::text::bytea) END,
                   -1, n, '', '', '', ''
              FROM generate_series(1, %(entries)s) AS n
            """,
            {
                "begun": BEGUN,
                "rare": RARE,
                "many": MANY,
                "left": LEFT,
                "actor": ACTOR,
                "subject": SUBJECT,
                "origin": ORIGIN,
                "entries": ENTRIES,
            },
        )
        conn.execute("ANALYZE account.audit_log")
        yield conn
        conn.rollback()


@pytest.fixture
def looked_at(long_record):
    """How many entries PostgreSQL looks at to answer a question, and how many it finds."""

    def ask(**asked):
        question = RecordAsked(**asked)
        [(document,)] = long_record.execute(
            f"EXPLAIN (ANALYZE, FORMAT JSON) {store.RECORDED}",
            store.values(question, most=PAGE),
            prepare=False,
        ).fetchall()
        document = document if isinstance(document, list) else json.loads(document)
        top = document[0]["Plan"]
        return sum(_read(node) for node in _nodes(top)), top["Actual Rows"]

    return ask


def _nodes(plan):
    yield plan
    for child in plan.get("Plans", ()):
        yield from _nodes(child)


def _read(node):
    """Entries a scan reads, also those it throws away."""
    if "Relation Name" not in node:
        return 0
    thrown_away = ("Rows Removed by Filter", "Rows Removed by Index Recheck")
    read = node["Actual Rows"] + sum(node.get(name, 0) for name in thrown_away)
    return read * node["Actual Loops"]


@pytest.mark.parametrize(
    ("asked", "fit"),
    [
        ({}, PAGE),
        ({"actor_id": ACTOR}, RARE),
        ({"actor_id": LEFT}, PAGE),
        ({"actor_id": NOBODY}, 0),
        ({"subject_id": SUBJECT}, RARE),
        ({"action": "rare.done"}, RARE),
        ({"action": "never.done"}, 0),
        ({"action": "often.done.7", "until": BEGUN + timedelta(minutes=9_000)}, PAGE),
        ({"actor_id": ACTOR, "action": "rare.done"}, RARE),
        ({"origin": ORIGIN}, RARE),
    ],
)
def test_few_are_looked_at_for_a_page(looked_at, asked, fit):
    looked, found = looked_at(**asked)

    assert found == fit
    assert looked <= 2 * PAGE

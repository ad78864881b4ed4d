"""Nobody can change what was logged without it showing, and a person can still be forgotten."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psycopg
import pytest

from services.user_cessation import audit
from services.user_cessation.audit import Entry


@pytest.fixture
def log(database):
    """Record that somebody did something to somebody."""

    def append(actor, subject, action="progress.read"):
        audit.append(database, Entry(action, actor, subject, "a request"))

    return append


@pytest.fixture
def chain_of(database):
    """The chain of a person's record."""

    def look(person):
        [(chain_id,)] = database.execute(
            "SELECT chain_id FROM account.audit_chains WHERE key_id = %s", (person,)
        ).fetchall()
        return chain_id

    return look


@pytest.fixture
def faults_in(database):
    def look(chain_id):
        found = audit.select_faults(database, first=chain_id, last=chain_id)
        return [(fault.place, fault.what) for fault in found]

    return look


@pytest.fixture
def as_intruder(postgres_dsn):
    """Change the log the way only the owner of the database could; undone afterwards."""
    with psycopg.connect(postgres_dsn) as conn:
        conn.execute("SET session_replication_role = replica")  # no trigger fires
        yield conn
        conn.rollback()


@pytest.fixture
def record(log, chain_of):
    """The chain of a member whose record was read four times."""
    member = uuid.uuid4()
    for _ in range(4):
        log(uuid.uuid4(), member)
    return chain_of(member)


def test_each_row_carries_the_hash_of_the_one_before(database, record, faults_in):
    rows = database.execute(
        "SELECT place, former_sha256, sha256 FROM account.audit_log"
        " WHERE chain_id = %s ORDER BY place",
        (record,),
    ).fetchall()

    assert [place for place, _, _ in rows] == [1, 2, 3, 4]
    assert [former for _, former, _ in rows] == [b""] + [sha256 for _, _, sha256 in rows[:-1]]
    assert faults_in(record) == []


@pytest.mark.parametrize(
    "change",
    [
        "action = 'nothing.happened'",
        "outcome = 'refused'",
        "happened_at = happened_at - interval '1 day'",
        'detail = \'{"reason": "asked to"}\'',
        "actor_id = gen_random_uuid()",
        "subject_id = gen_random_uuid()",
        "ip_sha256 = '\\x00'",
        "request_id = 'another'",
    ],
)
def test_a_changed_row_shows(as_intruder, record, change):
    as_intruder.execute(
        f"UPDATE account.audit_log SET {change} WHERE chain_id = %s AND place = 2", (record,)
    )

    faults = audit.select_faults(as_intruder, first=record, last=record)

    assert [(fault.place, fault.what) for fault in faults] == [(2, "changed")]


@pytest.mark.parametrize(
    ("place", "faults"),
    [
        pytest.param(1, [(2, "missing before it")], id="the first"),
        pytest.param(3, [(4, "missing before it")], id="one between"),
        pytest.param(4, [(4, "missing at the end")], id="the last"),
    ],
)
def test_a_removed_row_shows(as_intruder, record, place, faults):
    as_intruder.execute(
        "DELETE FROM account.audit_log WHERE chain_id = %s AND place = %s", (record, place)
    )

    found = audit.select_faults(as_intruder, first=record, last=record)

    assert [(fault.place, fault.what) for fault in found] == faults


def test_a_row_that_was_hashed_anew_breaks_the_next(as_intruder, record):
    as_intruder.execute(
        "UPDATE account.audit_log SET action = 'other' WHERE chain_id = %s AND place = 2", (record,)
    )
    as_intruder.execute(
        "UPDATE account.audit_log AS log SET sha256 = account.audit_sha256(log)"
        " WHERE chain_id = %s AND place = 2",
        (record,),
    )

    [fault] = audit.select_faults(as_intruder, first=record, last=record)

    assert (fault.place, fault.what) == (3, "missing before it")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE account.audit_log SET action = 'other' WHERE chain_id = %s",
        "UPDATE account.audit_log SET subject_id = gen_random_uuid() WHERE chain_id = %s",
        "DELETE FROM account.audit_log WHERE chain_id = %s",
    ],
)
def test_the_table_itself_refuses(database, record, statement):
    with pytest.raises(psycopg.errors.RestrictViolation):
        database.execute(statement, (record,))


def test_many_who_read_one_record_at_once_make_one_chain(postgres_dsn, chain_of, faults_in):
    member = uuid.uuid4()

    def read(_):
        with psycopg.connect(postgres_dsn) as conn:
            audit.append(conn, Entry("progress.read", uuid.uuid4(), member, "a request"))

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(read, range(48)))

    assert faults_in(chain_of(member)) == []


def test_readers_of_different_records_do_not_wait_for_each_other(postgres_dsn):
    with psycopg.connect(postgres_dsn) as slow, psycopg.connect(postgres_dsn) as quick:
        audit.append(slow, Entry("progress.read", uuid.uuid4(), uuid.uuid4(), "a request"))
        quick.execute("SET lock_timeout = '1s'")

        audit.append(quick, Entry("progress.read", uuid.uuid4(), uuid.uuid4(), "a request"))


@pytest.fixture
def listed(database):
    """Record that somebody saw a list of people, as a request does."""

    def record(reader, people, action="members.listed", conn=database):
        with conn.transaction():
            audit.append_listed(conn, action, reader, people, "a request")

    return record


def test_seeing_many_is_two_statements_and_a_link_in_each_chain(
    listed, chain_of, faults_in, statements
):
    coach, members = uuid.uuid4(), [uuid.uuid4() for _ in range(3)]

    listed(coach, members)

    assert len(statements) == 2
    assert [faults_in(chain_of(member)) for member in members] == [[], [], []]


def test_a_list_that_is_looked_at_again_is_only_read(listed, statements, rows):
    coach, members = uuid.uuid4(), [uuid.uuid4() for _ in range(3)]
    listed(coach, members)
    statements.clear()

    listed(coach, members)

    assert len(statements) == 1
    assert len(rows("account.audit_log", actor_id=coach)) == 3


def test_nobody_listed_costs_nothing(listed, statements):
    listed(uuid.uuid4(), [])

    assert statements == []


def test_it_is_once_for_each_reader_each_member_and_each_list(listed, rows):
    coach, other, member, newcomer = (uuid.uuid4() for _ in range(4))

    listed(coach, [member])
    listed(coach, [member, newcomer])
    listed(coach, [member], "attention.read")
    listed(other, [member])

    traces = [
        (row["actor_id"], row["action"]) for row in rows("account.audit_log", subject_id=member)
    ]
    assert sorted(traces) == sorted(
        [(coach, "members.listed"), (coach, "attention.read"), (other, "members.listed")]
    )
    assert len(rows("account.audit_log", subject_id=newcomer)) == 1


@pytest.mark.parametrize(("minutes", "traces"), [(59, 1), (61, 2)])
def test_after_an_hour_it_is_written_down_again(database, listed, rows, minutes, traces):
    coach, member = uuid.uuid4(), uuid.uuid4()
    database.execute(
        """
        INSERT INTO account.audit_log
               (audit_id, happened_at, actor_id, subject_id, action, outcome)
        SELECT uuidv7(-ago), now() - ago, %s, %s, 'members.listed', 'done'
          FROM make_interval(mins => %s) AS ago
        """,
        (coach, member, minutes),
    )

    listed(coach, [member])

    assert len(rows("account.audit_log", actor_id=coach, subject_id=member)) == traces


def test_a_reader_who_asks_many_times_at_once_leaves_one_trace(
    postgres_dsn, listed, rows, chain_of, faults_in
):
    coach, member = uuid.uuid4(), uuid.uuid4()
    together = Barrier(8)

    def read(_):
        with psycopg.connect(postgres_dsn, autocommit=True) as conn:
            together.wait(10)
            listed(coach, [member], conn=conn)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(read, range(8)))

    assert len(rows("account.audit_log", actor_id=coach)) == 1
    assert faults_in(chain_of(member)) == []


def test_a_forgotten_person_is_in_no_row_and_the_chains_still_fit(
    database, log, chain_of, faults_in, rows
):
    coach, member, other = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    for actor, subject in ((coach, member), (member, member), (member, other), (coach, other)):
        log(actor, subject)
    own, others = chain_of(member), chain_of(other)

    count = audit.forget(database, member)

    assert count == 3
    left = {row["place"]: row["actor_id"] for row in rows("account.audit_log", chain_id=others)}
    assert left == {1: None, 2: coach}
    assert {row["subject_id"] for row in rows("account.audit_log", chain_id=own)} == {None}
    assert not [
        row for row in rows("account.audit_log") if member in (row["actor_id"], row["subject_id"])
    ]
    assert (faults_in(own), faults_in(others)) == ([], [])
    assert rows("account.audit_chains", key_id=member) == []


def test_the_whole_log_is_checked_some_chains_at_a_time(database, record, monkeypatch):
    monkeypatch.setattr(audit, "AT_ONCE", 3)

    assert audit.verify(database) == []

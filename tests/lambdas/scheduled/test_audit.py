"""Whoever changes the record is found out within a day."""

import uuid

import pytest
from psycopg.rows import dict_row

from lambdas.scheduled import audit, handler


@pytest.fixture
def log(database):
    """Put three links on somebody's chain; gives their id."""
    person = uuid.uuid4()
    for _ in range(3):
        database.execute(
            "INSERT INTO account.audit_log (subject_id, action, outcome)"
            " VALUES (%s, 'progress.read', 'done')",
            [person],
        )
    return person


@pytest.fixture
def chain_of(database):
    return lambda person: database.execute(
        "SELECT chain_id FROM account.audit_chains WHERE key_id = %s", [person]
    ).fetchone()[0]


@pytest.fixture
def tampered(database, log):
    """One of them says something else now; put back afterwards."""
    change = "UPDATE account.audit_log SET action = %s WHERE subject_id = %s AND place = 2"
    database.execute("SET session_replication_role = replica")
    database.execute(change, ["nothing", log])
    yield
    database.execute(change, ["progress.read", log])
    database.execute("SET session_replication_role = DEFAULT")


@pytest.fixture
def checks(database):
    """What was found, the newest last."""

    def look():
        with database.cursor(row_factory=dict_row) as cursor:
            return cursor.execute("SELECT * FROM account.audit_checks ORDER BY check_id").fetchall()

    return look


def test_an_untouched_record_is_in_order_and_all_of_it_was_looked_at(
    scheduled, log, now, checks, database
):
    chains, entries = database.execute(
        "SELECT (SELECT count(*) FROM account.audit_chains),"
        "       (SELECT count(*) FROM account.audit_log)"
    ).fetchone()

    assert audit.check(scheduled, now, lambda: True) == 0

    found = checks()[-1]
    assert (found["started_at"], found["is_complete"]) == (now, True)
    assert (found["chains"], found["entries"]) == (chains, entries)
    assert (found["faults"], found["first_fault"]) == (0, None)


def test_a_changed_link_is_noticed_once_a_day(
    scheduled, tampered, tick, worker, now, checks, capsys
):
    before = len(checks())

    days = [handler.on_day(tick(now), worker)["audit"] for _ in range(2)]

    assert days == [1, None]
    assert '"AuditFaults":[1.0]' in capsys.readouterr().out.replace(" ", "")
    [found] = checks()[before:]
    assert (found["faults"], found["is_complete"]) == (1, True)


def test_it_names_the_first_link_that_does_not_fit_and_raises_an_alarm(
    scheduled, tampered, log, now, checks, chain_of, caplog
):
    audit.check(scheduled, now, lambda: True)

    first = {"chain_id": chain_of(log), "place": 2, "what": "changed"}
    assert checks()[-1]["first_fault"] == first
    [alarm] = [record for record in caplog.records if record.levelname == "ERROR"]
    assert alarm.message == "audit log was changed"
    assert {name: getattr(alarm, name) for name in first} == first


def test_what_is_found_in_several_stretches_is_one_finding(
    scheduled, tampered, log, now, checks, chain_of, monkeypatch
):
    audit.check(scheduled, now, lambda: True)
    monkeypatch.setattr(audit, "AT_ONCE", 1)
    audit.check(scheduled, now, lambda: True)

    whole, by_one = checks()[-2:]
    for name in ("is_complete", "chains", "entries", "faults", "first_fault"):
        assert by_one[name] == whole[name]


def test_without_time_it_says_that_it_did_not_finish(scheduled, tampered, now, checks):
    assert audit.check(scheduled, now, lambda: False) == 0

    found = checks()[-1]
    assert (found["is_complete"], found["entries"], found["faults"]) == (False, 0, 0)

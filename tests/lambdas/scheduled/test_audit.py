"""Whoever changes the record is found out within a day."""

import uuid

import pytest

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
def tampered(database, log):
    """One of them says something else now; put back afterwards."""
    change = "UPDATE account.audit_log SET action = %s WHERE subject_id = %s AND place = 2"
    database.execute("SET session_replication_role = replica")
    database.execute(change, ["nothing", log])
    yield
    database.execute(change, ["progress.read", log])
    database.execute("SET session_replication_role = DEFAULT")


def test_an_untouched_record_is_in_order(scheduled, log):
    assert audit.check(scheduled, lambda: True) == 0


def test_a_changed_link_is_noticed_once_a_day(scheduled, tampered, tick, worker, now, capsys):
    days = [handler.on_day(tick(now), worker)["audit"] for _ in range(2)]

    assert days == [1, None]
    assert '"AuditFaults":[1.0]' in capsys.readouterr().out.replace(" ", "")


def test_without_time_it_says_that_it_did_not_finish(scheduled, tampered):
    assert audit.check(scheduled, lambda: False) == 0

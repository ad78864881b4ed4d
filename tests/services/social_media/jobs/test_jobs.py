"""A job is done once for a slot, whoever hears the clock and whatever befalls them."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from services.social_media import clock, jobs
from services.social_media.consumer import reacting
from shared.models.events import ClockTicked

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def job():
    return f"job {uuid4()}"


def test_a_slot_is_done_once(db, job):
    done = []

    for _ in range(3):
        jobs.once(db, job, NOON, lambda: done.append(1), now=NOON)
    jobs.once(db, job, NOON + timedelta(minutes=1), lambda: done.append(2), now=NOON)

    assert done == [1, 2]
    assert db.job_runs.count_documents({"job": job}) == 2


def test_of_many_at_once_one_does_it(db, job, at_once):
    done = []

    at_once([lambda: jobs.once(db, job, NOON, lambda: done.append(1), now=NOON)] * 8)

    assert done == [1]


def test_a_slot_whose_worker_died_is_taken_over_after_a_while(db, job):
    assert jobs.take(db, job, NOON, now=NOON)

    soon = jobs.take(db, job, NOON, now=NOON + jobs.LEASE - timedelta(seconds=1))
    late = jobs.take(db, job, NOON, now=NOON + jobs.LEASE)

    assert (soon, late) == (False, True)


def test_a_job_that_fails_is_done_by_the_next_tick(db, job):
    done = []

    def fail():
        raise OSError("away")

    with pytest.raises(OSError, match="away"):
        jobs.once(db, job, NOON, fail, now=NOON)
    jobs.once(db, job, NOON, lambda: done.append(1), now=NOON)

    assert done == [1]


def test_a_job_that_fails_holds_up_no_other(db, monkeypatch):
    done = []

    def fail(*_):
        raise OSError("away")

    daily = {f"fails {uuid4()}": fail, f"works {uuid4()}": lambda *_: done.append(1) or []}
    monkeypatch.setattr(clock, "DAILY", daily)

    with pytest.raises(clock.JobsFailed):
        clock.tick(db, NOON, now=NOON)

    assert done == [1]


def test_the_clock_reaches_the_jobs(db):
    slot = datetime(2001, 1, 1, 8, 30, tzinfo=UTC)

    reacting(db, lambda _: None)(ClockTicked(slot=slot))

    days = {run["slot"] for run in db.job_runs.find({"job": "feed.picks"})}
    assert datetime(2001, 1, 1, tzinfo=UTC) in days

"""A tick is done once, and anything that is not a tick is refused."""

from datetime import UTC, datetime, timedelta

import pytest

from lambdas.scheduled import handler, runs
from lambdas.scheduled.ticks import DAY, MINUTE, slot_of
from shared.models.problem import Invalid

NOW = datetime(2026, 3, 1, 12, 34, 56, tzinfo=UTC)


@pytest.mark.parametrize(
    ("length", "slot"),
    [
        (MINUTE, datetime(2026, 3, 1, 12, 34, tzinfo=UTC)),
        (DAY, datetime(2026, 3, 1, tzinfo=UTC)),
    ],
)
def test_a_slot_is_when_it_began(tick, length, slot):
    assert slot_of(tick(NOW), length, NOW) == slot


@pytest.mark.parametrize(
    "changes",
    [
        {"source": "somebody.else"},
        {"detail-type": "Something"},
        {"time": "soon"},
        {"time": None},
        {"time": "2026-03-01T12:34:56"},
        {"time": "2026-03-01T12:40:00Z"},
    ],
)
def test_what_is_no_tick_is_refused(tick, changes):
    with pytest.raises(Invalid):
        slot_of(tick(NOW) | changes, MINUTE, NOW)


@pytest.mark.parametrize("event", [{}, {"time": 1}, []])
def test_refusing_changes_nothing(scheduled, worker, said, database, event):
    answers = [handler.on_minute(event, worker), handler.on_day(event, worker)]

    assert [(answer["status"], answer["code"]) for answer in answers] == [(422, "invalid")] * 2
    assert said() == []
    assert database.execute("SELECT count(*) FROM schedule.runs").fetchone() == (0,)


def test_a_minute_is_announced_once(on_minute, said, now):
    outcomes = [on_minute(now)["clock"] for _ in range(3)]

    assert outcomes == [True, False, False]
    assert [datetime.fromisoformat(event["slot"]) for event in said(kind="clock%")] == [now]


def test_ticks_at_the_same_moment_are_one(scheduled, tick, worker, said, now, at_once):
    outcomes = at_once([lambda: handler.on_minute(tick(now), worker)] * 8)

    assert sorted(outcome["clock"] for outcome in outcomes) == [False] * 7 + [True]
    assert [outcome["reminders"] for outcome in outcomes].count(0) == 1
    assert len(said(kind="clock%")) == 1


def test_ticks_in_any_order_are_each_done(on_minute, said, now):
    for minutes in (0, 2, 1):
        on_minute(now - timedelta(minutes=2 - minutes))

    assert len(said(kind="clock%")) == 3


def test_a_run_that_hung_is_taken_over_when_its_lease_is_over(scheduled, now):
    def claim(at):
        with scheduled.database.transaction() as conn:
            return runs.claim(conn, "reminders", now, at)

    claims = [claim(now), claim(now + runs.LEASE / 2), claim(now + runs.LEASE)]

    assert claims == [True, False, True]


def test_a_run_that_failed_is_done_by_the_next_tick_for_it(scheduled, now):
    def fail():
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError):
        runs.once(scheduled, "reminders", now, now, fail)
    at_once = runs.once(scheduled, "reminders", now, now, lambda: 7)
    later = runs.once(scheduled, "reminders", now, now + runs.LEASE, lambda: 7)
    again = runs.once(scheduled, "reminders", now, now + 2 * runs.LEASE, lambda: 7)

    assert (at_once, later, again) == (None, 7, None)

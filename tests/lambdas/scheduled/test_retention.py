"""What has served its time goes, and nothing else."""

import uuid
from datetime import timedelta

from lambdas.scheduled import handler, retention


def test_old_rows_go_once_a_day(scheduled, database, tick, worker, now):
    old, fresh = now - timedelta(days=16), now - timedelta(days=14)
    for handled_at in (old, fresh):
        database.execute(
            "INSERT INTO messaging.inbox (consumer, event_id, handled_at) VALUES ('r', %s, %s)",
            [uuid.uuid4(), handled_at],
        )
    for slot in (now - timedelta(days=91), fresh):
        database.execute(
            "INSERT INTO schedule.runs (job, slot, leased_until) VALUES ('r', %s, %s)", [slot, slot]
        )

    first = handler.on_day(tick(now), worker)
    again = handler.on_day(tick(now), worker)

    assert (first["retention"], again["retention"]) == (2, None)
    left = database.execute("SELECT handled_at FROM messaging.inbox WHERE consumer = 'r'")
    assert left.fetchall() == [(fresh,)]
    database.execute("DELETE FROM messaging.inbox WHERE consumer = 'r'")


def test_a_day_without_enough_time_goes_on_tomorrow(scheduled, database, now, monkeypatch):
    monkeypatch.setattr(retention, "PIECE", 2)
    for _ in range(5):
        database.execute(
            "INSERT INTO messaging.inbox (consumer, event_id, handled_at) VALUES ('r', %s, %s)",
            [uuid.uuid4(), now - timedelta(days=30)],
        )
    has_time = iter([True, True, False, False, False])

    today = retention.forget(scheduled, now, lambda: next(has_time))
    tomorrow = retention.forget(scheduled, now, lambda: True)

    assert (today, tomorrow) == (4, 1)

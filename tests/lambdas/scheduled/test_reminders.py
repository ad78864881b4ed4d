"""What is due is announced once, and what comes next is found."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from lambdas.scheduled import handler, reminders
from shared.models.ids import uuid7


@pytest.fixture
def with_due(make_member, due_at, now):
    """A member of whom something is due."""

    def make(kind, *, late=timedelta(0), code=None, **changes):
        member = make_member(now - timedelta(days=20), **changes)
        due_at(member, kind, now - late, code)
        return member

    return make


@pytest.mark.parametrize(
    ("kind", "code", "category", "key"),
    [
        ("check_in", None, "reminders", "reminder.check_in"),
        ("silence", "days_3", "reminders", "reminder.silence"),
        ("weekly", None, "progress", "reminder.weekly"),
        ("programme", "day_18", "programme", "reminder.programme"),
    ],
)
def test_a_reminder_is_announced(on_minute, with_due, said, now, kind, code, category, key):
    member = with_due(kind, code=code)

    on_minute(now)

    (reminder,) = said(member)
    assert (reminder["type"], reminder["category"], reminder["key"]) == (
        "reminder.due.v1",
        category,
        key,
    )
    assert reminder["data"] == ({"code": code} if code else {})
    assert datetime.fromisoformat(reminder["expires_at"]) > now


def test_the_next_one_is_later(on_minute, with_due, coming, now):
    member = with_due("check_in")

    on_minute(now)

    moment, _ = coming(member, "check_in")
    assert now < moment <= now + timedelta(days=2)


def test_a_tick_that_comes_again_announces_nothing(on_minute, with_due, said, now):
    member = with_due("check_in")

    first, again = on_minute(now), on_minute(now)

    assert (first["reminders"], again["reminders"]) == (1, None)
    assert len(said(member)) == 1


def test_of_missed_reminders_the_latest_alone_is_said(on_minute, with_due, said, now):
    """Three days without the clock: one word, if it still is of use."""
    member = with_due("weekly", late=timedelta(hours=11))

    for minute in range(3):
        on_minute(now + timedelta(minutes=minute - 2))

    assert len(said(member)) == 1


@pytest.mark.parametrize(
    ("late", "times"),
    [(timedelta(hours=2, minutes=58), 1), (timedelta(hours=3, minutes=1), 0)],
)
def test_what_is_too_late_to_be_of_use_is_not_said(
    on_minute, with_due, said, coming, now, late, times
):
    member = with_due("check_in", late=late)

    on_minute(now)

    assert len(said(member)) == times
    assert coming(member, "check_in")[0] > now


def test_whoever_checked_in_is_not_asked_to(database, on_minute, with_due, said, now):
    member = with_due("check_in")
    database.execute(
        "INSERT INTO cessation.check_ins (check_in_id, user_id, client_id, local_date, smoke_free)"
        " VALUES (%s, %s, %s, %s, true)",
        [uuid7(), member, uuid7(), now.date()],
    )

    on_minute(now)

    assert said(member) == []


def test_a_disabled_account_hears_nothing(on_minute, with_due, said, now):
    member = with_due("check_in", status="disabled")

    on_minute(now)

    assert said(member) == []


def test_every_missed_milestone_is_made_good(database, on_minute, make_member, due_at, said, now):
    member = make_member(now - timedelta(days=8))
    due_at(member, "milestone", now - timedelta(days=7), "days_1")

    for minute in range(4):
        on_minute(now - timedelta(minutes=3 - minute))

    reached = said(member, kind="milestone%")
    assert [event["code"] for event in reached] == ["days_1", "days_3", "days_7"]


def test_a_milestone_reached_again_after_a_slip_is_not_said_again(
    database, on_minute, make_member, due_at, next_of, said, now
):
    member = make_member(now - timedelta(days=1))
    due_at(member, "milestone", now, "days_1")
    on_minute(now)

    database.execute(
        "INSERT INTO cessation.slips"
        "       (slip_id, user_id, attempt_id, client_id, smoked_at, local_date, cigarettes)"
        " SELECT %s, user_id, attempt_id, %s, %s, %s, 1"
        "   FROM cessation.quit_attempts WHERE user_id = %s",
        [uuid7(), uuid7(), now, now.date(), member],
    )

    assert [event["code"] for event in said(member)] == ["days_1"]
    assert next_of(member, "milestone", now) == (now + timedelta(days=3), "days_3")


def test_a_worker_out_of_time_leaves_the_rest_to_the_next(
    scheduled, with_due, said, now, monkeypatch
):
    monkeypatch.setattr(reminders, "BATCH", 2)
    members = [with_due("check_in") for _ in range(5)]
    has_time = iter([True, False])

    looked_at = reminders.announce_due(scheduled, now, now, lambda: next(has_time))
    first = len(said())
    reminders.announce_due(scheduled, now, now, lambda: True)

    assert (looked_at, first) == (2, 2)
    assert sorted(event["user_id"] for event in said()) == sorted(map(str, members))


def test_a_batch_that_fails_is_whole_the_next_time(
    database, scheduled, with_due, said, coming, now, on_minute, tick, worker
):
    """The worker dies after some were written: none of them is said twice or lost."""
    members = [with_due("check_in") for _ in range(3)]
    database.execute(
        "ALTER TABLE messaging.outbox ADD CONSTRAINT dies CHECK (type <> 'reminder.due.v1')"
    )
    try:
        with pytest.raises(Exception, match="dies"):
            on_minute(now)
    finally:
        database.execute("ALTER TABLE messaging.outbox DROP CONSTRAINT dies")
    left = [coming(member, "check_in")[0] for member in members]

    handler.on_minute(tick(now + timedelta(minutes=1)), worker)

    assert left == [now] * 3
    assert sorted(event["user_id"] for event in said(kind="reminder%")) == sorted(map(str, members))


def test_two_workers_share_what_is_due(scheduled, with_due, said, now, at_once, monkeypatch):
    monkeypatch.setattr(reminders, "BATCH", 10)
    members = [with_due("check_in") for _ in range(60)]

    at_once([lambda: reminders.announce_due(scheduled, now, now, lambda: True)] * 4)
    reminders.announce_due(scheduled, now, now, lambda: True)

    assert sorted(event["user_id"] for event in said()) == sorted(map(str, members))


def test_a_member_who_changes_their_time_meanwhile_hears_it_once(
    database, scheduled, with_due, said, now, at_once
):
    members = [with_due("check_in") for _ in range(20)]

    def change():
        for member in members:
            database.execute(
                "INSERT INTO cessation.reminder_settings (user_id, kind, enabled, local_time)"
                " VALUES (%s, 'check_in', true, %s)",
                [member, now.time()],
            )

    at_once([change, lambda: reminders.announce_due(scheduled, now, now, lambda: True)])
    reminders.announce_due(scheduled, now, now, lambda: True)

    assert sorted(event["user_id"] for event in said()) == sorted(map(str, members))


def test_nobody_s_name_or_health_is_logged(on_minute, with_due, capsys, now):
    member = with_due("programme", code="day_18")

    on_minute(now)

    written = capsys.readouterr()
    assert str(member) not in written.out + written.err
    assert "people.example" not in written.out + written.err


def test_a_metric_counts_them_by_kind(on_minute, with_due, capsys, now):
    with_due("check_in")
    with_due("check_in")

    on_minute(now)

    assert '"RemindersAnnounced":[2.0]' in capsys.readouterr().out.replace(" ", "")


def test_without_anything_due_nothing_is_written(on_minute, make_member, said, now):
    make_member(now - timedelta(days=20), time_zone="Asia/Tokyo")

    done = on_minute(now)

    assert (done["reminders"], said(kind="reminder%")) == (0, [])
    assert SimpleNamespace(**done).appointments == 0

"""What comes next for a member, and what changes it."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.models.ids import uuid7

QUIT = datetime(2026, 3, 15, 8, tzinfo=UTC)


def test_without_a_quit_date_there_is_nothing_to_be_reminded_of(make_member, coming):
    member = make_member()

    kinds = ("check_in", "programme", "silence", "weekly", "milestone")
    assert {coming(member, kind) for kind in kinds} == {(None, None)}


@pytest.mark.parametrize(
    ("after", "moment", "code"),
    [
        ("2026-02-01", "2026-03-01T09:00", "before_14"),
        ("2026-03-14T08:59", "2026-03-14T09:00", "before_1"),
        ("2026-03-14T09:00", "2026-03-15T09:00", "day_0"),
        ("2026-04-07", "2026-04-12T09:00", "day_28"),
        ("2026-04-26T09:00", "2026-06-15T09:00", "month_3"),
        ("2026-06-16", "2026-09-15T09:00", "month_6"),
        ("2026-09-15T09:00", "2027-03-15T09:00", "month_12"),
    ],
)
def test_the_programme_hangs_on_the_quit_date(make_member, next_of, after, moment, code):
    member = make_member(QUIT)

    found = next_of(member, "programme", datetime.fromisoformat(after).replace(tzinfo=UTC))

    assert found == (datetime.fromisoformat(moment).replace(tzinfo=UTC), code)


def test_the_programme_ends_after_a_year(make_member, next_of):
    assert next_of(make_member(QUIT), "programme", datetime(2027, 3, 15, 9, tzinfo=UTC)) is None


def test_the_programme_is_sparse(database):
    (days,) = database.execute(
        "SELECT array_agg(days ORDER BY days) FROM schedule.days"
        " WHERE kind = 'programme' AND months = 0"
    ).fetchone()

    assert (days[0], days[-1]) == (-14, 42)
    assert len(days) < 42 // 2


def test_milestones_are_counted_from_the_last_cigarette(database, make_member, next_of, now):
    member = make_member(now - timedelta(days=10))
    slipped_at = now - timedelta(hours=5)
    database.execute(
        "INSERT INTO cessation.slips"
        "       (slip_id, user_id, attempt_id, client_id, smoked_at, local_date, cigarettes)"
        " SELECT %s, user_id, attempt_id, %s, %s, %s, 1"
        "   FROM cessation.quit_attempts WHERE user_id = %s",
        [uuid7(), uuid7(), slipped_at, slipped_at.date(), member],
    )

    assert next_of(member, "milestone", now) == (slipped_at + timedelta(days=1), "days_1")


def test_a_check_in_puts_off_the_word_about_silence(database, make_member, coming, now):
    member = make_member(now - timedelta(days=2))
    before, _ = coming(member, "silence")

    database.execute(
        "INSERT INTO cessation.check_ins (check_in_id, user_id, client_id, local_date, smoke_free)"
        " VALUES (%s, %s, %s, %s, true)",
        [uuid7(), member, uuid7(), now.date()],
    )

    after, code = coming(member, "silence")
    assert after.date() == now.date() + timedelta(days=3)
    assert (after - before, code) == (timedelta(days=2), "days_3")


def test_switched_off_means_at_once(database, make_member, coming, now):
    member = make_member(now + timedelta(days=5))

    database.execute(
        "INSERT INTO cessation.reminder_settings (user_id, kind, enabled, local_time)"
        " VALUES (%s, 'programme', false, '09:00')",
        [member],
    )

    assert coming(member, "programme") == (None, None)
    assert coming(member, "check_in")[0] is not None


def test_a_time_of_ones_own_moves_it(database, make_member, coming, now):
    member = make_member(now - timedelta(days=5))

    database.execute(
        "INSERT INTO cessation.reminder_settings (user_id, kind, enabled, local_time)"
        " VALUES (%s, 'check_in', true, '07:15')",
        [member],
    )

    moment, _ = coming(member, "check_in")
    assert (moment.hour, moment.minute) == (7, 15)


def test_withdrawn_consent_ends_them_and_given_again_brings_them_back(
    database, make_member, coming, now
):
    member = make_member(now - timedelta(days=5))

    def answer(granted):
        database.execute(
            "INSERT INTO account.consents"
            "       (user_id, purpose, granted, text_version, text_sha256, locale, source)"
            " VALUES (%s, 'health_data', %s, '1', %s, 'en', 'tests')",
            [member, granted, bytes(32)],
        )
        return coming(member, "check_in")[0] is not None

    assert (answer(False), answer(True)) == (False, True)


def test_giving_up_a_plan_ends_them(database, make_member, coming, now):
    member = make_member(now - timedelta(days=5))

    database.execute(
        "UPDATE cessation.quit_attempts SET ended_at = now(), end_reason = 'stopped'"
        " WHERE user_id = %s",
        [member],
    )

    assert coming(member, "check_in") == (None, None)


def test_what_fell_due_still_does_when_something_else_changes(
    database, make_member, coming, due_at, now
):
    member = make_member(now - timedelta(days=3))
    due, _ = coming(member, "milestone")
    passed = now - timedelta(minutes=2)
    database.execute(
        "UPDATE cessation.quit_attempts SET quit_at = %s WHERE user_id = %s",
        [passed - timedelta(days=3), member],
    )
    due_at(member, "milestone", passed, "days_3")

    database.execute(
        "UPDATE cessation.profiles SET time_zone = 'Asia/Tokyo' WHERE user_id = %s", [member]
    )

    assert due is not None
    assert coming(member, "milestone") == (passed, "days_3")


def test_an_erased_account_leaves_nothing_behind(database, make_member, now):
    member = make_member(now - timedelta(days=5))
    database.execute(
        "INSERT INTO cessation.check_ins (check_in_id, user_id, client_id, local_date, smoke_free)"
        " VALUES (%s, %s, %s, %s, true)",
        [uuid7(), member, uuid7(), now.date()],
    )

    database.execute("DELETE FROM account.accounts WHERE user_id = %s", [member])

    assert database.execute(
        "SELECT count(*) FROM schedule.reminders WHERE user_id = %s", [member]
    ).fetchone() == (0,)

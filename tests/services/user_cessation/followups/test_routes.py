"""Follow-ups move with the quit date and with the member, and go into any calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from services.user_cessation.followups.rules import schedule


def in_days(days):
    return datetime.now(UTC) + timedelta(days=days)


def set_date(api, member, quit_at):
    return api(member, "PUT", "/quit-plan", {"quit_at": quit_at.isoformat()}).json


def listed(api, member):
    items = api(member, "GET", "/quit-plan/follow-ups").json["items"]
    return {each["code"]: datetime.fromisoformat(each["due_at"]) for each in items}


def expected(quit_at, zone, now=None):
    coming = schedule(quit_at, zone, now or datetime.now(UTC))
    return {each.code: each.due_at for each in coming}


def test_a_quit_date_schedules_all_that_follows(api, make_member, rows):
    member = make_member(time_zone="Asia/Ho_Chi_Minh")
    quit_at = in_days(5)

    set_date(api, member, quit_at)

    assert listed(api, member) == expected(quit_at, "Asia/Ho_Chi_Minh")
    due = rows("cessation.follow_ups_due", user_id=member)
    assert {each["code"]: each["due_at"] for each in due} == listed(api, member)
    assert len(due) == 8


def test_they_move_with_the_date(api, make_member, rows):
    member = make_member()
    set_date(api, member, in_days(5))

    set_date(api, member, in_days(12))

    assert listed(api, member) == expected(in_days(12), "UTC")
    assert len(rows("cessation.follow_ups", user_id=member)) == 8


def test_they_move_with_the_member(api, make_member):
    member = make_member(time_zone="Asia/Ho_Chi_Minh")
    quit_at = in_days(5)
    set_date(api, member, quit_at)

    api(member, "PUT", "/profile", {"time_zone": "America/Los_Angeles", "country": "US"})

    assert listed(api, member) == expected(quit_at, "America/Los_Angeles")


def test_whoever_quit_long_ago_is_asked_nothing_about_it(api, make_member):
    member = make_member()

    set_date(api, member, in_days(-400))

    assert listed(api, member) == {}


def test_what_fell_due_is_never_due_a_second_time(api, make_member, database):
    member = make_member(time_zone="UTC")
    quit_at = in_days(-2)
    set_date(api, member, quit_at)
    database.execute(
        """
        INSERT INTO cessation.follow_ups (attempt_id, code, user_id, local_date, due_at)
        SELECT attempt_id, 'day_1', user_id, current_date - 1, now() - interval '1 day'
          FROM cessation.quit_attempts
         WHERE user_id = %s
        """,
        (member,),
    )
    yesterday = listed(api, member)["day_1"]

    # Further west it is earlier, and yesterday's question would be to come again.
    api(member, "PUT", "/profile", {"time_zone": "Pacific/Pago_Pago", "country": "AS"})

    coming = expected(quit_at, "Pacific/Pago_Pago")
    assert listed(api, member) == {**coming, "day_1": yesterday}


def test_another_attempt_leaves_no_question_about_the_one_before(api, make_member, rows):
    member = make_member()
    set_date(api, member, in_days(-2))

    plan = set_date(api, member, in_days(3))

    due = rows("cessation.follow_ups_due", user_id=member)
    assert {str(each["attempt_id"]) for each in due} == {plan["attempt_id"]}


@pytest.mark.parametrize(
    ("locale", "quit_day"), [("en", "Quit day"), ("vi", "Ngày bỏ thuốc")], ids=["en", "vi"]
)
def test_the_plan_goes_into_a_calendar_in_the_members_language(api, make_member, locale, quit_day):
    member = make_member(time_zone="Asia/Ho_Chi_Minh", locale=locale, display_name="Canary Name")
    quit_at = in_days(5)
    plan = set_date(api, member, quit_at)
    words = "Canary Reason"
    api(member, "POST", "/quit-plan/reasons", {"client_id": plan["attempt_id"], "words": words})

    reply = api(member, "GET", "/quit-plan/calendar")

    assert reply.status_code == 200
    assert reply.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert reply.headers["Content-Disposition"] == 'attachment; filename="quit-plan.ics"'
    first, *others = Calendar.from_ical(reply.data).events
    assert str(first["summary"]) == quit_day
    assert first.start == (quit_at + timedelta(hours=7)).date()
    assert type(first.start) is date
    assert {each.start for each in others} == set(expected(quit_at, "Asia/Ho_Chi_Minh").values())
    assert b"Canary" not in reply.data
    assert all(each["class"] == "PRIVATE" for each in (first, *others))


def test_an_entry_keeps_its_name_when_the_date_moves(api, make_member):
    member = make_member()
    set_date(api, member, in_days(5))
    before = Calendar.from_ical(api(member, "GET", "/quit-plan/calendar").data).events

    set_date(api, member, in_days(9))

    after = Calendar.from_ical(api(member, "GET", "/quit-plan/calendar").data).events
    assert [each["uid"] for each in after] == [each["uid"] for each in before]
    assert {each["sequence"] for each in before} == {1}
    assert {each["sequence"] for each in after} == {2}


def test_there_is_no_calendar_without_a_date(api, make_member):
    assert api(make_member(), "GET", "/quit-plan/calendar").status_code == 404

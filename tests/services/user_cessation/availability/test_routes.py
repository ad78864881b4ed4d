"""The hours a coach can be met, and the meetings a member finds in them."""

from datetime import UTC, datetime, timedelta

HOURS = {"weekly": [{"weekday": 1, "windows": [{"starts": "09:00", "ends": "12:00"}]}]}


def next_day(weekday):
    """The date of the next such day that is at least two days off."""
    today = datetime.now(UTC).date() + timedelta(days=2)
    return today + timedelta(days=(weekday - today.isoweekday()) % 7)


def test_hours_are_kept_and_say_what_nobody_said_yet(api, make_coach):
    coach = make_coach()

    before = api(coach, "GET", "/coaching/availability")
    put = api(coach, "PUT", "/coaching/availability", HOURS)
    after = api(coach, "GET", "/coaching/availability")

    assert (before.json["weekly"], before.headers["ETag"]) == ([], '"1"')
    assert put.json == after.json
    assert (after.json["weekly"], after.json["buffer_after_minutes"]) == (HOURS["weekly"], 15)
    assert after.headers["ETag"] == '"2"'


def test_of_two_devices_the_later_is_told(api, make_coach):
    coach = make_coach()

    statuses = [
        api(coach, "PUT", "/coaching/availability", HOURS, If_Match=tag).status_code
        for tag in ('"7"', '"1"', '"1"', '"2"')
    ]

    assert statuses == [412, 200, 412, 200]


def test_slots_are_on_the_members_days_and_leave_out_what_is_taken(
    api, make_member, make_coach, make_appointment
):
    coach, monday = make_coach(), next_day(1)
    member = make_member(coach=coach, time_zone="Asia/Ho_Chi_Minh")
    api(coach, "PUT", "/coaching/availability", HOURS)
    ten = datetime(monday.year, monday.month, monday.day, 10, tzinfo=UTC)
    make_appointment(make_member(coach=coach), coach, starts_at=ten)

    page = api(member, "GET", f"/coaches/{coach}/slots?first={monday}&last={monday}").json

    assert (page["time_zone"], page["coach_time_zone"]) == ("Asia/Ho_Chi_Minh", "UTC")
    assert [slot["starts_at"][11:16] for slot in page["items"]] == [
        "09:00",
        "10:30",
        "11:00",
        "11:30",
    ]
    assert all(slot["starts_at"].startswith(str(monday)) for slot in page["items"])


def test_who_does_not_coach_has_no_slots(api, make_member, database, make_coach):
    coach, member = make_coach(), make_member()
    query = "slots?first=2026-03-01&last=2026-03-02"
    database.execute("UPDATE account.accounts SET status = 'disabled' WHERE user_id = %s", (coach,))

    assert api(member, "GET", f"/coaches/{coach}/{query}").status_code == 404
    assert api(member, "GET", f"/coaches/{member}/{query}").status_code == 404


def test_slots_are_two_statements_however_full_the_days(
    api, make_member, make_coach, make_available, make_appointment, statements
):
    coach = make_coach()
    member, tomorrow = make_member(coach=coach), datetime.now(UTC) + timedelta(days=1)
    make_available(coach)
    for hours in range(6):
        make_appointment(member, coach, starts_at=tomorrow + timedelta(hours=hours))
    api(member, "GET", "/users/me")
    statements.clear()

    day = tomorrow.date()
    assert api(member, "GET", f"/coaches/{coach}/slots?first={day}&last={day}").status_code == 200

    assert len(statements) == 2


def test_hours_outside_of_a_day_are_refused(api, make_coach):
    coach = make_coach()

    for wrong in ("9:00", "24:01", "25:00", "09:60", "noon", 9):
        windows = [{"starts": wrong, "ends": "12:00"}]
        body = {"weekly": [{"weekday": 1, "windows": windows}]}
        assert api(coach, "PUT", "/coaching/availability", body).status_code == 422
    assert api(coach, "GET", "/coaching/availability").json["version"] == 1

"""Checking in: once a day, on the member's own date, however often it is sent."""

import uuid
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

NAUGHTY = [
    "🚭👩‍👩‍👧‍👦 já não fumo",
    "ﷺ‏ العربية",
    "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮",
    "'; DROP TABLE cessation.check_ins; --",
    "<script>alert(1)</script>",
    "$ne",
    "%_\\",
    "\u202eright to left\u2028",
    "\x01\x1f\x7f",
    " ",
    "🤞" * 1000,
]


def check_in(**changes):
    return {"client_id": str(uuid.uuid4()), "smoke_free": True, **changes}


def today(zone="UTC"):
    return datetime.now(ZoneInfo(zone)).date()


def test_a_check_in_is_stored_and_announced(api, make_member, make_coach, events_about):
    coach = make_coach()
    member = make_member(coach=coach)
    body = check_in(mood=7, craving=0, note="Mưa, cà phê.")

    reply = api(member, "POST", "/check-ins", body, X_Request_Id="req-7")

    assert reply.status_code == 201
    assert reply.json | body == reply.json
    assert reply.json["local_date"] == today().isoformat()
    [event] = events_about(member)
    assert event == {
        "type": "checkin.recorded.v1",
        "event_id": event["event_id"],
        "occurred_at": reply.json["recorded_at"],
        "request_id": "req-7",
        "user_id": str(member),
        "coach_id": str(coach),
        "check_in_id": reply.json["check_in_id"],
        "local_date": reply.json["local_date"],
        "smoke_free": True,
    }


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu"])
def test_today_is_the_members_own(api, make_member, zone):
    before = today(zone)

    reply = api(make_member(time_zone=zone), "POST", "/check-ins", check_in())

    assert reply.json["local_date"] in (before.isoformat(), today(zone).isoformat())


def test_a_repeated_check_in_is_the_first_one(api, make_member, events_about, rows):
    member = make_member()
    body = check_in(mood=3)

    first = api(member, "POST", "/check-ins", body)
    again = api(member, "POST", "/check-ins", {**body, "mood": 9, "local_date": "2020-01-01"})

    assert (again.status_code, again.json) == (200, first.json)
    assert len(rows("cessation.check_ins", user_id=member)) == len(events_about(member)) == 1


def test_eight_at_once_with_one_client_id_are_one_check_in(
    api, make_member, events_about, rows, at_once
):
    member = make_member()
    body = check_in()

    replies = at_once([lambda: api(member, "POST", "/check-ins", body)] * 8)

    assert sorted(reply.status_code for reply in replies) == [200] * 7 + [201]
    assert len({reply.json["check_in_id"] for reply in replies}) == 1
    assert len(rows("cessation.check_ins", user_id=member)) == len(events_about(member)) == 1


def test_eight_at_once_for_one_day_are_one_check_in(api, make_member, events_about, at_once):
    member = make_member()

    replies = at_once([lambda: api(member, "POST", "/check-ins", check_in())] * 8)

    assert sorted(reply.status_code for reply in replies) == [201] + [409] * 7
    assert {reply.json.get("code") for reply in replies} == {None, "already_checked_in"}
    assert len(events_about(member)) == 1


def test_a_client_id_belongs_to_its_member(api, make_member):
    body = check_in()

    replies = [api(make_member(), "POST", "/check-ins", body) for _ in range(2)]

    assert [reply.status_code for reply in replies] == [201, 201]


@pytest.mark.parametrize(("days_ago", "status"), [(0, 201), (7, 201), (8, 422), (-1, 422)])
def test_a_day_of_the_past_week_may_be_made_up_for(api, make_member, days_ago, status):
    day = today() - timedelta(days=days_ago)

    reply = api(make_member(), "POST", "/check-ins", check_in(local_date=day.isoformat()))

    assert reply.status_code == status


@pytest.mark.parametrize("note", NAUGHTY, ids=range(len(NAUGHTY)))
def test_a_note_comes_back_as_it_was_written(api, make_member, note):
    member = make_member()

    reply = api(member, "POST", "/check-ins", check_in(note=note))

    assert reply.json["note"] == note
    assert api(member, "GET", "/check-ins").json["items"][0]["note"] == note


@pytest.mark.parametrize(
    "change",
    [
        *(
            pytest.param({"mood": wrong}, id=f"mood {wrong!r}")
            for wrong in (-1, 11, 2**31, 2**53 + 1, 1e30, 5.0, "5", True, [])
        ),
        *(
            pytest.param({"smoke_free": wrong}, id=f"smoke_free {wrong!r}")
            for wrong in (1, "true", None, "yes")
        ),
        *(
            pytest.param({"local_date": wrong}, id=f"local_date {wrong!r}")
            for wrong in (
                "2026-02-30",
                "0000-01-01",
                "9999-12-31",
                "infinity",
                0,
                "today",
                True,
                "2026-01-01T00:00:00Z",
            )
        ),
        *(
            pytest.param({"client_id": wrong}, id=f"client_id {wrong!r}")
            for wrong in ("", "1", None, 5, "x" * 36)
        ),
        pytest.param({"note": "a" * 1001}, id="a note too long"),
        pytest.param({"note": "a\x00b"}, id="NUL"),
        pytest.param({"note": 5}, id="a note that is a number"),
        pytest.param({"user_id": str(uuid.uuid4())}, id="another owner"),
        pytest.param({"__proto__": {}}, id="a field nobody knows"),
    ],
)
def test_a_check_in_that_makes_no_sense_is_refused(api, make_member, rows, events_about, change):
    member = make_member()

    reply = api(member, "POST", "/check-ins", {**check_in(), **change})

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")
    assert rows("cessation.check_ins", user_id=member) == events_about(member) == []


def test_a_check_in_needs_a_profile(api, make_person):
    reply = api(make_person(), "POST", "/check-ins", check_in())

    assert (reply.status_code, reply.json["code"]) == (409, "no_profile")


def test_the_list_is_read_page_by_page_latest_day_first(api, make_member):
    member = make_member()
    days = [(today() - timedelta(days=ago)).isoformat() for ago in (3, 0, 7, 1, 5)]
    for day in days:
        api(member, "POST", "/check-ins", check_in(local_date=day))
    api(make_member(), "POST", "/check-ins", check_in())

    seen, cursor = [], ""
    while cursor is not None:
        page = api(member, "GET", f"/check-ins?limit=2{cursor and '&after=' + cursor}").json
        seen.append([item["local_date"] for item in page["items"]])
        cursor = page["next"]

    ordered = sorted(days, reverse=True)
    assert seen == [ordered[:2], ordered[2:4], ordered[4:]]


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=101",
        "limit=-1",
        "limit=ten",
        "limit=1e2",
        "after=yesterday",
        "sort=mood",
        "after[$ne]=1",
        "user_id=1",
    ],
)
def test_a_list_asked_for_strangely_is_refused(api, make_member, query):
    reply = api(make_member(), "GET", f"/check-ins?{query}")

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")


def test_a_check_in_is_dated_by_when_it_was_recorded(api, make_member):
    before = datetime.now(UTC)

    recorded = api(make_member(), "POST", "/check-ins", check_in()).json["recorded_at"]

    assert before <= datetime.fromisoformat(recorded) <= datetime.now(UTC)

"""Setting a quit date, moving it, and beginning again."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

NOW = datetime.now(UTC)


def in_days(days):
    return (datetime.now(UTC) + timedelta(days=days)).isoformat()


def test_there_is_no_plan_before_a_date_is_set(api, make_member):
    assert api(make_member(), "GET", "/quit-plan").status_code == 404


@pytest.mark.parametrize(
    ("days", "status", "advice"),
    [
        pytest.param(-20_000, "quit", None, id="long ago"),
        pytest.param(-1, "quit", None, id="yesterday"),
        pytest.param(13.9, "planned", None, id="within two weeks"),
        pytest.param(14.1, "planned", "sooner_is_better", id="later"),
        pytest.param(29.9, "planned", "sooner_is_better", id="within thirty days"),
        pytest.param(30.1, "planned", "explore_first", id="beyond them"),
        pytest.param(365, "planned", "explore_first", id="in a year"),
    ],
)
def test_a_date_is_set(api, make_member, events_about, rows, days, status, advice):
    member = make_member()

    reply = api(member, "PUT", "/quit-plan", {"quit_at": in_days(days)}, X_Request_Id="req-1")

    assert (reply.status_code, reply.json["status"], reply.json["advice"]) == (200, status, advice)
    assert len(reply.json["attempts"]) == 1
    assert api(member, "GET", "/quit-plan").json == reply.json
    [event] = events_about(member)
    assert event["type"] == "quit_plan.changed.v1"
    assert event["quit_at"] == reply.json["quit_at"]
    assert (event["coach_id"], event["request_id"]) == (None, "req-1")
    assert rows("cessation.slips", user_id=member) == []


def test_a_date_still_to_come_moves(api, make_member):
    member = make_member()
    first = api(member, "PUT", "/quit-plan", {"quit_at": in_days(5)}).json

    moved = api(member, "PUT", "/quit-plan", {"quit_at": in_days(7)}).json

    assert (moved["attempt_id"], moved["version"]) == (first["attempt_id"], 2)
    assert len(moved["attempts"]) == 1


def test_a_new_date_after_the_quit_day_is_a_new_attempt(api, make_member, events_about):
    member = make_member(quit_at=NOW - timedelta(days=30))
    first = api(member, "GET", "/quit-plan").json

    again = api(member, "PUT", "/quit-plan", {"quit_at": in_days(2)}).json

    assert again["attempt_id"] != first["attempt_id"]
    assert [each["end_reason"] for each in again["attempts"]] == [None, "new_date"]
    assert again["attempts"][1]["ended_at"]
    assert len(events_about(member)) == 1


def test_the_same_date_again_changes_nothing(api, make_member, events_about):
    member = make_member()
    body = {"quit_at": in_days(-3)}

    first = api(member, "PUT", "/quit-plan", body)
    second = api(member, "PUT", "/quit-plan", body)

    assert second.json == first.json
    assert len(events_about(member)) == 1


def test_dates_set_at_once_leave_one_open_attempt(api, make_member, rows, at_once):
    member = make_member()

    replies = at_once(
        [
            lambda days=days: api(member, "PUT", "/quit-plan", {"quit_at": in_days(days)})
            for days in range(-6, 0)
        ]
    )

    assert [reply.status_code for reply in replies] == [200] * 6
    attempts = rows("cessation.quit_attempts", user_id=member)
    assert len(attempts) == 6
    assert sum(attempt["ended_at"] is None for attempt in attempts) == 1


def test_the_event_names_the_coach_who_may_see(api, make_member, make_coach, events_about):
    coach = make_coach()
    open_member, closed_member = make_member(coach=coach), make_member(coach=coach, shares=False)

    for member in (open_member, closed_member):
        api(member, "PUT", "/quit-plan", {"quit_at": in_days(1)})

    assert events_about(open_member)[0]["coach_id"] == str(coach)
    assert events_about(closed_member)[0]["coach_id"] is None


def test_a_change_insists_on_the_version_that_was_read(api, make_member):
    member = make_member()
    early = api(member, "PUT", "/quit-plan", {"quit_at": in_days(1)}, If_Match='"1"')
    tag = api(member, "PUT", "/quit-plan", {"quit_at": in_days(5)}).headers["ETag"]

    first = api(member, "PUT", "/quit-plan", {"quit_at": in_days(6)}, If_Match=tag)
    late = api(member, "PUT", "/quit-plan", {"quit_at": in_days(7)}, If_Match=tag)
    end = api(member, "POST", "/quit-plan/end", {"reason": "stopped"}, If_Match=tag)

    assert (early.status_code, early.json["code"]) == (412, "precondition_failed")
    assert (first.status_code, first.headers["ETag"]) == (200, '"2"')
    assert (late.status_code, end.status_code) == (412, 412)
    assert api(member, "GET", "/quit-plan").json == first.json


def test_of_two_devices_that_move_the_same_date_one_wins(api, make_member, rows, at_once):
    member = make_member()
    tag = api(member, "PUT", "/quit-plan", {"quit_at": in_days(9)}).headers["ETag"]

    replies = at_once(
        [
            lambda days=days: api(
                member, "PUT", "/quit-plan", {"quit_at": in_days(days)}, If_Match=tag
            )
            for days in range(1, 7)
        ]
    )

    assert sorted(reply.status_code for reply in replies) == [200] + [412] * 5
    assert len(rows("cessation.plan_revisions", user_id=member)) == 2


def test_keeping_the_date_after_a_slip_is_noted_once_and_changes_nothing(
    api, make_member, rows, events_about
):
    member = make_member(quit_at=NOW - timedelta(days=4))
    before = api(member, "GET", "/quit-plan").json
    body = {"client_id": str(uuid.uuid4())}

    replies = [api(member, "POST", "/quit-plan/keep-going", body) for _ in range(2)]

    assert [(reply.status_code, reply.json) for reply in replies] == [(200, before)] * 2
    [noted] = rows("cessation.plan_revisions", user_id=member)
    assert (noted["area"], noted["turn"], noted["fields"]) == ("quit_date", "kept", [])
    assert events_about(member) == []


@pytest.mark.parametrize(
    ("days", "code"),
    [
        pytest.param(None, "no_quit_date", id="no date"),
        pytest.param(3, "not_quit_yet", id="a date to come"),
    ],
)
def test_there_has_to_be_something_to_go_on_with(api, make_member, rows, days, code):
    member = make_member(quit_at=days and NOW + timedelta(days=days))

    reply = api(member, "POST", "/quit-plan/keep-going", {"client_id": str(uuid.uuid4())})

    assert (reply.status_code, reply.json["code"]) == (409, code)
    assert rows("cessation.plan_revisions", user_id=member) == []


def test_an_attempt_that_is_over_is_kept_and_asks_for_nothing(api, make_member):
    member = make_member()
    api(member, "PUT", "/quit-plan", {"quit_at": in_days(-2)})

    ended = api(member, "POST", "/quit-plan/end", {"reason": "relapse"})

    assert (ended.status_code, ended.json["end_reason"]) == (200, "relapse")
    assert api(member, "GET", "/quit-plan").status_code == 404
    assert api(member, "GET", "/quit-plan/attempts").json["items"] == [ended.json]
    assert api(member, "GET", "/quit-plan/follow-ups").json["items"] == []
    again = api(member, "POST", "/quit-plan/end", {"reason": "relapse"})
    assert (again.status_code, again.json["code"]) == (409, "no_quit_date")


def test_every_attempt_is_listed_page_by_page_the_open_one_first(api, make_member):
    member = make_member()
    for days in (-9, -7, -5, -3):
        plan = api(member, "PUT", "/quit-plan", {"quit_at": in_days(days)}).json

    first = api(member, "GET", "/quit-plan/attempts?limit=3").json
    rest = api(member, "GET", f"/quit-plan/attempts?limit=3&after={first['next']}").json

    assert len(first["items"]) == 3
    assert first["items"] + rest["items"] == plan["attempts"]
    assert rest["next"] is None


@pytest.mark.parametrize(
    "quit_at",
    [
        pytest.param(in_days(367), id="over a year ahead"),
        "1899-12-31T23:59:59Z",
        "9999-12-31T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "2026-02-30T00:00:00Z",
        "2026-01-01",
        "2026-01-01T00:00:00",
        "infinity",
        "now",
        "",
        1767225600,
        "1767225600",
        True,
        None,
        [],
        {"$gt": ""},
    ],
    ids=str,
)
def test_a_date_that_makes_no_sense_is_refused(api, make_member, rows, events_about, quit_at):
    member = make_member()

    reply = api(member, "PUT", "/quit-plan", {"quit_at": quit_at})

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")
    assert reply.json["errors"][0]["field"] == "quit_at"
    assert rows("cessation.quit_attempts", user_id=member) == []
    assert events_about(member) == []


def test_a_plan_needs_a_profile(api, make_person):
    reply = api(make_person(), "PUT", "/quit-plan", {"quit_at": in_days(1)})

    assert (reply.status_code, reply.json["code"]) == (409, "no_profile")

"""Seats and the line for them: who came first sits, however many come at once."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

EVENING = (datetime.now(UTC) + timedelta(days=3)).replace(
    hour=18, minute=0, second=0, microsecond=0
)


def session(**changes):
    return {
        "client_id": str(uuid.uuid4()),
        "title": "Evenings without",
        "language": "en",
        "starts_at": EVENING.isoformat(),
        "minutes": 60,
        "seats": 2,
        **changes,
    }


@pytest.fixture
def coach(make_coach, make_available):
    coach = make_coach()
    make_available(coach)
    return coach


@pytest.fixture
def planned(api, coach):
    made = api(coach, "POST", "/coaching/hosted-sessions", session())
    assert made.status_code == 201
    return made.json


def seat(api, member, planned, method="PUT"):
    return api(member, method, f"/coaching/group-sessions/{planned['session_id']}/seat")


def mine(api, member, planned):
    """The session as a member finds it, on whatever page: other tests have planned some too."""
    cursor = ""
    while cursor is not None:
        page = api(member, "GET", f"/coaching/group-sessions?limit=100{cursor}").json
        for item in page["items"]:
            if item["session_id"] == planned["session_id"]:
                return item
        cursor = page["next"] and f"&after={page['next']}"
    raise AssertionError("it is on no page")


def test_planning_twice_with_one_client_id_is_planning_once(api, coach):
    body = session()

    first, again = (api(coach, "POST", "/coaching/hosted-sessions", body) for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json == first.json
    assert (first.json["seats_left"], first.json["has_seat"]) == (2, False)


def test_a_session_that_was_called_off_is_not_planned_again_by_its_client_id(api, coach):
    body = session()
    planned = api(coach, "POST", "/coaching/hosted-sessions", body).json
    api(coach, "DELETE", f"/coaching/hosted-sessions/{planned['session_id']}")

    again = api(coach, "POST", "/coaching/hosted-sessions", body)

    assert (again.status_code, again.json["code"]) == (409, "called_off")


def test_of_many_who_come_at_once_as_many_sit_as_there_are_seats(
    api, make_member, planned, at_once
):
    members = [make_member() for _ in range(8)]

    replies = at_once([lambda member=member: seat(api, member, planned) for member in members])

    assert {reply.status_code for reply in replies} == {200}
    seen = [mine(api, member, planned) for member in members]
    assert sum(each["has_seat"] for each in seen) == 2
    assert sorted(each["my_place_in_line"] or 0 for each in seen) == [0, 0, 1, 2, 3, 4, 5, 6]
    # What each was told at once is what is true in the end: nobody loses a seat again.
    for reply, each in zip(replies, seen, strict=True):
        assert reply.json["has_seat"] == each["has_seat"]
        assert reply.json["my_place_in_line"] == each["my_place_in_line"]


def test_who_is_first_in_line_moves_up_and_is_told(api, make_member, planned, events_about):
    members = [make_member() for _ in range(4)]
    for member in members:
        seat(api, member, planned)

    assert seat(api, members[0], planned, "DELETE").status_code == 204

    seen = [mine(api, member, planned) for member in members]
    assert [each["has_seat"] for each in seen] == [False, True, True, False]
    assert [each["my_place_in_line"] for each in seen] == [None, None, None, 1]
    [told] = events_about(members[2])
    assert (told["key"], told["data"]["session_id"]) == (
        "group_session.seat",
        planned["session_id"],
    )
    assert [events_about(member) for member in (members[0], members[1], members[3])] == [[], [], []]


def test_leaving_the_line_moves_nobody_into_a_seat(api, make_member, planned, events_about):
    members = [make_member() for _ in range(4)]
    for member in members:
        seat(api, member, planned)

    seat(api, members[2], planned, "DELETE")

    assert mine(api, members[3], planned)["my_place_in_line"] == 1
    assert events_about(members[3]) == []


def test_all_who_leave_at_once_make_room_for_as_many(
    api, make_member, planned, at_once, events_about
):
    members = [make_member() for _ in range(4)]
    for member in members:
        seat(api, member, planned)

    at_once([lambda each=each: seat(api, each, planned, "DELETE") for each in members[:2]])

    assert [mine(api, each, planned)["has_seat"] for each in members[2:]] == [True, True]
    assert [[e["key"] for e in events_about(each)] for each in members[2:]] == [
        ["group_session.seat"],
        ["group_session.seat"],
    ]


def test_who_is_forgotten_makes_room(api, make_member, planned, database):
    members = [make_member() for _ in range(3)]
    for member in members:
        seat(api, member, planned)

    database.execute("DELETE FROM account.accounts WHERE user_id = %s", (members[0],))

    assert mine(api, members[2], planned)["has_seat"] is True


def test_coming_again_keeps_the_place(api, make_member, planned):
    first, second, third = (make_member() for _ in range(3))
    for member in (first, second, third, first):
        seat(api, member, planned)

    assert mine(api, first, planned)["has_seat"] is True
    assert mine(api, third, planned)["my_place_in_line"] == 1


def test_nobody_comes_to_two_things_at_once(api, make_member, make_coach, planned):
    member, other = make_member(), make_coach()
    second = api(
        other,
        "POST",
        "/coaching/hosted-sessions",
        session(starts_at=(EVENING + timedelta(minutes=59)).isoformat()),
    ).json
    seat(api, member, planned)

    refused = seat(api, member, second)

    assert (refused.status_code, refused.json["code"]) == (409, "slot_taken")
    assert mine(api, member, second)["has_seat"] is False


def test_a_coach_is_in_one_place_too(api, coach, planned, make_member):
    clash = api(coach, "POST", "/coaching/hosted-sessions", session())
    member = make_member(coach=coach)
    body = {
        "client_id": str(uuid.uuid4()),
        "kind": "pre_quit",
        "starts_at": EVENING.isoformat(),
    }

    assert (clash.status_code, clash.json["code"]) == (409, "slot_taken")
    assert api(member, "POST", "/coaching/appointments", body).json["code"] == "slot_taken"
    assert seat(api, coach, planned).status_code == 409


@pytest.mark.parametrize("how", ["cancel", "leave"])
def test_what_is_called_off_frees_everybody_and_tells_them(
    api, coach, make_member, planned, events_about, rows, how
):
    members = [make_member() for _ in range(3)]
    for member in members:
        seat(api, member, planned)

    if how == "cancel":
        done = api(coach, "DELETE", f"/coaching/hosted-sessions/{planned['session_id']}")
        assert done.status_code == 204
    else:
        body = {
            "client_id": str(uuid.uuid4()),
            "starts_at": EVENING.isoformat(),
            "ends_at": (EVENING + timedelta(days=1)).isoformat(),
        }
        assert api(coach, "POST", "/coaching/leaves", body).status_code == 201

    for member in members:
        assert [event["key"] for event in events_about(member)] == ["group_session.cancelled"]
        assert rows("coaching.commitments", person_id=member) == []
    assert seat(api, members[0], planned).status_code == 404
    assert rows("coaching.commitments", person_id=coach) == []


def test_somebody_elses_session_cannot_be_called_off(api, planned, make_coach, make_member):
    path = f"/coaching/hosted-sessions/{planned['session_id']}"

    assert api(make_coach(), "DELETE", path).status_code == 404
    assert api(make_member(), "DELETE", path).status_code == 403
    assert mine(api, make_member(), planned)["seats"] == 2


@pytest.mark.parametrize(
    "change",
    [
        {"title": " "},
        {"title": "x" * 81},
        {"seats": 1},
        {"seats": 51},
        {"seats": True},
        {"minutes": 10},
        {"language": "English"},
        {"starts_at": (EVENING - timedelta(days=30)).isoformat()},
        {"starts_at": (EVENING + timedelta(days=300)).isoformat()},
        {"coach_id": "0198a7c2-5be0-7e63-9bb1-2c1a7c3f5a10"},
    ],
    ids=str,
)
def test_sessions_that_make_no_sense(api, coach, change, rows):
    refused = api(coach, "POST", "/coaching/hosted-sessions", session(**change))

    assert refused.status_code == 422
    assert rows("coaching.group_sessions", coach_id=coach) == []

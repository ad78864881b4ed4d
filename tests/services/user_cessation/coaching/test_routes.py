"""Choosing a coach, and leaving one."""

import uuid

import pytest


def choose(api, member, coach):
    return api(member, "PUT", "/coaching/coach", {"coach_id": str(coach)})


def listed(api, person, coach):
    """The coach's entry in the list, which other tests also write to."""
    cursor = ""
    while cursor is not None:
        page = api(person, "GET", f"/coaches?limit=100{cursor and '&after=' + cursor}").json
        for item in page["items"]:
            if item["user_id"] == str(coach):
                return item
        cursor = page["next"]
    return None


def test_coaches_are_listed_with_their_places_and_no_address(api, make_member, make_coach):
    coach = make_coach(capacity=3, display_name="Linh")
    member = make_member(coach=coach)

    assert listed(api, member, coach) == {
        "user_id": str(coach),
        "display_name": "Linh",
        "headline": "I quit too",
        "languages": ["en"],
        "specialties": [],
        "time_zone": "UTC",
        "reply_within_hours": 24,
        "places_left": 2,
    }


@pytest.mark.parametrize("change", [{"status": "disabled"}, {"role": "member"}], ids=str)
def test_who_does_not_coach_now_is_not_listed_and_cannot_be_chosen(
    api, make_member, make_coach, database, change
):
    member, coach = make_member(), make_coach()
    [(column, value)] = change.items()
    database.execute(
        f"UPDATE account.accounts SET {column} = %s WHERE user_id = %s", (value, coach)
    )

    assert listed(api, member, coach) is None
    assert choose(api, member, coach).status_code == 404


def test_choosing_a_coach(api, make_member, make_coach, events_about):
    member, coach = make_member(), make_coach(display_name="Linh")

    chosen = choose(api, member, coach)

    assert (chosen.status_code, chosen.json["display_name"]) == (200, "Linh")
    assert "places_left" not in chosen.json
    assert api(member, "GET", "/coaching/coach").json == chosen.json
    assert api(member, "GET", "/progress").json["coach"]["display_name"] == "Linh"
    [event] = events_about(member)
    assert (event["type"], event["coach_id"]) == ("coach.assigned.v1", str(coach))
    assert event["reply_within_hours"] == chosen.json["reply_within_hours"] == 24


def test_choosing_the_same_coach_again_changes_nothing(api, make_member, make_coach, events_about):
    member, coach = make_member(), make_coach(capacity=1)

    first, second = choose(api, member, coach), choose(api, member, coach)

    assert second.json == first.json
    assert len(events_about(member)) == 1


def test_changing_coach_leaves_the_one_before(api, make_member, make_coach, events_about, rows):
    member, first, second = make_member(), make_coach(), make_coach()

    choose(api, member, first)
    choose(api, member, second)

    assert [(event["type"], event["coach_id"]) for event in events_about(member)] == [
        ("coach.assigned.v1", str(first)),
        ("coach.unassigned.v1", str(first)),
        ("coach.assigned.v1", str(second)),
    ]
    assert len(rows("coaching.assignments", member_id=member)) == 2


def test_leaving_a_coach_frees_the_place(api, make_member, make_coach, events_about):
    member, coach = make_member(), make_coach(capacity=1)
    choose(api, member, coach)

    left = [api(member, "DELETE", "/coaching/coach").status_code for _ in range(2)]

    assert left == [204, 204]
    assert api(member, "GET", "/coaching/coach").status_code == 404
    assert [e["type"] for e in events_about(member)] == ["coach.assigned.v1", "coach.unassigned.v1"]
    assert choose(api, make_member(), coach).status_code == 200


def test_the_last_place_goes_to_one_of_many(api, make_member, make_coach, rows, at_once):
    coach = make_coach(capacity=3)
    members = [make_member() for _ in range(8)]

    replies = at_once([lambda member=member: choose(api, member, coach) for member in members])

    assert sorted(reply.status_code for reply in replies) == [200] * 3 + [409] * 5
    assert {reply.json.get("code") for reply in replies} == {None, "coach_full"}
    assert len(rows("coaching.assignments", coach_id=coach)) == 3


def test_who_stops_coaching_while_being_chosen_ends_with_nobody(
    api, make_member, make_coach, make_admin, rows, at_once
):
    admin, coach = make_admin(), make_coach()
    members = [make_member() for _ in range(5)]

    at_once(
        [
            lambda: api(admin, "PATCH", f"/admin/users/{coach}", {"role": "member"}),
            *(lambda member=member: choose(api, member, coach) for member in members),
        ]
    )

    assert all(row["ended_at"] for row in rows("coaching.assignments", coach_id=coach))


def test_one_member_choosing_many_at_once_has_one_coach(
    api, make_member, make_coach, rows, at_once
):
    member, coaches = make_member(), [make_coach() for _ in range(4)]

    replies = at_once([lambda coach=coach: choose(api, member, coach) for coach in coaches])

    assert {reply.status_code for reply in replies} == {200}
    open_ones = [r for r in rows("coaching.assignments", member_id=member) if not r["ended_at"]]
    assert len(open_ones) == 1


def test_whom_one_cannot_choose(api, make_member, make_coach, events_about):
    member, coach = make_member(), make_coach()

    assert choose(api, member, uuid.uuid4()).status_code == 404
    assert choose(api, member, make_member()).status_code == 404
    assert choose(api, coach, coach).status_code == 409
    assert choose(api, member, "linh").status_code == 422
    assert events_about(member) == []


def test_why_a_member_changes_is_kept_where_no_coach_looks(api, make_member, make_coach, rows):
    first, second = make_coach(), make_coach()
    member = make_member(coach=first)
    body = {"coach_id": str(second), "reason": "We did not understand each other"}

    api(member, "PUT", "/coaching/coach", body)

    kept = {row["coach_id"]: row["end_reason"] for row in rows("coaching.assignments")}
    assert kept[first] == body["reason"]
    seen = [
        api(coach, "GET", path).text
        for coach in (first, second)
        for path in ("/coaching/members", "/coaching/appointments", "/coaching/profile")
    ]
    assert not [text for text in seen if "understand" in text]


def test_what_was_to_come_of_a_coaching_ends_with_it(
    api, make_member, make_coach, make_appointment, rows, events_about
):
    coach = make_coach()
    member = make_member(coach=coach)
    meeting = make_appointment(member, coach)

    api(member, "DELETE", "/coaching/coach")

    [row] = rows("coaching.appointments", appointment_id=meeting)
    assert (row["status"], row["changed_by"]) == ("cancelled_by_member", member)
    assert rows("coaching.commitments", appointment_id=meeting) == []
    assert [e["type"] for e in events_about(member)] == [
        "appointment.changed.v1",
        "coach.unassigned.v1",
    ]

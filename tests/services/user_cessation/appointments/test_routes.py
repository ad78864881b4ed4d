"""Meetings from the asking to the end: nobody is in two places at once."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from psycopg.errors import ExclusionViolation


def tomorrow_at(hour, minute=0):
    day = datetime.now(UTC) + timedelta(days=2)
    return day.replace(hour=hour, minute=minute, second=0, microsecond=0)


def book(api, member, starts_at, client_id=None, kind="pre_quit"):
    body = {
        "client_id": str(client_id or uuid.uuid4()),
        "kind": kind,
        "starts_at": starts_at.isoformat(),
    }
    return api(member, "POST", "/coaching/appointments", body)


def step(api, person, meeting, move, **headers):
    path = f"/coaching/appointments/{meeting['appointment_id']}"
    return api(person, "PATCH", path, {"move": move}, **headers)


@pytest.fixture
def coach(make_coach, make_available):
    coach = make_coach(display_name="Linh")
    make_available(coach)
    return coach


@pytest.fixture
def member(make_member, coach):
    return make_member(coach=coach)


def test_asking_for_a_meeting(api, coach, member, events_about, rows):
    meeting = book(api, member, tomorrow_at(10))

    assert meeting.status_code == 201
    assert (meeting.json["status"], meeting.json["coach_name"]) == ("requested", "Linh")
    assert meeting.json["is_free"] is True
    path = f"/coaching/appointments/{meeting.json['appointment_id']}"
    for person in (member, coach):
        assert api(person, "GET", path).json == meeting.json
        assert api(person, "GET", "/coaching/appointments").json["items"] == [meeting.json]
    [event] = events_about(member)
    assert (event["type"], event["status"]) == ("appointment.changed.v1", "requested")
    assert (event["coach_id"], event["changed_by"]) == (str(coach), str(member))
    assert len(rows("coaching.commitments", person_id=coach)) == 1


def test_the_same_booking_again_is_the_same_meeting(api, member, events_about):
    client_id = uuid.uuid4()

    first, again = (book(api, member, tomorrow_at(10), client_id) for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json == first.json
    assert len(events_about(member)) == 1


def test_of_fifty_who_book_one_time_at_once_one_gets_it(
    api, make_member, coach, member, at_once, rows, app
):
    members = [make_member(coach=coach) for _ in range(50)]
    ten = tomorrow_at(10)

    replies = at_once([lambda each=each: book(api, each, ten) for each in members])

    statuses = sorted(reply.status_code for reply in replies)
    assert statuses == [201] + [409] * 49
    assert {reply.json.get("code") for reply in replies} == {None, "slot_taken"}
    assert len(rows("coaching.appointments", coach_id=coach)) == 1


def test_the_database_itself_refuses_two_meetings_at_once(
    make_appointment, make_member, make_coach, coach, member
):
    """Whoever writes it, and with the buffers: no lock and no rule of ours is needed."""
    ten = tomorrow_at(10)
    make_appointment(member, coach, starts_at=ten)

    make_appointment(make_member(), coach, starts_at=ten + timedelta(minutes=30))
    with pytest.raises(ExclusionViolation, match="coach_is_taken"):
        make_appointment(make_member(), coach, starts_at=ten + timedelta(minutes=29))
    with pytest.raises(ExclusionViolation, match="member_is_taken"):
        make_appointment(member, make_coach(), starts_at=ten - timedelta(minutes=1))


def test_buffers_keep_meetings_apart(api, make_coach, make_member, make_available):
    coach = make_coach()
    make_available(coach, buffer_before_minutes=10, buffer_after_minutes=20)
    members = [make_member(coach=coach) for _ in range(3)]

    statuses = [
        book(api, each, starts_at).status_code
        for each, starts_at in zip(
            members, (tomorrow_at(10), tomorrow_at(10, 30), tomorrow_at(11)), strict=True
        )
    ]

    assert statuses == [201, 409, 201]


def test_a_member_with_a_seat_elsewhere_cannot_be_met(api, coach, member, database, make_coach):
    database.execute(
        """
        WITH meeting AS (
            INSERT INTO coaching.group_sessions
                   (session_id, coach_id, client_id, title, language, starts_at, ends_at, seats,
                    created_at)
            VALUES (uuidv7(), %(coach)s, uuidv7(), 'Evening', 'en', %(starts_at)s,
                    %(starts_at)s + interval '1 hour', 2, now())
            RETURNING session_id
        ), seat AS (
            INSERT INTO coaching.seats (seat_id, session_id, member_id, joined_at)
            SELECT uuidv7(), session_id, %(member)s, now()
              FROM meeting
            RETURNING seat_id
        )
        INSERT INTO coaching.commitments (person_id, as_coach, during, seat_id)
        SELECT %(member)s, false, tstzrange(%(starts_at)s, %(starts_at)s + interval '1 hour'),
               seat_id
          FROM seat
        """,
        {"coach": make_coach(), "member": member, "starts_at": tomorrow_at(10)},
    )

    statuses = [
        book(api, member, tomorrow_at(hour, minute)).status_code
        for hour, minute in ((10, 0), (10, 30), (11, 0))
    ]

    assert statuses == [409, 409, 201]


@pytest.mark.parametrize(
    "starts_at",
    [tomorrow_at(10, 7), tomorrow_at(10) - timedelta(days=9), tomorrow_at(10) + timedelta(days=99)],
    ids=["between the steps", "past", "beyond the horizon"],
)
def test_times_that_are_not_offered_cannot_be_booked(api, member, starts_at, events_about):
    refused = book(api, member, starts_at)

    assert (refused.status_code, refused.json["code"]) == (409, "slot_taken")
    assert events_about(member) == []


def test_without_a_coach_there_is_nobody_to_meet(api, make_member):
    refused = book(api, make_member(), tomorrow_at(10))

    assert (refused.status_code, refused.json["code"]) == (409, "no_coach")


def test_the_second_meeting_needs_a_plan(api, member, give_plan):
    first = book(api, member, tomorrow_at(10))
    refused = book(api, member, tomorrow_at(11))
    give_plan(member)
    second = book(api, member, tomorrow_at(11))

    assert first.json["is_free"] is True
    assert (refused.status_code, refused.json["code"]) == (403, "plan_needed")
    assert (second.status_code, second.json["is_free"]) == (201, False)


def test_a_free_meeting_called_off_in_time_is_still_free(api, member, coach):
    early = book(api, member, tomorrow_at(10)).json
    step(api, member, early, "cancel")
    again = book(api, member, tomorrow_at(10)).json

    assert again["is_free"] is True


def test_a_free_meeting_called_off_late_is_used(api, member, coach, make_appointment):
    late = make_appointment(member, coach, starts_at=datetime.now(UTC) + timedelta(hours=3))

    called = step(api, member, {"appointment_id": late}, "cancel")

    assert (called.json["status"], called.json["is_late"]) == ("cancelled_by_member", True)
    assert book(api, member, tomorrow_at(10)).json["code"] == "plan_needed"


def test_two_first_meetings_at_once_are_not_both_free(api, member, at_once):
    replies = at_once(
        [lambda hour=hour: book(api, member, tomorrow_at(hour)) for hour in range(8, 14)]
    )

    assert sorted(reply.status_code for reply in replies) == [201] + [403] * 5


def test_a_whole_life(api, member, coach, make_appointment, events_about):
    soon = datetime.now(UTC) + timedelta(minutes=5)
    meeting = {
        "appointment_id": make_appointment(member, coach, status="requested", starts_at=soon)
    }

    refused = step(api, member, meeting, "confirm")
    statuses = [
        step(api, coach, meeting, move).json["status"] for move in ("confirm", "start", "complete")
    ]
    over = step(api, member, meeting, "cancel")

    assert refused.status_code == 403
    assert statuses == ["confirmed", "in_progress", "completed"]
    assert (over.status_code, over.json["code"]) == (409, "not_possible_now")
    assert [event["status"] for event in events_about(member)] == statuses


def test_what_has_begun_cannot_be_called_off_or_moved(api, member, coach, make_appointment):
    past = datetime.now(UTC) - timedelta(minutes=11)
    meeting = {"appointment_id": make_appointment(member, coach, starts_at=past)}
    body = {"client_id": str(uuid.uuid4()), "starts_at": tomorrow_at(12).isoformat()}
    path = f"/coaching/appointments/{meeting['appointment_id']}/reschedule"

    replies = [step(api, member, meeting, "cancel"), api(coach, "POST", path, body)]

    assert [reply.json["code"] for reply in replies] == ["too_late", "too_late"]
    assert step(api, coach, meeting, "no_show").json["status"] == "no_show"
    assert book(api, member, tomorrow_at(12)).json["code"] == "plan_needed"


def test_what_is_called_off_gives_its_time_back(api, member, coach, rows, make_member):
    meeting = book(api, member, tomorrow_at(10)).json

    called = step(api, coach, meeting, "cancel").json

    assert (called["status"], called["changed_by"]) == ("cancelled_by_coach", str(coach))
    assert rows("coaching.commitments", person_id=coach) == []
    assert book(api, make_member(coach=coach), tomorrow_at(10)).status_code == 201


def test_of_two_devices_the_later_is_told(api, member, coach):
    meeting = book(api, member, tomorrow_at(10)).json

    statuses = [
        step(api, coach, meeting, move, If_Match='"1"').status_code
        for move in ("confirm", "cancel")
    ]

    assert statuses == [200, 412]


def test_moving_a_meeting_says_who_and_why(api, member, coach, events_about, rows):
    meeting = book(api, member, tomorrow_at(10)).json
    path = f"/coaching/appointments/{meeting['appointment_id']}"
    body = {
        "client_id": str(uuid.uuid4()),
        "starts_at": tomorrow_at(10, 30).isoformat(),
        "reason": "A train",
    }

    moved, again = (api(coach, "POST", f"{path}/reschedule", body) for _ in range(2))

    assert (moved.status_code, again.status_code) == (201, 200)
    assert again.json == moved.json
    assert moved.json["replaces"] == meeting["appointment_id"]
    assert (moved.json["status"], moved.json["is_free"]) == ("confirmed", True)
    former = api(member, "GET", path).json
    assert (former["status"], former["reason"]) == ("rescheduled", "A train")
    assert former["changed_by"] == str(coach)
    assert [event["status"] for event in events_about(member)] == [
        "requested",
        "rescheduled",
        "confirmed",
    ]
    assert len(rows("coaching.commitments", person_id=coach)) == 1


def test_a_time_the_member_moves_to_is_for_the_coach_to_confirm(api, member, coach):
    meeting = book(api, member, tomorrow_at(10)).json
    step(api, coach, meeting, "confirm")
    path = f"/coaching/appointments/{meeting['appointment_id']}/reschedule"
    body = {"client_id": str(uuid.uuid4()), "starts_at": tomorrow_at(12).isoformat()}

    assert api(member, "POST", path, body).json["status"] == "requested"


def test_a_move_to_a_time_that_is_taken_changes_nothing(
    api, member, coach, make_appointment, make_member, events_about
):
    make_appointment(make_member(), coach, starts_at=tomorrow_at(12))
    meeting = book(api, member, tomorrow_at(10)).json
    path = f"/coaching/appointments/{meeting['appointment_id']}"
    body = {"client_id": str(uuid.uuid4()), "starts_at": tomorrow_at(12).isoformat()}

    refused = api(member, "POST", f"{path}/reschedule", body)

    assert (refused.status_code, refused.json["code"]) == (409, "slot_taken")
    assert api(member, "GET", path).json == meeting
    assert len(events_about(member)) == 1


def test_somebody_elses_meeting_is_not_there(api, make_member, make_coach, coach, member):
    meeting = book(api, member, tomorrow_at(10)).json
    path = f"/coaching/appointments/{meeting['appointment_id']}"
    body = {"client_id": str(uuid.uuid4()), "starts_at": tomorrow_at(12).isoformat()}

    for stranger in (make_member(coach=coach), make_coach()):
        assert api(stranger, "GET", path).status_code == 404
        assert api(stranger, "PATCH", path, {"move": "cancel"}).status_code == 404
        assert api(stranger, "POST", f"{path}/reschedule", body).status_code == 404
    assert api(member, "GET", path).json == meeting


def test_a_coachs_access_to_meetings_ends_with_the_assignment(api, member, coach):
    meeting = book(api, member, tomorrow_at(10)).json

    api(member, "DELETE", "/coaching/coach")

    path = f"/coaching/appointments/{meeting['appointment_id']}"
    assert api(coach, "GET", path).status_code == 404
    assert api(coach, "GET", "/coaching/appointments").json["items"] == []
    assert api(member, "GET", path).json["status"] == "cancelled_by_member"


def test_meetings_are_read_page_by_page(api, member, coach, make_appointment):
    made = [
        str(make_appointment(member, coach, starts_at=tomorrow_at(hour))) for hour in (10, 11, 12)
    ]

    seen, cursor = [], ""
    while cursor is not None:
        page = api(
            coach, "GET", f"/coaching/appointments?limit=2{cursor and '&after=' + cursor}"
        ).json
        seen.append([item["appointment_id"] for item in page["items"]])
        cursor = page["next"]

    assert seen == [[made[2], made[1]], [made[0]]]


def test_reminders_find_what_is_confirmed_and_to_come(api, member, coach, make_appointment, rows):
    confirmed = make_appointment(member, coach, starts_at=tomorrow_at(10))
    make_appointment(member, coach, starts_at=tomorrow_at(11), status="requested")
    make_appointment(member, coach, starts_at=datetime.now(UTC) - timedelta(days=1))

    [upcoming] = rows("coaching.appointments_upcoming", coach_id=coach)

    assert upcoming["appointment_id"] == confirmed


def test_who_is_forgotten_leaves_the_coachs_time_free(
    member, coach, make_appointment, database, rows
):
    make_appointment(member, coach)

    database.execute("DELETE FROM account.accounts WHERE user_id = %s", (member,))

    assert rows("coaching.commitments", person_id=coach) == []

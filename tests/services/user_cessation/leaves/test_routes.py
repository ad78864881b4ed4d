"""A coach goes away: what was booked is called off, and other times are offered."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

DAY = timedelta(days=1)
MORNING = (datetime.now(UTC) + 3 * DAY).replace(hour=9, minute=0, second=0, microsecond=0)


def leave(starts_at, ends_at, client_id=None):
    return {
        "client_id": str(client_id or uuid.uuid4()),
        "starts_at": starts_at.isoformat(),
        "ends_at": ends_at.isoformat(),
    }


@pytest.fixture
def coach(make_coach, make_available):
    coach = make_coach()
    make_available(coach)
    return coach


def test_meetings_in_a_leave_are_called_off_and_others_offered(
    api, coach, make_member, make_appointment, events_about, rows
):
    member, later = make_member(coach=coach), make_member(coach=coach)
    inside = make_appointment(member, coach, starts_at=MORNING)
    outside = make_appointment(later, coach, starts_at=MORNING + 3 * DAY)

    gone = api(coach, "POST", "/coaching/leaves", leave(MORNING - DAY, MORNING + DAY))

    assert gone.status_code == 201
    [called] = rows("coaching.appointments", appointment_id=inside)
    [kept] = rows("coaching.appointments", appointment_id=outside)
    assert (called["status"], kept["status"]) == ("cancelled_by_coach", "confirmed")
    changed, offer = events_about(member)
    assert (changed["type"], changed["changed_by"]) == ("appointment.changed.v1", str(coach))
    assert (offer["type"], offer["key"]) == ("reminder.due.v1", "appointment.offer")
    times = [datetime.fromisoformat(time) for time in offer["data"]["offered"].split(",")]
    assert times == [MORNING + DAY + timedelta(minutes=30 * step) for step in range(3)]
    assert events_about(later) == []


def test_nobody_can_be_met_in_a_leave_and_afterwards_again(api, coach, make_member):
    member = make_member(coach=coach)
    path = f"/coaches/{coach}/slots?first={MORNING.date()}&last={MORNING.date()}"

    before = api(member, "GET", path).json["items"]
    gone = api(coach, "POST", "/coaching/leaves", leave(MORNING, MORNING + timedelta(hours=2)))
    during = api(member, "GET", path).json["items"]
    back = api(coach, "DELETE", f"/coaching/leaves/{gone.json['leave_id']}")
    after = api(member, "GET", path).json["items"]

    assert [len(before), len(during), back.status_code] == [48, 44, 204]
    assert after == before


def test_the_same_leave_again_is_the_same(api, coach, rows):
    body = leave(MORNING, MORNING + DAY)

    first, again = (api(coach, "POST", "/coaching/leaves", body) for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json == first.json == api(coach, "GET", "/coaching/leaves").json["items"][0]
    assert len(rows("coaching.leaves", coach_id=coach)) == 1


def test_a_booking_and_a_leave_at_once_do_not_both_hold(api, coach, make_member, at_once, rows):
    members = [make_member(coach=coach) for _ in range(5)]
    bookings = [
        {
            "client_id": str(uuid.uuid4()),
            "kind": "pre_quit",
            "starts_at": (MORNING + timedelta(minutes=30 * place)).isoformat(),
        }
        for place in range(5)
    ]

    replies = at_once(
        [
            lambda: api(coach, "POST", "/coaching/leaves", leave(MORNING, MORNING + DAY)),
            *(
                lambda member=member, body=body: api(member, "POST", "/coaching/appointments", body)
                for member, body in zip(members, bookings, strict=True)
            ),
        ]
    )

    assert replies[0].status_code == 201
    assert {reply.status_code for reply in replies} <= {201, 409}
    left = {row["status"] for row in rows("coaching.appointments", coach_id=coach)}
    assert left <= {"cancelled_by_coach"}
    assert rows("coaching.commitments", person_id=coach) == []


@pytest.mark.parametrize(
    ("starts_at", "ends_at"),
    [
        (MORNING, MORNING),
        (MORNING, MORNING - DAY),
        (MORNING, MORNING + 367 * DAY),
        (MORNING - 9 * DAY, MORNING - 8 * DAY),
    ],
    ids=["nothing", "backwards", "for ever", "past"],
)
def test_leaves_that_make_no_sense(api, coach, rows, starts_at, ends_at):
    assert api(coach, "POST", "/coaching/leaves", leave(starts_at, ends_at)).status_code == 422
    assert rows("coaching.leaves", coach_id=coach) == []


def test_somebody_elses_leave_is_not_there(api, coach, make_coach):
    gone = api(coach, "POST", "/coaching/leaves", leave(MORNING, MORNING + DAY)).json

    assert api(make_coach(), "DELETE", f"/coaching/leaves/{gone['leave_id']}").status_code == 404
    assert api(coach, "GET", "/coaching/leaves").json["items"] == [gone]

"""Journey 3: a member's progress reaches the coach's screen by itself."""

import uuid
from datetime import UTC, datetime

import pytest

from tests.journeys.person import Person


@pytest.fixture
def pair(platform, make_coach):
    with Person(platform.web, name="Mai").join() as mai, make_coach() as coach:
        mai.choose_coach(coach.user_id)
        mai.conversation_with(coach.user_id)  # both services know of the pair from here on
        yield mai, coach


def notifications(person, title_key):
    items = person.http.get("/notifications?limit=100").json()["items"]
    return [item for item in items if item["title_key"] == title_key]


def test_a_check_in_reaches_the_coachs_open_socket(pair):
    mai, coach = pair
    with coach.socket() as at_coach:
        assert mai.check_in(mood=6, craving=4).status_code == 201

        updated = at_coach.until("progress.updated", user_id=mai.user_id)

    told = [frame for frame in at_coach.seen if frame["type"] == "notification.new"]
    (row,) = [
        row
        for row in coach.http.get("/coaching/members").json()["items"]
        if row["user_id"] == mai.user_id
    ]
    assert updated["event_id"]
    assert [n["notification"]["title_key"] for n in told].count("checkin.recorded") == 1
    assert row["last_check_in"]["mood"] == 6
    assert row["last_check_in"]["smoke_free"] is True


def test_a_notification_tells_nothing_about_health(pair, eventually):
    mai, coach = pair

    mai.check_in(mood=1, craving=9, note="I nearly lit one up")

    eventually(lambda: notifications(coach, "checkin.recorded"))
    (told,) = notifications(coach, "checkin.recorded")
    assert told["data"].keys() <= {"user_id", "display_name", "check_in_id", "local_date"}


def test_another_coach_sees_nothing(platform, pair, make_coach):
    mai, _ = pair
    mai.check_in()
    with make_coach() as other:
        members = other.http.get("/coaching/members").json()["items"]
        progress = other.http.get(f"/coaching/members/{mai.user_id}/progress")

    assert members == []
    assert progress.status_code == 404


def test_a_dead_relay_and_a_dead_consumer_lose_and_double_nothing(kill, pair, eventually):
    mai, coach = pair
    client_id = str(uuid.uuid4())
    mai.http.put("/quit-plan", json={"quit_at": "2026-01-01T00:00:00Z"}).raise_for_status()

    for round_, victim in enumerate(["relay", "consumer", "relay"]):
        kill(victim)
        assert mai.check_in(client_id=client_id).status_code in (200, 201)
        slip = mai.http.post(
            "/slips",
            json={
                "client_id": str(uuid.uuid4()),
                "smoked_at": datetime.now(UTC).isoformat(),
                "cigarettes": round_ + 1,
            },
        )
        assert slip.status_code == 201

    eventually(lambda: len(notifications(coach, "slip.recorded")) == 3)
    assert len(notifications(coach, "checkin.recorded")) == 1

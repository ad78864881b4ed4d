"""The health timeline, by the member's country and their own history."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest


@pytest.fixture
def live_in(database):
    return lambda member, country: database.execute(
        "UPDATE cessation.profiles SET country = %s WHERE user_id = %s", (country, member)
    )


@pytest.mark.parametrize(
    ("country", "evidence"), [("US", "CDC-2020"), ("GB", "NHS"), ("VN", "WHO")]
)
def test_a_member_sees_the_set_of_their_country(api, make_member, live_in, country, evidence):
    member = make_member(quit_at=datetime.now(UTC) - timedelta(days=20))
    live_in(member, country)

    reply = api(member, "GET", "/milestones")

    assert reply.json["source"]["evidence"] == evidence
    assert reply.json["source"]["url"].startswith("https://")
    assert {each["state"] for each in reply.json["items"]} == (
        {"locked", "reached"} if country == "US" else {"locked", "in_progress", "reached"}
    )


def test_another_set_may_be_asked_for(api, make_member):
    member = make_member()

    reply = api(member, "GET", "/milestones?evidence=ACS")
    refused = api(member, "GET", "/milestones?evidence=leaflet")

    assert reply.json["source"]["evidence"] == "ACS"
    assert (refused.status_code, refused.json["code"]) == (422, "invalid")


def test_a_slip_of_this_attempt_restarts_the_short_clock_only(api, make_member):
    quit_at = datetime.now(UTC) - timedelta(days=20)
    member = make_member(quit_at=quit_at)
    body = {
        "client_id": str(uuid.uuid4()),
        "smoked_at": (datetime.now(UTC) - timedelta(minutes=5)).isoformat(),
        "cigarettes": 1,
    }
    before = api(member, "GET", "/milestones").json
    api(member, "POST", "/slips", body)

    after = api(member, "GET", "/milestones").json

    def states(document, clock):
        return [each["state"] for each in document["items"] if each["clock"] == clock]

    assert set(states(before, "last_cigarette")) == {"reached"}
    assert set(states(after, "last_cigarette")) == {"locked"}
    assert states(after, "quit_date") == states(before, "quit_date")
    assert after["quit_at"] == before["quit_at"]
    assert after["last_cigarette_at"] > before["last_cigarette_at"]


def test_somebody_without_a_profile_or_a_plan_sees_what_is_to_come(api, make_person):
    reply = api(make_person(), "GET", "/milestones")

    assert reply.json["source"]["evidence"] == "WHO"
    assert {each["state"] for each in reply.json["items"]} == {"locked"}
    assert reply.json["quit_at"] is None

"""Breath readings: kept once, with every threshold, and never called proof."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest


def reading(**changes):
    return {"client_id": str(uuid.uuid4()), "ppm": 6, **changes}


def test_a_reading_is_kept_with_its_flags_and_proves_nothing(api, make_member):
    measured_at = (datetime.now(UTC) - timedelta(days=30)).isoformat()

    reply = api(make_member(), "POST", "/co-readings", reading(measured_at=measured_at))

    assert reply.status_code == 201
    flags = (reply.json["co_lt10"], reply.json["co_le6"], reply.json["co_lt5"])
    assert flags == (True, True, False)
    assert reply.json["vouched_for_by"] == "member"


def test_a_repeated_reading_is_the_first_one(api, make_member, rows, at_once):
    member = make_member()
    body = reading()

    replies = at_once([lambda: api(member, "POST", "/co-readings", body)] * 8)
    later = api(member, "POST", "/co-readings", {**body, "ppm": 0})

    assert sorted(reply.status_code for reply in replies) == [200] * 7 + [201]
    assert later.json == replies[0].json
    assert len(rows("cessation.co_readings", user_id=member)) == 1


@pytest.mark.parametrize(
    "change",
    [
        *(pytest.param({"ppm": wrong}, id=f"ppm {wrong!r}") for wrong in (-1, 501, 3.5, "3", None)),
        pytest.param({"co_lt10": True}, id="flags of their own"),
        pytest.param({"vouched_for_by": "coach"}, id="somebody else's word"),
        pytest.param(
            {"measured_at": (datetime.now(UTC) + timedelta(hours=1)).isoformat()}, id="the future"
        ),
    ],
)
def test_a_reading_that_makes_no_sense_is_refused(api, make_member, rows, change):
    member = make_member()

    reply = api(member, "POST", "/co-readings", reading(**change))

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")
    assert rows("cessation.co_readings", user_id=member) == []


def test_the_list_is_read_page_by_page_latest_first(api, make_member):
    member = make_member()
    for days in (4, 1, 9):
        moment = (datetime.now(UTC) - timedelta(days=days)).isoformat()
        api(member, "POST", "/co-readings", reading(measured_at=moment, ppm=days))

    first = api(member, "GET", "/co-readings?limit=2").json
    rest = api(member, "GET", f"/co-readings?limit=2&after={first['next']}").json

    assert [each["ppm"] for each in first["items"] + rest["items"]] == [1, 4, 9]
    assert rest["next"] is None

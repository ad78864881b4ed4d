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


@pytest.fixture
def make_photo(database):
    """Insert an upload that became a picture; keyword arguments change its columns."""

    def insert(owner, **changes):
        columns = {
            "upload_id": uuid.uuid4(),
            "user_id": owner,
            "purpose": "co_photo",
            "content_type": "image/png",
            "state": "ready",
            "etag": "x",
            "bytes": 1,
            "width": 1,
            "height": 1,
            "blurhash": "LEHV6nWB",
            "created_at": datetime.now(UTC),
            "settled_at": datetime.now(UTC),
            **changes,
        }
        names, values = ", ".join(columns), ", ".join(f"%({name})s" for name in columns)
        database.execute(f"INSERT INTO media.uploads ({names}) VALUES ({values})", columns)
        return str(columns["upload_id"])

    return insert


def test_a_photo_goes_with_a_reading_and_proves_nothing(api, make_member, make_photo):
    member = make_member()
    photo_id = make_photo(member)

    reply = api(member, "POST", "/co-readings", reading(photo_id=photo_id))

    assert (reply.status_code, reply.json["photo_id"]) == (201, photo_id)
    assert (reply.json["vouched_for_by"], reply.json["verified_at"]) == ("member", None)


def test_a_photo_has_to_be_ones_own_ready_and_for_this(api, make_member, make_photo, rows):
    member = make_member()
    wrong = [
        make_photo(make_member()),
        make_photo(member, purpose="reason_photo"),
        make_photo(
            member,
            state="pending",
            **dict.fromkeys(("etag", "bytes", "width", "height", "blurhash", "settled_at")),
        ),
        str(uuid.uuid4()),
    ]

    replies = [api(member, "POST", "/co-readings", reading(photo_id=each)) for each in wrong]

    assert [reply.status_code for reply in replies] == [422] * 4
    assert replies[0].json["errors"][0]["field"] == "photo_id"
    assert rows("cessation.co_readings", user_id=member) == []


@pytest.fixture
def coached(make_member, make_coach, api):
    """A coach, their member, and the path of a reading of the member."""
    coach = make_coach()
    member = make_member(coach=coach)
    reading_id = api(member, "POST", "/co-readings", reading()).json["reading_id"]
    return coach, member, f"/coaching/members/{member}/co-readings/{reading_id}/verification"


def test_a_coach_vouches_for_a_reading_on_the_record(api, coached, rows):
    coach, member, path = coached

    first, again = (api(coach, "PUT", path, X_Request_Id="req-9") for _ in range(2))

    assert first.json["vouched_for_by"] == "coach"
    assert again.json == first.json
    [shown] = api(member, "GET", "/co-readings").json["items"]
    assert shown == first.json
    records = rows("account.audit_log", subject_id=member, action="co_reading.verification")
    assert [(each["actor_id"], each["detail"]["verified"]) for each in records] == [
        (coach, True),
        (coach, True),
    ]


def test_what_was_vouched_for_can_be_withdrawn(api, coached, rows):
    coach, member, path = coached
    api(coach, "PUT", path)

    reply = api(coach, "DELETE", path)

    assert (reply.json["vouched_for_by"], reply.json["verified_at"]) == ("member", None)
    records = rows("account.audit_log", subject_id=member, action="co_reading.verification")
    records.sort(key=lambda record: record["audit_id"])
    assert [each["detail"]["verified"] for each in records] == [True, False]


def test_only_their_coach_and_only_with_their_consent(api, coached, make_coach, set_consent, rows):
    coach, member, path = coached
    stranger = make_coach()

    strange = api(stranger, "PUT", path)
    set_consent(member, False)
    withdrawn = [
        api(coach, "PUT", path),
        api(coach, "GET", path.partition("/co-readings/")[0] + "/co-readings"),
    ]
    own = api(member, "PUT", path)

    assert (strange.status_code, own.status_code) == (404, 403)
    assert [reply.status_code for reply in withdrawn] == [404, 404]
    [kept] = rows("cessation.co_readings", user_id=member)
    assert kept["verified_at"] is None
    assert rows("account.audit_log", subject_id=member) == []


def test_a_coach_sees_readings_and_the_member_sees_that_they_looked(api, coached, rows):
    coach, member, _ = coached

    page = api(coach, "GET", f"/coaching/members/{member}/co-readings").json

    assert [each["ppm"] for each in page["items"]] == [6]
    [look] = rows("account.audit_log", subject_id=member)
    assert (look["actor_id"], look["action"]) == (coach, "co_readings.read")

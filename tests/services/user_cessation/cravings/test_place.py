"""Where a craving was felt, and its place among the others (domain.md B8)."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from shared.models.consents import VERSION

DOORSTEP = {"latitude": 10.776889, "longitude": 106.700806}
"""In Ho Chi Minh City, to ten centimetres."""


def ago(**span):
    return (datetime.now(UTC) - timedelta(**span)).isoformat()


def craving(**changes):
    return {"client_id": str(uuid.uuid4()), "intensity": 7, "smoked": False, **changes}


@pytest.fixture
def log(api):
    def post(member, **changes):
        reply = api(member, "POST", "/cravings", craving(**changes))
        assert reply.status_code == 201, reply.json
        return reply.json

    return post


@pytest.fixture
def say(api):
    def answer(member, granted, purpose="place"):
        body = {"purpose": purpose, "granted": granted, "text_version": VERSION, "locale": "en"}
        assert api(member, "POST", "/privacy/consents", body).status_code == 200

    return answer


@pytest.fixture
def places(rows):
    return lambda member: rows("cessation.craving_places", user_id=member)


def test_nothing_of_the_map_is_kept_unless_they_agree_to_that(make_member, log, places):
    member = make_member()

    logged = log(member, geo=DOORSTEP, place_label="bến xe")

    assert (logged["geo"], logged["place_label"]) == (None, "bến xe")
    assert places(member) == []


def test_what_is_kept_is_rounded_to_a_kilometre(api, make_member, log, say, places):
    member = make_member()
    say(member, True)

    logged = log(member, geo=DOORSTEP)

    assert logged["geo"] == {"latitude": 10.78, "longitude": 106.7}
    assert api(member, "GET", "/cravings").json["items"] == [logged]
    [row] = places(member)
    assert (str(row["latitude"]), str(row["longitude"])) == ("10.78", "106.70")


def test_the_table_holds_nothing_finer_whoever_writes_it(database, make_member, log, say, places):
    member = make_member()
    say(member, True)
    log(member, geo=DOORSTEP)

    database.execute(
        "UPDATE cessation.craving_places SET latitude = 51.501364 WHERE user_id = %s", (member,)
    )

    assert str(places(member)[0]["latitude"]) == "51.50"


def test_taking_the_consent_back_takes_the_places_and_leaves_the_cravings(
    api, make_member, log, say, places
):
    member = make_member()
    say(member, True)
    log(member, geo=DOORSTEP, place_label="home")

    say(member, False)
    later = log(member, geo=DOORSTEP)

    assert places(member) == []
    items = api(member, "GET", "/cravings").json["items"]
    assert [(each["geo"], each["place_label"]) for each in items] == [(None, None), (None, "home")]
    assert later["geo"] is None


def test_who_takes_back_the_consent_to_all_of_it_takes_back_this_one(
    api, make_member, log, say, places
):
    member = make_member()
    say(member, True, "health_data")
    say(member, True)
    log(member, geo=DOORSTEP)

    say(member, False, "health_data")

    assert places(member) == []
    refused = api(member, "POST", "/cravings", craving(geo=DOORSTEP))
    assert (refused.status_code, refused.json["code"]) == (403, "consent_withdrawn")


def test_a_coach_sees_the_craving_and_not_where_on_the_map(api, make_member, make_coach, log, say):
    coach = make_coach()
    member = make_member(coach=coach)
    say(member, True)
    log(member, geo=DOORSTEP, place_label="home")

    [seen] = api(coach, "GET", f"/coaching/members/{member}/cravings").json["items"]

    assert (seen["geo"], seen["place_label"]) == (None, "home")


def test_a_wave_that_was_sat_out_has_a_place_as_well(api, make_member, say):
    member = make_member()
    say(member, True)
    wave = {"client_id": str(uuid.uuid4()), "intensity": 8}
    api(member, "POST", "/waves", wave)
    outcome = {"smoked": False, "intensity_after": 2, "place_label": "work", "geo": DOORSTEP}

    ended = api(member, "POST", f"/waves/{wave['client_id']}/outcome", outcome)

    assert ended.status_code == 201
    assert (ended.json["place_label"], ended.json["geo"]["latitude"]) == ("work", 10.78)


def test_each_knows_how_many_came_before_and_how_long_ago(api, make_member, log):
    quit_at = datetime.now(UTC) - timedelta(days=3)
    member = make_member(quit_at=quit_at, time_zone="Asia/Ho_Chi_Minh")
    now = datetime.now(UTC)
    for hours in (5, 1, 100, 30):
        log(member, occurred_at=(now - timedelta(hours=hours)).isoformat())

    first = api(member, "GET", "/cravings?limit=3").json
    rest = api(member, "GET", f"/cravings?limit=3&after={first['next']}").json

    items = first["items"] + rest["items"]
    assert [each["event_no"] for each in items] == [4, 3, 2, 1]
    assert [each["minutes_since_previous"] for each in items] == [240, 1500, 4200, None]
    assert items[3]["days_since_quit"] is None
    for each in items[:3]:
        there = datetime.fromisoformat(each["local_date"]).date()
        quit_day = (quit_at + timedelta(hours=7)).date()
        assert each["days_since_quit"] == (there - quit_day).days


def test_days_are_counted_from_the_attempt_it_fell_into(api, make_member, database, log):
    member = make_member(quit_at=datetime.now(UTC) - timedelta(days=1))
    database.execute(
        """
        INSERT INTO cessation.quit_attempts (attempt_id, user_id, quit_at, ended_at)
        VALUES (gen_random_uuid(), %s, %s, %s)
        """,
        (member, ago(days=30), ago(days=4)),
    )

    days = [log(member, occurred_at=ago(days=days))["days_since_quit"] for days in (5, 2, 0)]

    assert days == [25, None, 1]


def test_a_place_is_among_what_cravings_come_with(api, make_member, log):
    member = make_member()
    for place in ("Bus stop", "bus stop", "home", "bus stop ", "bus stop"):
        log(member, place_label=place)

    [top, *_] = api(member, "GET", "/insights/cravings").json["top_triggers"]

    assert top == {"kind": "place", "name": "bus stop", "count": 4, "smoked": 0}


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"geo": {"latitude": 90.1, "longitude": 0}}, id="beyond the pole"),
        pytest.param({"geo": {"latitude": 0, "longitude": -180.5}}, id="around the earth"),
        pytest.param({"geo": {"latitude": "10", "longitude": 0}}, id="a word"),
        pytest.param({"geo": {"latitude": True, "longitude": 0}}, id="true"),
        pytest.param({"geo": {"latitude": 10}}, id="half of it"),
        pytest.param({"geo": {**DOORSTEP, "accuracy": 5}}, id="more than asked for"),
        pytest.param({"place_label": "x" * 81}, id="a long place"),
    ],
)
def test_a_place_that_makes_no_sense_is_refused(api, make_member, rows, changes):
    member = make_member()

    reply = api(member, "POST", "/cravings", craving(**changes))

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")
    assert rows("cessation.cravings", user_id=member) == []


def test_a_place_cannot_be_kept_in_two_ways_at_once(api, make_member, say, places, at_once):
    # An answer and a craving at the same moment: whichever is last, no place is left behind.
    member = make_member()
    say(member, True)

    at_once(
        [lambda: say(member, False)]
        + [lambda: api(member, "POST", "/cravings", craving(geo=DOORSTEP))] * 4
    )

    assert places(member) == []

"""How coaches present themselves, and how members find one."""

import pytest

PROFILE = {
    "headline": "Twenty years a smoker, ten without",
    "languages": ["vi", "en"],
    "specialties": ["stress", "slips"],
    "time_zone": "Asia/Ho_Chi_Minh",
    "capacity": 3,
    "reply_within_hours": 12,
}


def found(api, member, query):
    return api(member, "GET", f"/coaches/matches?{query}").json["items"]


def test_a_coach_presents_themselves(api, make_coach, make_member):
    coach = make_coach(display_name="Linh")
    member = make_member()

    put = api(coach, "PUT", "/coaching/profile", PROFILE)

    assert put.json == {
        **PROFILE,
        "user_id": str(coach),
        "display_name": "Linh",
        "places_left": 3,
        "version": 2,
    }
    assert api(coach, "GET", "/coaching/profile").json == put.json
    assert api(member, "GET", f"/coaches/{coach}").json == put.json


def test_of_two_devices_the_later_is_told(api, make_coach):
    coach = make_coach()

    statuses = [
        api(coach, "PUT", "/coaching/profile", PROFILE, If_Match='"1"').status_code
        for _ in range(2)
    ]

    assert statuses == [200, 412]


@pytest.mark.parametrize(
    "change",
    [
        {"headline": "x" * 201},
        {"languages": []},
        {"languages": ["Viet Nam"]},
        {"specialties": ["magic"]},
        {"time_zone": "Mars/Olympus"},
        {"capacity": -1},
        {"capacity": True},
        {"reply_within_hours": 0},
        {"user_id": "00000000-0000-0000-0000-000000000000"},
    ],
    ids=str,
)
def test_what_a_profile_cannot_be(api, make_coach, change):
    coach = make_coach()

    assert api(coach, "PUT", "/coaching/profile", {**PROFILE, **change}).status_code == 422
    assert api(coach, "GET", "/coaching/profile").json["version"] == 1


def test_matches_say_why_and_come_in_that_order(api, make_coach, make_member, database):
    database.execute("UPDATE coaching.coaches SET capacity = 0")
    member = make_member()
    both, one, none = make_coach(), make_coach(), make_coach()
    api(both, "PUT", "/coaching/profile", PROFILE)
    api(one, "PUT", "/coaching/profile", {**PROFILE, "languages": ["en"], "reply_within_hours": 48})

    matches = found(api, member, "languages=vi&specialties=stress&reply_within_hours=24")

    assert [match["coach"]["user_id"] for match in matches] == [str(both), str(one), str(none)]
    assert [match["points"] for match in matches] == [8, 2, 1]
    assert matches[0]["reasons"] == [
        {"wish": "language", "value": "vi", "points": 5},
        {"wish": "specialty", "value": "stress", "points": 2},
        {"wish": "reply_within_hours", "value": "12", "points": 1},
    ]


def test_nobody_is_matched_with_a_full_coach_their_own_or_themselves(api, make_coach, make_member):
    full, own = make_coach(capacity=0), make_coach()
    member = make_member(coach=own)

    matched = {match["coach"]["user_id"] for match in found(api, member, "languages=en")}
    of_coach = {match["coach"]["user_id"] for match in found(api, own, "languages=en")}

    assert matched.isdisjoint({str(full), str(own)})
    assert str(own) not in of_coach


@pytest.mark.parametrize("query", ["languages=EN", "specialties=magic", "reply_within_hours=0"])
def test_wishes_nobody_can_have(api, make_member, query):
    assert api(make_member(), "GET", f"/coaches/matches?{query}").status_code == 422


def test_who_does_not_coach_has_no_profile(api, make_member, make_coach, database):
    coach, member = make_coach(), make_member()
    database.execute("UPDATE account.accounts SET role = 'member' WHERE user_id = %s", (coach,))

    assert api(member, "GET", f"/coaches/{coach}").status_code == 404
    assert api(member, "GET", f"/coaches/{member}").status_code == 404

"""Life regained is an estimate, and whoever would rather not see it need not (domain.md B14)."""

from datetime import UTC, datetime, timedelta

import pytest

HIDDEN = "/progress/hidden"


@pytest.fixture
def quitter(make_member):
    return lambda **changes: make_member(
        quit_at=datetime.now(UTC) - timedelta(days=8), units_per_day="10", **changes
    )


@pytest.fixture
def life(api):
    return lambda member: api(member, "GET", "/progress").json["life_regained_minutes"]


def test_it_is_shown_until_it_is_hidden_and_again_when_it_is_not(api, quitter, life):
    member = quitter()
    before = life(member)

    hidden = api(member, "PUT", HIDDEN, {"figures": ["life_regained"]})
    while_hidden = life(member), api(member, "GET", "/progress").json["hidden"]
    read = api(member, "GET", HIDDEN).json
    api(member, "PUT", HIDDEN, {"figures": []})

    # 80 cigarettes avoided at 20 minutes: 1 d 2 h 40.
    assert before == 26 * 60 + 40
    assert (hidden.status_code, hidden.json) == (200, read)
    assert read == {"figures": ["life_regained"]}
    assert while_hidden == (None, ["life_regained"])
    assert life(member) == before


def test_wherever_it_is_it_says_what_it_rests_on(api, quitter):
    note = api(quitter(), "GET", "/progress").json["life_regained_note"]

    assert "population" in note["words"]["en"]
    assert "UCL 2024" in note["source"]
    assert note["reviewed"] is False


def test_nothing_is_hidden_to_begin_with(api, make_person):
    assert api(make_person(), "GET", HIDDEN).json == {"figures": []}


def test_the_rest_stays_and_so_does_what_others_see(api, quitter, life):
    member, other = quitter(), quitter()

    api(member, "PUT", HIDDEN, {"figures": ["life_regained"]})

    progress = api(member, "GET", "/progress").json
    assert (progress["units_avoided"], progress["life_regained_note"]) == ("80.0", None)
    assert life(other) == 1600


def test_a_coach_sees_no_more_of_it_than_the_member(api, quitter, make_coach):
    coach = make_coach()
    member = quitter(coach=coach)

    api(member, "PUT", HIDDEN, {"figures": ["life_regained"]})

    seen = api(coach, "GET", f"/coaching/members/{member}/progress")
    assert (seen.status_code, seen.json["life_regained_minutes"]) == (200, None)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"figures": ["money"]}, id="what cannot be hidden"),
        pytest.param({"figures": ["life_regained", "life_regained"]}, id="twice"),
        pytest.param({"figures": "life_regained"}, id="no list"),
        pytest.param({}, id="nothing"),
    ],
)
def test_what_makes_no_sense_is_refused(api, make_member, rows, body):
    member = make_member()

    reply = api(member, "PUT", HIDDEN, body)

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")
    assert rows("cessation.hidden_figures", user_id=member) == []

"""Sitting out an urge: what is offered, and one craving in the log however often it is told."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from services.user_cessation.waves.models import MINUTES
from services.user_cessation.waves.steps import STEPS


def ago(**span):
    return (datetime.now(UTC) - timedelta(**span)).isoformat()


def wave(**changes):
    return {"client_id": str(uuid.uuid4()), "intensity": 7, **changes}


@pytest.fixture
def quitter(make_member):
    return make_member(quit_at=datetime.now(UTC) - timedelta(days=30), time_zone="Asia/Ho_Chi_Minh")


@pytest.fixture
def begin(api):
    """Begin a wave; return its client id."""

    def post(member, **changes):
        body = wave(**changes)
        assert api(member, "POST", "/waves", body).status_code == 201
        return body["client_id"]

    return post


def test_own_words_come_first_then_the_four_ds_then_people(api, make_member, make_coach):
    coach = make_coach(display_name="Linh")

    sos = api(make_member(coach=coach), "GET", "/sos").json

    assert sos["minutes"] == 5
    assert [step["code"] for step in sos["steps"]] == [
        *("own_reasons", "if_then"),
        *("delay", "distract", "deep_breath", "drink"),
        *("breathing", "people"),
    ]
    assert sos["steps"][-1]["coach"] == {"user_id": str(coach), "display_name": "Linh"}
    assert [step["coach"] for step in sos["steps"][:-1]] == [None] * 7


def test_what_is_their_own_comes_along_so_that_one_tap_shows_it(
    api, make_member, make_photo, statements
):
    member, other = make_member(), make_member()
    for words in ("To run with the dog.", "For my daughter."):
        api(member, "POST", "/quit-plan/reasons", {"client_id": str(uuid.uuid4()), "words": words})
    photo = make_photo(member)
    api(member, "PUT", "/quit-plan/reasons/photo", {"upload_id": str(photo)})
    pair = {"trigger": "After lunch", "response": "I walk", "strategy": "walk"}
    api(member, "POST", "/quit-plan/coping-pairs", {"client_id": str(uuid.uuid4()), **pair})
    statements.clear()

    why, plan, *rest = api(member, "GET", "/sos").json["steps"]

    assert len(statements) == 1
    own = api(member, "GET", "/quit-plan/reasons").json
    assert (why["reasons"], why["photo"]) == (own["items"], own["photo"])
    assert plan["pairs"] == api(member, "GET", "/quit-plan/coping-pairs").json["items"]
    assert (why["pairs"], plan["reasons"], plan["photo"]) == (None, None, None)
    assert {(step["reasons"], step["photo"], step["pairs"]) for step in rest} == {(None,) * 3}
    theirs = api(other, "GET", "/sos").json["steps"]
    assert (theirs[0]["reasons"], theirs[0]["photo"], theirs[1]["pairs"]) == ([], None, [])


def test_what_helped_this_member_most_is_offered_before_the_other_ds(api, make_member):
    member, other = make_member(), make_member()
    for strategy, smoked, times in (
        ("drink", False, 5),
        ("distract", False, 4),
        ("distract", True, 1),
        ("deep_breath", False, 4),  # too few to judge
        ("delay", True, 5),  # never helped
    ):
        for _ in range(times):
            body = {"smoked": smoked, "cigarettes": int(smoked), "strategy": [strategy]}
            assert api(member, "POST", "/cravings", wave(**body)).status_code == 201

    steps = api(member, "GET", "/sos").json["steps"]

    techniques = [step["code"] for step in steps if step["kind"] == "technique"]
    assert techniques == ["drink", "distract", "delay", "deep_breath"]
    assert [step["code"] for step in steps if step["helped_before"]] == ["drink"]
    unknown = api(other, "GET", "/sos").json["steps"]
    assert [step["code"] for step in unknown] == [step.code for step in STEPS]


def test_a_timer_runs_for_five_minutes_unless_they_say_so(api, quitter):
    usual = api(quitter, "POST", "/waves", wave()).json
    longer = api(quitter, "POST", "/waves", wave(minutes=12)).json

    for shown, minutes in ((usual, MINUTES), (longer, 12)):
        began, until = (datetime.fromisoformat(shown[name]) for name in ("started_at", "until"))
        assert until - began == timedelta(minutes=minutes)
        assert (shown["ended_at"], shown["craving_id"]) == (None, None)


def test_seven_that_became_two_is_an_urge_that_passed(api, quitter, begin, rows, events_about):
    started_at = ago(minutes=6)
    client_id = begin(quitter, started_at=started_at, trigger="after lunch")
    outcome = {"intensity_after": 2, "smoked": False, "strategy": ["surf_urge"], "note": "ok"}

    reply = api(quitter, "POST", f"/waves/{client_id}/outcome", outcome)

    assert reply.status_code == 201
    assert reply.json == reply.json | outcome | {
        "client_id": client_id,
        "intensity": 7,
        "trigger": "after lunch",
        "slip_id": None,
    }
    assert datetime.fromisoformat(reply.json["occurred_at"]) == datetime.fromisoformat(started_at)
    ended = api(quitter, "GET", f"/waves/{client_id}").json
    assert ended["craving_id"] == reply.json["craving_id"]
    assert ended["ended_at"] is not None
    assert api(quitter, "GET", "/progress").json["urges_passed"] == 1
    assert [event["type"] for event in events_about(quitter)] == ["craving.logged.v1"]


def test_a_wave_that_ended_in_smoking_is_a_slip_in_the_same_breath(api, quitter, begin, rows):
    client_id = begin(quitter)
    outcome = {"intensity_after": 0, "smoked": True, "cigarettes": 1}

    reply = api(quitter, "POST", f"/waves/{client_id}/outcome", outcome)

    [slip] = rows("cessation.slips", user_id=quitter)
    assert str(slip["slip_id"]) == reply.json["slip_id"]


def test_the_end_of_a_wave_is_told_once_however_often(api, quitter, begin, rows, at_once):
    client_id = begin(quitter)
    outcome = {"intensity_after": 1, "smoked": True, "cigarettes": 1}

    replies = at_once([lambda: api(quitter, "POST", f"/waves/{client_id}/outcome", outcome)] * 6)
    later = api(quitter, "POST", f"/waves/{client_id}/outcome", {**outcome, "cigarettes": 9})

    assert sorted(reply.status_code for reply in replies) == [200] * 5 + [201]
    assert (later.status_code, later.json) == (200, replies[0].json)
    assert len(rows("cessation.cravings", user_id=quitter)) == 1
    assert len(rows("cessation.slips", user_id=quitter)) == 1


def test_a_wave_begins_once_however_often(api, quitter, rows, at_once):
    body = wave()

    replies = at_once([lambda: api(quitter, "POST", "/waves", body)] * 6)

    assert sorted(reply.status_code for reply in replies) == [200] * 5 + [201]
    assert len({reply.text for reply in replies}) == 1
    assert len(rows("cessation.waves", user_id=quitter)) == 1


@pytest.mark.parametrize(
    "change",
    [
        *({"intensity": wrong} for wrong in (11, -1, 5.5, "5", True, None)),
        *({"minutes": wrong} for wrong in (0, 31, 2.5, "5")),
        pytest.param({"started_at": ago(days=7, minutes=1)}, id="over a week ago"),
        pytest.param({"started_at": ago(hours=-1)}, id="yet to come"),
        {"started_at": "now"},
        {"trigger": "a" * 81},
        {"trigger": "\x00"},
        {"craving_id": "0198a7c2-5be0-7e63-9bb1-2c1a7c3f5a10"},
    ],
    ids=str,
)
def test_a_wave_that_makes_no_sense_is_refused(api, quitter, rows, change):
    reply = api(quitter, "POST", "/waves", wave(**change))

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")
    assert rows("cessation.waves", user_id=quitter) == []


@pytest.mark.parametrize(
    "change",
    [
        {"intensity_after": None},
        {"intensity_after": 11},
        {"smoked": True},
        {"smoked": True, "cigarettes": 0},
        {"cigarettes": 1},
        pytest.param({"ended_at": ago(hours=2)}, id="before it began"),
        pytest.param({"ended_at": ago(hours=-2)}, id="yet to come"),
        {"strategy": ["prayer"]},
        {"note": "a" * 1001},
    ],
    ids=str,
)
def test_an_outcome_that_makes_no_sense_leaves_the_wave_open(api, quitter, begin, rows, change):
    client_id = begin(quitter)

    body = {"intensity_after": 3, "smoked": False, **change}
    reply = api(quitter, "POST", f"/waves/{client_id}/outcome", body)

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")
    assert rows("cessation.cravings", user_id=quitter) == []
    assert api(quitter, "GET", f"/waves/{client_id}").json["ended_at"] is None


def test_what_was_a_week_ago_can_no_longer_be_told(api, quitter, begin, database, rows):
    client_id = begin(quitter)
    database.execute(
        "UPDATE cessation.waves SET started_at = started_at - interval '8 days'"
        " WHERE client_id = %s",
        (client_id,),
    )

    outcome = {"intensity_after": 3, "smoked": False}
    reply = api(quitter, "POST", f"/waves/{client_id}/outcome", outcome)

    assert (reply.status_code, reply.json["code"]) == (409, "wave_too_old")
    assert rows("cessation.cravings", user_id=quitter) == []


def test_somebody_elses_wave_is_not_there(api, quitter, begin, make_member, rows):
    client_id, other = begin(quitter), make_member()

    outcome = {"intensity_after": 3, "smoked": False}
    replies = [
        api(other, "GET", f"/waves/{client_id}"),
        api(other, "POST", f"/waves/{client_id}/outcome", outcome),
    ]

    assert [reply.status_code for reply in replies] == [404, 404]
    assert rows("cessation.cravings", user_id=other) == []


def test_waves_are_read_page_by_page_latest_first(api, quitter, begin):
    for days in (3, 0, 5, 1):
        begin(quitter, started_at=ago(days=days))

    seen, cursor = [], ""
    while cursor is not None:
        page = api(quitter, "GET", f"/waves?limit=3{cursor and '&after=' + cursor}").json
        seen += page["items"]
        cursor = page["next"]

    times = [each["started_at"] for each in seen]
    assert times == sorted(times, reverse=True)
    assert len({each["client_id"] for each in seen}) == 4

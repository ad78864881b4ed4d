"""Ready within thirty days or not yet: the answer, its history, and peace for who is not."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest


def answer(ready, **changes):
    return {"client_id": str(uuid.uuid4()), "ready": ready, **changes}


def in_days(days):
    return {"quit_at": (datetime.now(UTC) + timedelta(days=days)).isoformat()}


@pytest.mark.parametrize(("ready", "track"), [(True, "plan"), (False, "explore")])
def test_the_answer_says_which_way_to_go(api, make_member, ready, track):
    member = make_member()

    reply = api(member, "POST", "/readiness", answer(ready))

    assert (reply.status_code, reply.json["track"], reply.json["source"]) == (201, track, "asked")
    assert api(member, "GET", "/readiness").json == {"items": [reply.json], "next": None}


def test_a_repeated_answer_is_the_first_one(api, make_member, rows, at_once):
    member = make_member()
    body = answer(True)

    replies = at_once([lambda: api(member, "POST", "/readiness", body)] * 6)
    later = api(member, "POST", "/readiness", {**body, "ready": False})

    assert sorted(reply.status_code for reply in replies) == [200] * 5 + [201]
    assert later.json == replies[0].json
    assert len(rows("cessation.readiness_answers", user_id=member)) == 1


def test_a_change_of_mind_keeps_what_was_said_before(api, make_member):
    member = make_member()
    for ready in (False, True, False):
        api(member, "POST", "/readiness", answer(ready))

    first = api(member, "GET", "/readiness?limit=2").json
    rest = api(member, "GET", f"/readiness?limit=2&after={first['next']}").json

    assert [each["ready"] for each in first["items"] + rest["items"]] == [False, True, False]


@pytest.mark.parametrize(
    ("days", "ready"),
    [
        pytest.param(-300, True, id="already quit"),
        pytest.param(3, True, id="this week"),
        pytest.param(29.9, True, id="within thirty days"),
        pytest.param(30.1, False, id="B11: more than thirty days is the not-ready track"),
    ],
)
def test_a_quit_date_is_an_answer_too(api, make_member, days, ready):
    member = make_member()

    api(member, "PUT", "/quit-plan", in_days(days))

    [said] = api(member, "GET", "/readiness").json["items"]
    assert (said["ready"], said["source"]) == (ready, "quit_date")


def test_a_date_that_says_nothing_new_adds_nothing(api, make_member):
    member = make_member()
    api(member, "POST", "/readiness", answer(True))

    api(member, "PUT", "/quit-plan", in_days(3))
    api(member, "PUT", "/quit-plan", in_days(40))
    api(member, "PUT", "/quit-plan", in_days(50))

    history = api(member, "GET", "/readiness").json["items"]
    assert [(each["ready"], each["source"]) for each in history] == [
        (False, "quit_date"),
        (True, "asked"),
    ]


@pytest.mark.parametrize(
    "change",
    [
        *(pytest.param({"ready": wrong}, id=f"{wrong!r}") for wrong in (None, 1, "yes", "true")),
        pytest.param({"track": "plan"}, id="a track of their own"),
        pytest.param({"client_id": "1"}, id="no client id"),
    ],
)
def test_an_answer_that_makes_no_sense_is_refused(api, make_member, rows, change):
    member = make_member()

    reply = api(member, "POST", "/readiness", answer(True) | change)

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")
    assert rows("cessation.readiness_answers", user_id=member) == []


def test_the_five_cards_are_there_in_both_languages_with_their_source(api, make_member):
    reply = api(make_member(), "GET", "/readiness/cards").json

    codes = [card["code"] for card in reply["items"]]
    assert codes == ["relevance", "risks", "rewards", "roadblocks", "repetition"]
    assert all(card["words"]["en"] and card["words"]["vi"] for card in reply["items"])
    assert all(card["source"] for card in reply["items"])
    assert reply["cut_down"]["vi"]

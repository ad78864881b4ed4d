"""Set, tell, anticipate, remove: how far somebody is with getting ready."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

SOON = datetime.now(UTC) + timedelta(days=5)
ALL_CLEAR = {"home": "done", "car": "none", "work": "done"}


def add_pair(api, member):
    pair = {"client_id": str(uuid.uuid4()), "trigger": "Coffee", "response": "Tea instead"}
    return api(member, "POST", "/quit-plan/coping-pairs", pair)


def done(document):
    return [step for step in ("set", "tell", "anticipate", "remove") if document[step]["done"]]


def test_before_a_date_is_set_nothing_is_done_or_ticked(api, make_member, rows):
    member = make_member()

    before = api(member, "GET", "/quit-plan/checklist")
    reply = api(member, "PUT", "/quit-plan/checklist", {"told": ["family"]})

    assert (done(before.json), before.json["complete"]) == ([], False)
    assert (reply.status_code, reply.json["code"]) == (409, "no_quit_date")
    assert rows("cessation.preparations", user_id=member) == []


@pytest.mark.parametrize(
    ("body", "steps"),
    [
        pytest.param({}, ["set"], id="B11: the date alone"),
        pytest.param({"told": ["friends"]}, ["set", "tell"], id="B11: one person is enough"),
        pytest.param({"tell_skipped": True}, ["set", "tell"], id="B11: or nobody, if they like"),
        pytest.param(
            {"removed": {"home": "done", "car": "done"}}, ["set"], id="B11: two places of three"
        ),
        pytest.param({"removed": ALL_CLEAR}, ["set", "remove"], id="B11: no car is no obstacle"),
    ],
)
def test_a_step_is_done_when_its_rule_says_so(api, make_member, body, steps):
    member = make_member(quit_at=SOON)

    reply = api(member, "PUT", "/quit-plan/checklist", body)

    assert (reply.status_code, done(reply.json)) == (200, steps)
    assert api(member, "GET", "/quit-plan/checklist").json == reply.json


def test_anticipating_takes_one_if_then_pair_and_completes_the_list(api, make_member):
    member = make_member(quit_at=SOON)
    body = {"told": ["partner", "family"], "removed": ALL_CLEAR}
    before = api(member, "PUT", "/quit-plan/checklist", body).json

    add_pair(api, member)

    after = api(member, "GET", "/quit-plan/checklist").json
    assert (before["anticipate"]["done"], before["complete"]) == (False, False)
    assert (after["anticipate"], after["complete"]) == ({"done": True, "pairs": 1}, True)
    assert after["tell"]["told"] == ["partner", "family"]


def test_another_attempt_is_prepared_for_anew(api, make_member):
    member = make_member(quit_at=datetime.now(UTC) - timedelta(days=3))
    api(member, "PUT", "/quit-plan/checklist", {"removed": ALL_CLEAR})

    api(member, "PUT", "/quit-plan", {"quit_at": SOON.isoformat()})

    assert done(api(member, "GET", "/quit-plan/checklist").json) == ["set"]


def test_of_two_devices_the_one_that_read_the_list_last_wins(api, make_member):
    member = make_member(quit_at=SOON)
    tag = api(member, "GET", "/quit-plan/checklist").headers["ETag"]

    first = api(member, "PUT", "/quit-plan/checklist", {"told": ["family"]}, If_Match=tag)
    late = api(member, "PUT", "/quit-plan/checklist", {"told": []}, If_Match=tag)

    assert (first.status_code, first.headers["ETag"]) == (200, '"2"')
    assert (late.status_code, late.json["code"]) == (412, "precondition_failed")
    assert api(member, "GET", "/quit-plan/checklist").json == first.json


@pytest.mark.parametrize(
    "body",
    [
        {"told": ["neighbour"]},
        {"told": ["family", "family"]},
        {"told": "family"},
        {"told": [{"$ne": ""}]},
        {"tell_skipped": "no"},
        {"tell_skipped": None},
        {"removed": {"home": True}},
        {"removed": {"boat": "done"}},
        {"removed": None},
        {"complete": True},
    ],
    ids=str,
)
def test_a_tick_that_makes_no_sense_is_refused(api, make_member, rows, body):
    member = make_member(quit_at=SOON)

    reply = api(member, "PUT", "/quit-plan/checklist", body)

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")
    assert rows("cessation.preparations", user_id=member) == []

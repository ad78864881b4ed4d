"""Logging a craving: in a few taps, once however often it is sent, and with its slip."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest


def ago(**span):
    return (datetime.now(UTC) - timedelta(**span)).isoformat()


def craving(**changes):
    return {"client_id": str(uuid.uuid4()), "intensity": 7, "smoked": False, **changes}


@pytest.fixture
def quitter(make_member):
    return make_member(quit_at=datetime.now(UTC) - timedelta(days=30), time_zone="Asia/Ho_Chi_Minh")


def test_a_craving_that_passed_is_stored_and_counted(api, quitter, events_about, rows):
    body = craving(
        occurred_at=ago(hours=2),
        intensity_after=2,
        product="cigarette",
        company=["alone"],
        activity=["coffee_tea", "waking"],
        feeling=["bored"],
        strategy=["surf_urge", "drink"],
        trigger="cà phê",
        note="Qua rồi",
    )

    reply = api(quitter, "POST", "/cravings", body)

    assert reply.status_code == 201
    sent = {name: value for name, value in body.items() if name != "occurred_at"}
    assert reply.json == reply.json | sent | {"cigarettes": 0, "slip_id": None}
    there = datetime.fromisoformat(body["occurred_at"]) + timedelta(hours=7)
    assert reply.json["local_date"] == there.date().isoformat()
    assert reply.json["weekday"] == there.isoweekday()
    assert api(quitter, "GET", "/cravings").json["urges_passed"] == 1
    assert api(quitter, "GET", "/progress").json["urges_passed"] == 1
    assert rows("cessation.slips", user_id=quitter) == []
    [event] = events_about(quitter)
    assert (event["type"], event["craving_id"]) == ("craving.logged.v1", reply.json["craving_id"])
    assert event["passed"] is True
    assert event.keys() <= {
        *("type", "event_id", "occurred_at", "request_id"),
        *("user_id", "craving_id", "passed"),
    }


def test_three_taps_are_enough(api, quitter):
    before = datetime.now(UTC)

    reply = api(quitter, "POST", "/cravings", craving())

    assert reply.status_code == 201
    assert before <= datetime.fromisoformat(reply.json["occurred_at"]) <= datetime.now(UTC)


def test_a_craving_that_ended_in_smoking_is_a_slip_as_well(
    api, make_member, make_coach, rows, events_about
):
    coach = make_coach()
    member = make_member(quit_at=datetime.now(UTC) - timedelta(days=3), coach=coach)
    body = craving(smoked=True, cigarettes=2, trigger="beer", occurred_at=ago(hours=1))

    reply = api(member, "POST", "/cravings", body, X_Request_Id="req-5")

    [slip] = rows("cessation.slips", user_id=member)
    assert str(slip["slip_id"]) == reply.json["slip_id"]
    assert (slip["cigarettes"], slip["trigger"]) == (2, "beer")
    assert slip["smoked_at"] == datetime.fromisoformat(reply.json["occurred_at"])
    told, logged = events_about(member)
    assert (told["type"], told["coach_id"]) == ("slip.recorded.v1", str(coach))
    assert (logged["type"], logged["passed"]) == ("craving.logged.v1", False)
    assert api(member, "GET", "/progress").json["slips_total"] == 1
    assert api(member, "GET", "/cravings").json["urges_passed"] == 0


def test_its_slip_is_of_the_same_product_also_when_that_is_corrected(api, quitter, rows):
    craving = {
        "client_id": str(uuid.uuid4()),
        "intensity": 8,
        "smoked": True,
        "cigarettes": 1,
        "product": "vape",
    }
    slip_id = api(quitter, "POST", "/cravings", craving).json["slip_id"]
    [told] = rows("cessation.slips", user_id=quitter)

    api(quitter, "PUT", f"/slips/{slip_id}", {"cigarettes": 1, "product": "cigarette"})

    [corrected] = rows("cessation.cravings", user_id=quitter)
    assert (told["product"], corrected["product"]) == ("vape", "cigarette")


def test_a_slip_told_twice_is_one_slip(api, quitter, rows):
    body = craving(smoked=True, cigarettes=1)
    slip = {
        "client_id": body["client_id"],
        "smoked_at": ago(minutes=1),
        "cigarettes": 1,
    }
    told = api(quitter, "POST", "/slips", slip)

    reply = api(quitter, "POST", "/cravings", body)

    assert reply.json["slip_id"] == told.json["slip_id"]
    assert len(rows("cessation.slips", user_id=quitter)) == 1


@pytest.mark.parametrize("planned", [None, timedelta(days=5)], ids=["no plan", "a plan to come"])
def test_before_quitting_smoking_is_no_slip(api, make_member, rows, planned):
    member = make_member(quit_at=planned and datetime.now(UTC) + planned)

    reply = api(member, "POST", "/cravings", craving(smoked=True, cigarettes=3))

    assert (reply.status_code, reply.json["slip_id"]) == (201, None)
    assert rows("cessation.slips", user_id=member) == []


@pytest.mark.parametrize("smoked", [False, True], ids=["passed", "smoked"])
def test_eight_at_once_with_one_client_id_are_one_craving(
    api, quitter, rows, events_about, at_once, smoked
):
    body = craving(smoked=smoked, cigarettes=int(smoked))

    replies = at_once([lambda: api(quitter, "POST", "/cravings", body)] * 8)

    assert sorted(reply.status_code for reply in replies) == [200] * 7 + [201]
    assert len({reply.text for reply in replies}) == 1
    assert len(rows("cessation.cravings", user_id=quitter)) == 1
    assert len(rows("cessation.slips", user_id=quitter)) == smoked
    told = sorted(event["type"] for event in events_about(quitter))
    assert told == ["craving.logged.v1"] + ["slip.recorded.v1"] * smoked


def test_a_repeated_craving_is_the_first_one_even_when_it_would_now_be_refused(api, quitter, rows):
    body = craving()
    first = api(quitter, "POST", "/cravings", body)

    again = api(quitter, "POST", "/cravings", {**body, "intensity": 1, "occurred_at": ago(days=9)})

    assert (again.status_code, again.json) == (200, first.json)
    assert len(rows("cessation.cravings", user_id=quitter)) == 1


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"smoked": True}, id="smoked without saying how many"),
        pytest.param({"smoked": True, "cigarettes": 0}, id="smoked none"),
        pytest.param({"cigarettes": 1}, id="one smoked and not smoked"),
        pytest.param({"smoked": True, "cigarettes": 201}, id="too many"),
        *(
            pytest.param({"intensity": wrong}, id=f"intensity {wrong!r}")
            for wrong in (11, -1, 5.0, "5", True, None)
        ),
        *(
            pytest.param({"intensity_after": wrong}, id=f"intensity_after {wrong!r}")
            for wrong in (11, -1, "2")
        ),
        *(
            pytest.param({"occurred_at": wrong}, id=f"occurred_at {wrong!r}")
            for wrong in ("yesterday", 1767225600)
        ),
        pytest.param({"occurred_at": ago(days=7, minutes=1)}, id="over a week ago"),
        pytest.param({"occurred_at": ago(hours=-9)}, id="yet to come"),
        pytest.param({"company": ["everyone"]}, id="company nobody knows"),
        pytest.param({"activity": ["break", "break"]}, id="an activity twice"),
        pytest.param({"feeling": "bored"}, id="a feeling not in a list"),
        pytest.param({"strategy": [None]}, id="no strategy"),
        pytest.param({"product": "cigar"}, id="a product nobody knows"),
        pytest.param({"trigger": "a" * 81}, id="trigger too long"),
        pytest.param({"note": "a" * 1001}, id="note too long"),
        pytest.param({"note": "\x00"}, id="NUL"),
        pytest.param({"slip_id": str(uuid.uuid4())}, id="a slip of their choice"),
        pytest.param({"geo": [10.8, 106.7]}, id="where they are"),
    ],
)
def test_a_craving_that_makes_no_sense_is_refused(api, quitter, rows, events_about, change):
    reply = api(quitter, "POST", "/cravings", craving(**change))

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")
    assert rows("cessation.cravings", user_id=quitter) == []
    assert rows("cessation.slips", user_id=quitter) == events_about(quitter) == []


def test_a_craving_needs_a_profile(api, make_person):
    reply = api(make_person(), "POST", "/cravings", craving())

    assert (reply.status_code, reply.json["code"]) == (409, "no_profile")


def test_the_list_is_read_page_by_page_latest_first(api, quitter):
    for days in (3, 0, 5, 1, 1):
        api(quitter, "POST", "/cravings", craving(occurred_at=ago(days=days)))

    seen, cursor = [], ""
    while cursor is not None:
        page = api(quitter, "GET", f"/cravings?limit=2{cursor and '&after=' + cursor}").json
        seen += page["items"]
        cursor = page["next"]

    times = [each["occurred_at"] for each in seen]
    assert times == sorted(times, reverse=True)
    assert len({each["craving_id"] for each in seen}) == 5


def test_insights_are_hidden_until_there_are_enough_and_are_only_ones_own(api, make_member):
    member, other = make_member(), make_member()
    for _ in range(4):
        api(member, "POST", "/cravings", craving(strategy=["delay"], feeling=["bored"]))
    api(other, "POST", "/cravings", craving())

    few = api(member, "GET", "/insights/cravings").json
    api(member, "POST", "/cravings", craving(smoked=True, cigarettes=1, strategy=["delay"]))
    enough = api(member, "GET", "/insights/cravings").json

    assert few == {
        "entries": 4,
        "needs": 1,
        "urges_passed": 4,
        "hours": None,
        "top_triggers": None,
        "resist_rate": None,
        "strategies": None,
    }
    assert (enough["needs"], enough["urges_passed"], enough["resist_rate"]) == (0, 4, 0.8)
    assert sum(map(sum, enough["hours"])) == 5
    assert enough["top_triggers"] == [{"kind": "feeling", "name": "bored", "count": 4, "smoked": 0}]
    assert enough["strategies"] == [
        {"strategy": "delay", "tried": 5, "resisted": 4, "resist_rate": 0.8, "needs": 0}
    ]

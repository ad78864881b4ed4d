"""If-then pairs: made, changed, ordered and dropped, on two devices at once if need be."""

import uuid

import pytest

PATH = "/quit-plan/coping-pairs"


def pair(**changes):
    return {
        "client_id": str(uuid.uuid4()),
        "trigger": "After lunch",
        "response": "I walk round the block",
        **changes,
    }


@pytest.fixture
def add(api):
    """Add a pair; keyword arguments change it."""
    return lambda member, **changes: api(member, "POST", PATH, pair(**changes)).json


def without_client_id(**changes):
    return {name: value for name, value in pair(**changes).items() if name != "client_id"}


def listed(api, member):
    return [each["trigger"] for each in api(member, "GET", PATH).json["items"]]


def test_a_pair_is_kept_as_it_was_written(api, make_member):
    member = make_member()
    body = pair(
        trigger="  Căng thẳng 😮‍💨 ' OR 1=1 --", response="<b>thở</b>", strategy="deep_breath"
    )

    reply = api(member, "POST", PATH, body)

    assert (reply.status_code, reply.headers["ETag"]) == (201, '"1"')
    assert {name: reply.json[name] for name in body} == body
    assert api(member, "GET", PATH).json["items"] == [reply.json]


def test_a_repeated_pair_is_the_first_one(api, make_member, rows, at_once):
    member = make_member()
    body = pair()

    replies = at_once([lambda: api(member, "POST", PATH, body)] * 6)
    later = api(member, "POST", PATH, {**body, "response": "Else"})

    assert sorted(reply.status_code for reply in replies) == [200] * 5 + [201]
    assert later.json == replies[0].json
    assert len(rows("cessation.coping_pairs", user_id=member)) == 1


def test_a_change_insists_on_the_version_that_was_read(api, make_member, add):
    member = make_member()
    path = f"{PATH}/{add(member)['pair_id']}"

    first = api(member, "PUT", path, without_client_id(response="I call Lan"), If_Match='"1"')
    late = api(member, "PUT", path, without_client_id(response="Late"), If_Match='"1"')
    too_late = api(member, "DELETE", path, If_Match='"1"')
    dropped = api(member, "DELETE", path, If_Match='"2"')

    assert (first.json["response"], first.headers["ETag"]) == ("I call Lan", '"2"')
    assert [late.status_code, too_late.status_code, dropped.status_code] == [412, 412, 204]
    assert api(member, "GET", PATH).json["items"] == []
    assert api(member, "DELETE", path).status_code == 404


def test_they_stand_in_the_order_somebody_gave_them(api, make_member, add):
    member = make_member()
    a, b, c = (add(member, trigger=name)["pair_id"] for name in "abc")

    reply = api(member, "PUT", f"{PATH}/order", {"pair_ids": [c, a, b]})
    add(member, trigger="d")

    assert [each["trigger"] for each in reply.json["items"]] == ["c", "a", "b"]
    assert listed(api, member) == ["c", "a", "b", "d"]


def test_an_order_that_knows_less_than_there_is_loses_nothing(api, make_member, add):
    member, other = make_member(), make_member()
    a, b = (add(member, trigger=name)["pair_id"] for name in "ab")
    foreign = add(other)["pair_id"]

    replies = [
        api(member, "PUT", f"{PATH}/order", {"pair_ids": wanted})
        for wanted in ([b], [b, a, a], [b, a, foreign], [])
    ]

    assert [(reply.status_code, reply.json["code"]) for reply in replies] == [
        (409, "pairs_changed")
    ] * 4
    assert listed(api, member) == ["a", "b"]


def test_an_order_made_from_an_older_plan_is_refused(api, make_member, add):
    member = make_member()
    a, b = (add(member, trigger=name)["pair_id"] for name in "ab")
    tag = api(member, "GET", PATH).headers["ETag"]

    first = api(member, "PUT", f"{PATH}/order", {"pair_ids": [b, a]}, If_Match=tag)
    late = api(member, "PUT", f"{PATH}/order", {"pair_ids": [a, b]}, If_Match=tag)
    current = api(
        member, "PUT", f"{PATH}/order", {"pair_ids": [a, b]}, If_Match=first.headers["ETag"]
    )

    assert [first.status_code, late.status_code, current.status_code] == [200, 412, 200]
    assert listed(api, member) == ["a", "b"]


def test_there_is_room_for_fifty(api, make_member, add, rows):
    member = make_member()
    for _ in range(50):
        add(member)

    reply = api(member, "POST", PATH, pair())

    assert (reply.status_code, reply.json["code"]) == (409, "too_many_pairs")
    assert len(rows("cessation.coping_pairs", user_id=member)) == 50


@pytest.mark.parametrize(
    ("change", "status"),
    [
        pytest.param({"trigger": "𝒶" * 200}, 201, id="200 characters"),
        pytest.param({"trigger": "𝒶" * 201}, 422, id="201 characters"),
        pytest.param({"response": "𝒶" * 300}, 201, id="300 characters"),
        pytest.param({"response": "𝒶" * 301}, 422, id="301 characters"),
        pytest.param({"trigger": ""}, 422, id="nothing"),
        pytest.param({"trigger": " \u3000\t"}, 422, id="blank"),
        pytest.param({"trigger": "a\x00"}, 422, id="NUL"),
        pytest.param({"response": None}, 422, id="null"),
        pytest.param({"response": 7}, 422, id="a number"),
        pytest.param({"strategy": "smoke"}, 422, id="an unknown strategy"),
        pytest.param({"position": 0}, 422, id="a position of their own"),
        pytest.param({"user_id": str(uuid.uuid4())}, 422, id="an owner of their own"),
    ],
)
def test_what_fits_is_kept_and_what_does_not_is_refused(api, make_member, rows, change, status):
    member = make_member()

    reply = api(member, "POST", PATH, pair(**change))

    assert reply.status_code == status
    assert len(rows("cessation.coping_pairs", user_id=member)) == (status == 201)


def test_a_pair_needs_a_profile(api, make_person):
    reply = api(make_person(), "POST", PATH, pair())

    assert (reply.status_code, reply.json["code"]) == (409, "no_profile")

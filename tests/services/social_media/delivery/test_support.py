"""Support sees what did not arrive, not what it said, and that it looked is on record."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from shared.auth.roles import Role

PATH = "/api/v1/support/deliveries"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def address(parcel_id):
    """How a parcel is named in a path: by what no client escapes in its own way."""
    return base64.urlsafe_b64encode(parcel_id.encode()).decode().rstrip("=")


@pytest.fixture
def support(make_person):
    return make_person("Support", Role.SUPPORT)


def test_support_sees_that_it_failed_but_not_what_it_said(
    client, as_user, support, make_parcel, make_person
):
    member = make_person()
    parcel_id = make_parcel(member.user_id)

    reply = client.get(f"{PATH}?user_id={member.user_id}", headers=as_user(support.user_id))

    [item] = reply.json["items"]
    assert (item["delivery_id"], item["status"], item["error"], item["categories"]) == (
        address(parcel_id),
        "failed",
        "push service answered 503",
        ["progress"],
    )
    assert "slip" not in reply.text
    assert "Minh" not in reply.text


def test_looking_and_retrying_are_on_record(db, client, as_user, support, make_parcel, make_person):
    member = make_person()
    parcel_id = make_parcel(member.user_id)

    client.get(f"{PATH}?user_id={member.user_id}", headers=as_user(support.user_id))
    client.post(f"{PATH}/{address(parcel_id)}/retry", headers=as_user(support.user_id))

    acts = db.staff_acts.find({"staff_id": support.user_id}).sort("_id")
    assert [(act["act"], act["person"], act["about"]) for act in acts] == [
        ("deliveries.read", None, "failed"),
        ("delivery.retried", member.user_id, parcel_id),
    ]


def test_a_dead_letter_can_be_sent_again(db, client, as_user, support, make_parcel, make_person):
    parcel_id = make_parcel(make_person().user_id)
    path, headers = f"{PATH}/{address(parcel_id)}/retry", as_user(support.user_id)

    replies = [client.post(path, headers=headers).status_code for _ in range(2)]

    assert replies == [204, 404]
    parcel = db.parcels.find_one({"_id": parcel_id})
    assert (parcel["status"], parcel["attempts"], parcel["error"]) == ("pending", 0, None)
    assert parcel["due_at"] is not None
    db.parcels.delete_one({"_id": parcel_id})


def test_pages_follow_without_gaps_or_repeats(client, as_user, support, make_parcel, make_person):
    member = make_person()
    made = [
        make_parcel(member.user_id, at=NOON + timedelta(minutes=number // 2)) for number in range(5)
    ]

    seen, after = [], ""
    while after is not None:
        query = f"{PATH}?user_id={member.user_id}&limit=2{after}"
        page = client.get(query, headers=as_user(support.user_id)).json
        seen += [item["delivery_id"] for item in page["items"]]
        after = f"&after={page['next'].replace('+', '%2B')}" if page["next"] else None

    assert len(seen) == 5
    assert set(seen) == {address(parcel_id) for parcel_id in made}


@pytest.mark.parametrize("role", [Role.MEMBER, Role.COACH, Role.MODERATOR, Role.CONTENT_EDITOR])
def test_nobody_else_looks(client, as_user, make_person, make_parcel, role):
    parcel_id = make_parcel(make_person().user_id)
    headers = as_user(make_person("Eve", role).user_id)

    listed = client.get(PATH, headers=headers)
    retried = client.post(f"{PATH}/{address(parcel_id)}/retry", headers=headers)

    assert (listed.status_code, retried.status_code) == (403, 403)


@pytest.mark.parametrize("after", ["x", "2026-03-01T00:00:00_x", "_"])
def test_an_odd_cursor_is_refused(client, as_user, support, after):
    reply = client.get(f"{PATH}?after={after}", headers=as_user(support.user_id))

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")


@pytest.mark.parametrize("wrong", ["nothing", "a", "%F0%9F%9A%AD", "_w"])
def test_what_names_no_parcel_is_not_there(client, as_user, support, wrong):
    reply = client.post(f"{PATH}/{wrong}/retry", headers=as_user(support.user_id))

    assert reply.status_code == 404

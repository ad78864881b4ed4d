"""Only people who have to do with each other see each other."""

from uuid import uuid4

import pytest

from services.social_media.contacts import actions as contacts
from services.social_media.people import actions
from shared.auth.roles import Role
from shared.models.events import AccountDisabled, CoachAssigned, CoachUnassigned


def test_a_person_sees_themselves(client, as_user, make_person):
    me = make_person("Minh")

    reply = client.get(f"/api/v1/people/{me.user_id}", headers=as_user(me.user_id))

    assert (reply.status_code, reply.json) == (
        200,
        {
            "user_id": str(me.user_id),
            "display_name": "Minh",
            "role": "member",
            "handle": None,
            "avatar": None,
        },
    )


def test_a_stranger_cannot_be_told_from_nobody(client, as_user, make_person):
    me, stranger = make_person(), make_person()

    for user_id in (stranger.user_id, uuid4()):
        reply = client.get(f"/api/v1/people/{user_id}", headers=as_user(me.user_id))

        assert (reply.status_code, reply.json["code"]) == (404, "not_found")


def test_a_coach_and_their_member_see_each_other_while_coaching_lasts(
    client, as_user, db, make_person
):
    member, coach = make_person(), make_person("Coach Hoa", Role.COACH)
    pair = {"member_id": member.user_id, "coach_id": coach.user_id}

    contacts.begin_coaching(db, CoachAssigned(**pair))
    seen = client.get(f"/api/v1/people/{coach.user_id}", headers=as_user(member.user_id))
    contacts.end_coaching(db, CoachUnassigned(**pair))
    gone = client.get(f"/api/v1/people/{coach.user_id}", headers=as_user(member.user_id))

    assert (seen.status_code, seen.json["role"], gone.status_code) == (200, "coach", 404)


def test_a_request_lets_both_sides_see_who_it_is(client, as_user, make_person):
    me, other = make_person(), make_person()

    client.post(
        "/api/v1/contacts", json={"user_id": str(other.user_id)}, headers=as_user(me.user_id)
    )

    for viewer, seen in ((me, other), (other, me)):
        reply = client.get(f"/api/v1/people/{seen.user_id}", headers=as_user(viewer.user_id))
        assert reply.status_code == 200


def test_a_disabled_account_may_not_look(client, as_user, db, make_person):
    me = make_person()
    actions.learn(db, AccountDisabled(user_id=me.user_id))

    reply = client.get(f"/api/v1/people/{me.user_id}", headers=as_user(me.user_id))

    assert (reply.status_code, reply.json["code"]) == (401, "account_disabled")


@pytest.mark.parametrize(
    "path", ["people/1", "people/$ne", "contacts", "notifications", "buddies", "blocks"]
)
def test_nobody_comes_in_without_a_token(client, path):
    reply = client.get(f"/api/v1/{path}")

    assert (reply.status_code, reply.headers["WWW-Authenticate"]) == (401, "Bearer")


@pytest.mark.parametrize("user_id", ["1", "$ne", "%00", "x" * 500, "-1"])
def test_an_odd_id_is_refused(client, as_user, make_person, user_id):
    reply = client.get(f"/api/v1/people/{user_id}", headers=as_user(make_person().user_id))

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")

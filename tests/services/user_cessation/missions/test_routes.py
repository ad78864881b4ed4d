"""Doing missions: once in each attempt, whatever the device sends twice."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from services.user_cessation.missions.tasks import MISSIONS

FIRST, SECOND = MISSIONS[0].code, MISSIONS[1].code


@pytest.fixture
def quitter(make_member):
    return make_member(quit_at=datetime.now(UTC) - timedelta(days=3))


def done():
    return {"client_id": str(uuid.uuid4())}


def test_a_mission_is_done_once_however_often_it_is_told(api, quitter, rows, at_once):
    body = done()

    replies = at_once([lambda: api(quitter, "PUT", f"/missions/{FIRST}/done", body)] * 5)
    later = api(quitter, "PUT", f"/missions/{FIRST}/done", done())

    assert sorted(reply.status_code for reply in replies) == [200] * 4 + [201]
    assert len({reply.json["done_at"] for reply in [*replies, later]}) == 1
    assert len(rows("cessation.missions_done", user_id=quitter)) == 1
    listed = api(quitter, "GET", "/missions").json
    assert (listed["done"], listed["of"], listed["today"]["day"]) == (1, 30, 4)


def test_one_id_does_not_do_two_missions(api, quitter, rows):
    body = done()
    api(quitter, "PUT", f"/missions/{FIRST}/done", body)

    reply = api(quitter, "PUT", f"/missions/{SECOND}/done", body)

    assert (reply.status_code, reply.json["code"]) == (409, "client_id_taken")
    assert len(rows("cessation.missions_done", user_id=quitter)) == 1


def test_a_new_quit_date_begins_anew_and_keeps_what_was_done(api, quitter, rows):
    api(quitter, "PUT", f"/missions/{FIRST}/done", done())

    api(quitter, "PUT", "/quit-plan", {"quit_at": datetime.now(UTC).isoformat()})

    listed = api(quitter, "GET", "/missions").json
    assert (listed["done"], listed["today"]["day"]) == (0, 1)
    assert api(quitter, "PUT", f"/missions/{FIRST}/done", done()).status_code == 201
    assert len(rows("cessation.missions_done", user_id=quitter)) == 2


@pytest.mark.parametrize(
    ("code", "status", "problem"),
    [(MISSIONS[29].code, 409, "not_yet"), ("climb_everest", 404, "not_found")],
)
def test_what_cannot_be_done_leaves_nothing(api, quitter, rows, code, status, problem):
    reply = api(quitter, "PUT", f"/missions/{code}/done", done())

    assert (reply.status_code, reply.json["code"]) == (status, problem)
    assert rows("cessation.missions_done", user_id=quitter) == []

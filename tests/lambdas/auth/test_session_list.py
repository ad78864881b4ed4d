"""Where somebody is signed in, and signing out there."""

import uuid

import pytest


@pytest.fixture
def signed_in(log_in, post):
    """Sign somebody in on a device; returns the headers of its requests."""

    def make(member, device="a phone"):
        reply = post("/auth/login", {**member.credentials, "client": "native"}, User_Agent=device)
        return {"Authorization": f"Bearer {reply.json['access_token']}"}, reply.json

    return make


def test_every_sign_in_is_listed_and_this_one_is_marked(post, member, signed_in):
    signed_in(member, "a phone")
    here, _ = signed_in(member, "a laptop")

    items = post("/auth/sessions", method="GET", **here).json["items"]

    assert {item["user_agent"]: item["is_this_one"] for item in items} == {
        "a phone": False,
        "a laptop": True,
    }
    assert all(item["ends_at"] > item["last_used_at"] >= item["began_at"] for item in items)


def test_signing_out_somewhere_else_ends_that_sign_in_alone(post, member, signed_in, events, audit):
    _, tokens = signed_in(member, "a phone")
    here, _ = signed_in(member, "a laptop")
    items = post("/auth/sessions", method="GET", **here).json["items"]
    [phone] = [item["session_id"] for item in items if item["user_agent"] == "a phone"]

    ended = post(f"/auth/sessions/{phone}", method="DELETE", **here)

    assert ended.status == 204
    refreshed = post("/auth/refresh", {"refresh_token": tokens["refresh_token"]})
    assert refreshed.code == (401, "session_revoked")
    left = post("/auth/sessions", method="GET", **here).json["items"]
    assert [item["user_agent"] for item in left] == ["a laptop"]
    assert "session.revoked.v1" in events(member.user_id)
    assert audit(member.user_id)[-1] == ("session_ended", "done")


def test_somebody_elses_sign_in_is_not_there(post, join, signed_in, events):
    member, other = join(), join()
    here, _ = signed_in(member)
    theirs, _ = signed_in(other)
    [session] = post("/auth/sessions", method="GET", **theirs).json["items"]

    refused = post(f"/auth/sessions/{session['session_id']}", method="DELETE", **here)

    assert refused.code == (404, "not_found")
    assert "session.revoked.v1" not in events(other.user_id)
    assert post("/auth/sessions", method="GET", **theirs).status == 200


@pytest.mark.parametrize("session_id", ["0198a7c2-5be0-7e63-9bb1-2c1a7c3f5a10", "mine", "1"])
def test_a_sign_in_that_never_was_is_not_there(post, member, signed_in, session_id):
    here, _ = signed_in(member)

    assert post(f"/auth/sessions/{session_id}", method="DELETE", **here).status == 404


def test_the_list_is_for_who_is_signed_in(post):
    assert post("/auth/sessions", method="GET").status == 401
    assert post(f"/auth/sessions/{uuid.uuid4()}", method="DELETE").status == 401

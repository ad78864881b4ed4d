"""Journey 1: from the registration page to a token, and out again."""

import httpx
import pyotp
import pytest

from tests.journeys.person import PASSWORD, Person


def test_a_new_person_registers_confirms_and_signs_in(platform):
    with Person(platform.web, name="Thu Hà") as mai:
        assert mai.register().status_code == 202
        assert mai.sign_in().json()["code"] == "unconfirmed"
        assert mai.confirm().status_code == 204

        signed_in = mai.sign_in()
        me = mai.http.get("/users/me")

    assert signed_in.status_code == 200
    assert "refresh_token" not in signed_in.json()
    assert mai.cookie.startswith("__Host-refresh=v1.")
    assert (me.json()["display_name"], me.json()["role"]) == ("Thu Hà", "member")
    assert me.json()["user_id"] == mai.user_id


def test_a_wrong_code_does_not_confirm(platform):
    with Person(platform.web) as mai:
        mai.register()
        right = mai.code_from_mail()
        wrong = f"{(int(right) + 1) % 1_000_000:06d}"

        refused = mai.http.post("/auth/confirm", json={"email": mai.email, "code": wrong})

        assert (refused.status_code, refused.json()["code"]) == (422, "wrong_code")
        assert mai.sign_in().json()["code"] == "unconfirmed"


def test_a_refreshed_session_goes_on_and_its_old_token_ends_the_family(platform):
    with Person(platform.web).join() as mai:
        first = mai.cookie

        assert mai.refresh().status_code == 200

        assert mai.cookie != first
        assert mai.http.get("/users/me").status_code == 200


def test_signing_out_is_felt_by_both_services_within_seconds(platform, eventually):
    with Person(platform.web).join() as mai:
        assert mai.http.get("/progress").status_code == 200
        eventually(lambda: mai.http.get("/notifications").status_code == 200)

        assert mai.sign_out().status_code == 204

        eventually(lambda: mai.http.get("/progress").status_code == 401)
        eventually(lambda: mai.http.get("/notifications").status_code == 401)
        assert mai.refresh().status_code == 401


def test_a_known_address_gets_the_same_answer_as_a_new_one(platform):
    with Person(platform.web).join() as known, Person(platform.web) as new:
        again = known.register()
        first = new.register()

    assert (again.status_code, again.json()) == (first.status_code, first.json())


@pytest.mark.parametrize("path", ["/users/me", "/progress", "/conversations", "/notifications"])
def test_a_stranger_is_turned_away(platform, path):
    reply = httpx.get(f"{platform.web}/api/v1{path}")

    assert reply.status_code == 401
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.headers["www-authenticate"].startswith("Bearer")


def test_a_wrong_password_says_no_more_than_that(platform):
    with Person(platform.web).join() as mai, Person(platform.web) as nobody:
        wrong = mai.sign_in(PASSWORD + "!")
        unknown = nobody.sign_in()

    assert (wrong.status_code, wrong.json()["code"]) == (401, "wrong_credentials")
    assert unknown.status_code == wrong.status_code
    assert unknown.json()["detail"] == wrong.json()["detail"]


def test_a_second_factor_is_asked_for_once_it_is_set_up(platform):
    with Person(platform.web).join() as mai:
        begun = mai.http.post("/auth/second-factor", json={"password": PASSWORD}).json()
        app = pyotp.TOTP(begun["secret"])
        mai.http.post("/auth/second-factor/confirm", json={"code": app.now()}).raise_for_status()

        asked = mai.sign_in()
        wrong = mai.http.post(
            "/auth/login/code", json={"challenge": asked.json()["challenge"], "code": "000000"}
        )
        asked = mai.sign_in()
        right = mai.http.post(
            "/auth/login/code", json={"challenge": asked.json()["challenge"], "code": app.now()}
        )

    assert (asked.status_code, asked.json()["code"]) == (401, "second_factor_needed")
    assert (wrong.status_code, wrong.json()["code"]) == (401, "wrong_code")
    assert right.status_code == 200
    assert right.json()["user"]["user_id"] == mai.user_id

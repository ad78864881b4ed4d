"""Journey 1 by another way: signing in with an account that somebody has elsewhere."""

import re
import uuid
from urllib.parse import parse_qs, urlsplit

import httpx
import pyotp
import pytest

from tests.journeys.person import PASSWORD, REGISTRATION, Person

COMPLETION = {"display_name": "Thu Hà", **REGISTRATION}


def _to_the_provider(person: Person) -> tuple[str, str, dict[str, str]]:
    """Leave; the cookie, the provider's page, and what its form carries along."""
    left = person.http.post("/auth/federated/start")
    cookie = left.headers["set-cookie"].partition(";")[0]
    page_url = httpx.get(left.json()["authorize_url"]).headers["location"]
    page = httpx.get(page_url).text
    form = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    return cookie, page_url, form


def come_by_another_provider(person: Person, *, verified: bool = True) -> httpx.Response:
    """All the way there and back, as a browser goes it."""
    cookie, page_url, form = _to_the_provider(person)
    answer = {**form, "email": person.email, "verified": "true" if verified else ""}
    at_the_pool = httpx.post(page_url, data=answer).headers["location"]
    back = urlsplit(httpx.get(at_the_pool).headers["location"])
    assert back.path == "/federated"
    said = {name: values[0] for name, values in parse_qs(back.query).items()}
    reply = person.http.post("/auth/federated/callback", json=said, headers={"Cookie": cookie})
    person._remember(reply)
    return reply


def mails_to(person: Person) -> str:
    articles = re.findall(r"<article>.*?</article>", httpx.get(f"{person.url}/mailbox").text, re.S)
    return "".join(article for article in articles if person.email in article)


@pytest.fixture
def newcomer(platform):
    with Person(platform.web) as somebody:
        yield somebody


def test_a_newcomer_finishes_registering_and_is_a_member_everywhere(newcomer, eventually):
    arrived = come_by_another_provider(newcomer)
    assert (arrived.status_code, arrived.json()["missing"]) == (200, "registration")
    for path in ("/users/me", "/progress", "/auth/sessions"):
        refused = newcomer.http.get(path)
        assert (refused.status_code, refused.json()["code"]) == (403, "registration_incomplete")
    assert newcomer.http.get("/notifications").status_code == 401

    completed = newcomer.http.post("/auth/complete", json=COMPLETION)

    assert completed.json() == {
        "user_id": newcomer.user_id,
        "display_name": "Thu Hà",
        "role": "member",
    }
    assert newcomer.http.get("/users/me").json()["email"] == newcomer.email
    eventually(lambda: newcomer.http.get("/notifications").is_success)
    assert newcomer.refresh().status_code == 200
    assert "missing" not in come_by_another_provider(newcomer).json()


def test_whoever_is_too_young_gets_no_further(newcomer):
    come_by_another_provider(newcomer)

    refused = newcomer.http.post("/auth/complete", json={**COMPLETION, "birth_date": "2020-01-01"})

    assert (refused.status_code, refused.json()["code"]) == (422, "under_age")
    assert newcomer.http.get("/users/me").json()["code"] == "registration_incomplete"


def test_a_member_who_proves_the_same_address_is_the_same_member(newcomer, eventually):
    newcomer.join()
    known = newcomer.user_id

    arrived = come_by_another_provider(newcomer)

    assert (arrived.status_code, newcomer.user_id) == (200, known)
    assert "missing" not in arrived.json()
    assert newcomer.sign_in(PASSWORD).status_code == 200
    eventually(lambda: "Another way to sign in to Unlit" in mails_to(newcomer))


def test_a_member_who_came_the_other_way_may_set_up_an_authenticator_app_and_then_not(newcomer):
    newcomer.join()
    come_by_another_provider(newcomer).raise_for_status()
    begun = newcomer.http.post("/auth/second-factor", json={"password": PASSWORD})
    code = pyotp.TOTP(begun.json()["secret"]).now()
    newcomer.http.post("/auth/second-factor/confirm", json={"code": code}).raise_for_status()

    around = come_by_another_provider(newcomer)

    assert (around.status_code, around.json()["code"]) == (403, "password_needed")
    assert newcomer.sign_in().json()["code"] == "second_factor_needed"


def test_whoever_registered_an_address_first_gets_nothing_from_its_owner(newcomer):
    newcomer.register().raise_for_status()

    refused = come_by_another_provider(newcomer)

    assert (refused.status_code, refused.json()["code"]) == (409, "address_in_use")
    assert newcomer.confirm().status_code == 204
    assert newcomer.sign_in().status_code == 200
    # And now that the address is proven on both sides, the two become one.
    assert come_by_another_provider(newcomer).status_code == 200


def test_an_address_the_provider_has_not_verified_opens_nothing(newcomer):
    refused = come_by_another_provider(newcomer, verified=False)

    assert (refused.status_code, refused.json()["code"]) == (403, "email_unverified")
    assert come_by_another_provider(newcomer).status_code == 200


def test_a_code_is_of_use_only_where_it_was_asked_for(newcomer):
    _, page_url, form = _to_the_provider(newcomer)
    answer = {**form, "email": newcomer.email, "verified": "true"}
    at_the_pool = httpx.post(page_url, data=answer).headers["location"]
    back = parse_qs(urlsplit(httpx.get(at_the_pool).headers["location"]).query)
    stolen = {name: values[0] for name, values in back.items()}

    elsewhere = newcomer.http.post(
        "/auth/federated/callback",
        json=stolen,
        headers={"Cookie": f"__Host-departure={uuid.uuid4().hex}"},
    )

    assert (elsewhere.status_code, elsewhere.json()["code"]) == (401, "sign_in_expired")

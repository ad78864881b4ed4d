"""The stand-in provider believes what it is told, and is of use to our user pool alone."""

import subprocess
import sys
import time
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from deploy.local.ports import free_port, is_ready
from deploy.local.provider.server import CLIENT_ID, CLIENT_SECRET
from tests.lambdas.auth.hosted_ui import claims_in

CALLBACK = "http://127.0.0.1:4599/oauth2/idpresponse"
ASKED = {"client_id": CLIENT_ID, "redirect_uri": CALLBACK, "state": "the-pool's"}


@pytest.fixture(scope="module")
def url():
    port = free_port()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "deploy.local.provider"),
            *("--port", str(port), "--callback", CALLBACK),
        ]
    )
    deadline = time.monotonic() + 20
    while not is_ready(f"http://127.0.0.1:{port}/healthz"):
        assert process.poll() is None
        assert time.monotonic() < deadline
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(20)


@pytest.fixture
def choose(url):
    """Say who one is; the code and the state one is sent back with."""

    def choose(email, **form):
        sent = httpx.post(f"{url}/authorize", data={**ASKED, "email": email, **form})
        assert sent.status_code == 303
        assert sent.headers["location"].startswith(f"{CALLBACK}?")
        back = parse_qs(urlsplit(sent.headers["location"]).query)
        return back["code"][0], back["state"][0]

    return choose


@pytest.fixture
def redeem(url):
    def redeem(code, **changes):
        form = {
            "code": code,
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "redirect_uri": CALLBACK,
            **changes,
        }
        return httpx.post(f"{url}/token", data=form)

    return redeem


@pytest.mark.parametrize("verified", ["true", ""])
def test_somebody_is_who_they_say_and_the_same_each_time(choose, redeem, url, verified):
    code, state = choose("Lan@People.Example", verified=verified)

    first = claims_in(redeem(code).json()["id_token"])
    again = claims_in(redeem(choose("lan@people.example")[0]).json()["id_token"])

    assert state == ASKED["state"]
    assert first["sub"] == again["sub"]
    assert (first["iss"], first["aud"], first["email"]) == (url, CLIENT_ID, "lan@people.example")
    assert first["email_verified"] == ("true" if verified else "false")


def test_a_code_is_good_once(choose, redeem):
    code, _ = choose("lan@people.example")
    assert redeem(code).status_code == 200

    assert redeem(code).status_code == 400


@pytest.mark.parametrize("change", ["client_secret", "client_id", "redirect_uri"])
def test_only_the_pool_may_redeem_it(choose, redeem, change):
    code, _ = choose("lan@people.example")

    assert redeem(code, **{change: "another"}).status_code == 400


@pytest.mark.parametrize("change", ["client_id", "redirect_uri"])
def test_nobody_is_sent_anywhere_else(url, change):
    asked = {**ASKED, change: "https://evil.example/"}

    page = httpx.get(f"{url}/authorize", params=asked)
    sent = httpx.post(f"{url}/authorize", data={**asked, "email": "lan@people.example"})

    assert (page.status_code, sent.status_code) == (400, 400)


def test_what_the_page_carries_along_is_written_as_text(url):
    page = httpx.get(f"{url}/authorize", params={**ASKED, "state": '"><script>'}).text

    assert "<script>" not in page
    assert "&quot;&gt;&lt;script&gt;" in page

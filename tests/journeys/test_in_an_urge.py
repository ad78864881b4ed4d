"""In an urge: logged in two taps and sat out, with a network or without, in a real browser."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.person import PASSWORD, Person
from tests.journeys.window import sign_in

pytestmark = pytest.mark.timeout(240)


CONTROLLED = """async () => {
  const worker = navigator.serviceWorker;
  if (worker.controller) return;
  await new Promise((taken) => worker.addEventListener("controllerchange", taken, { once: true }));
}"""
"""From then on the app comes from the device."""


def be_at_home(page: Page, person: Person) -> None:
    """Signed in, with all of the app on the device: what a network is needed for is done."""
    sign_in(page, person.email, PASSWORD)
    expect(page.get_by_role("region", name="A craving?")).to_be_visible()
    page.evaluate(CONTROLLED)


def choose(page: Page, strength: str) -> None:
    """Tap a number. It is drawn over its input, in the label around both."""
    page.get_by_role("radio", name=strength, exact=True).locator("xpath=..").click()


def log(page: Page, strength: int) -> None:
    choose(page, str(strength))
    page.get_by_role("button", name="I let it pass").click()


def cravings_of(person: Person) -> list[dict[str, Any]]:
    return person.http.get("/cravings").raise_for_status().json()["items"]


def test_a_craving_is_logged_in_two_taps_and_told_in_detail_by_who_wants_to(platform, open_window):
    with Person(platform.web, name="Thu").join() as thu:
        page = open_window("/sign-in")
        be_at_home(page, thu)

        log(page, 6)
        page.get_by_role("link", name="All cravings").click()
        recent = page.get_by_role("region", name="Recent cravings")
        expect(recent.get_by_text("Strength 6 of 10")).to_be_visible()

        choose(page, "8")
        page.get_by_role("button", name="Add details").click()
        page.get_by_label("What set it off").fill("An argument")
        page.get_by_text("Stressed", exact=True).click()
        page.get_by_text("A walk", exact=True).click()
        page.get_by_label("Where").fill("at work")
        page.get_by_role("button", name="I smoked").click()
        page.get_by_label("How many cigarettes").fill("2")
        page.get_by_role("button", name="Save").click()
        expect(recent.get_by_text("An argument · at work · Stressed")).to_be_visible()

        latest, first = cravings_of(thu)
        assert (first["intensity"], first["smoked"]) == (6, False)
        assert (latest["intensity"], latest["cigarettes"]) == (8, 2)
        assert (latest["feeling"], latest["strategy"]) == (["stressed"], ["walk"])
        assert latest["geo"] is None


def test_a_craving_noted_without_a_network_is_on_the_server_once_when_it_is_back(
    platform, open_window
):
    with Person(platform.web, name="Thu").join() as thu:
        page = open_window("/sign-in")
        be_at_home(page, thu)
        page.context.set_offline(True)

        log(page, 7)
        page.get_by_role("link", name="All cravings").click()
        waiting = page.get_by_role("list", name="Waiting to be sent")
        expect(waiting.get_by_role("listitem")).to_have_count(1)

        # A tab that is opened again has it still, and takes another one.
        page.reload()
        expect(page.get_by_text("What you note is kept on this device")).to_be_visible()
        expect(waiting.get_by_role("listitem")).to_have_count(1)
        log(page, 4)
        expect(waiting.get_by_role("listitem")).to_have_count(2)
        assert cravings_of(thu) == []

        page.context.set_offline(False)
        recent = page.get_by_role("list", name="Recent cravings")
        expect(recent.get_by_role("listitem")).to_have_count(2)
        expect(waiting).to_be_hidden()
        page.reload()
        expect(recent.get_by_role("listitem")).to_have_count(2)
        assert [each["intensity"] for each in cravings_of(thu)] == [4, 7]


def test_an_answer_that_was_lost_does_not_make_two_of_a_craving(platform, open_window):
    with Person(platform.web, name="Thu").join() as thu:
        page = open_window("/sign-in")
        be_at_home(page, thu)

        def lose(route):
            route.fetch()
            route.abort()

        page.route("**/api/v1/cravings", lose, times=1)
        log(page, 9)
        page.get_by_role("link", name="All cravings").click()

        recent = page.get_by_role("list", name="Recent cravings")
        expect(recent.get_by_text("Strength 9 of 10")).to_be_visible()
        expect(page.get_by_role("list", name="Waiting to be sent")).to_be_hidden()
        assert len(cravings_of(thu)) == 1


def test_what_is_not_accepted_says_why_and_is_changed_or_discarded(platform, open_window):
    with Person(platform.web, name="Thu").join() as thu:
        page = open_window("/sign-in")
        be_at_home(page, thu)
        page.context.set_offline(True)
        log(page, 3)
        log(page, 5)
        # Meanwhile they take back, on another device, that anything about their health is kept.
        answer = {"purpose": "health_data", "text_version": "1", "locale": "en"}
        consents = thu.http.get("/privacy/consents").raise_for_status().json()["items"]
        answer["text_version"] = next(
            each["text_version"] for each in consents if each["purpose"] == "health_data"
        )
        thu.http.post("/privacy/consents", json={**answer, "granted": False}).raise_for_status()

        page.context.set_offline(False)
        expect(page.get_by_role("alert").filter(has_text="2 entries were not")).to_be_visible()
        page.get_by_role("link", name="Look at it").click()
        refused = page.get_by_role("list", name="Not accepted")
        expect(refused.get_by_role("listitem")).to_have_count(2)

        refused.get_by_role("button", name="Discard").first.click()
        page.get_by_role("dialog").get_by_role("button", name="Discard").click()
        expect(refused.get_by_role("listitem")).to_have_count(1)
        thu.http.post("/privacy/consents", json={**answer, "granted": True}).raise_for_status()
        refused.get_by_role("button", name="Change").click()
        page.get_by_role("dialog").get_by_role("button", name="I let it pass").click()

        recent = page.get_by_role("list", name="Recent cravings")
        expect(recent.get_by_text("Strength 5 of 10")).to_be_visible()
        assert len(cravings_of(thu)) == 1


def test_what_somebody_noted_is_neither_shown_to_nor_sent_by_who_signs_in_next(
    platform, open_window
):
    with (
        Person(platform.web, name="Thu").join() as thu,
        Person(platform.web, name="Lan").join() as lan,
    ):
        page = open_window("/sign-in")
        be_at_home(page, thu)
        page.route("**/api/v1/cravings", lambda route: route.abort())
        log(page, 7)
        page.get_by_role("link", name="All cravings").click()
        waiting = page.get_by_role("list", name="Waiting to be sent")
        expect(waiting.get_by_role("listitem")).to_have_count(1)
        sign_out(page)
        page.unroute("**/api/v1/cravings")

        be_at_home(page, lan)
        page.get_by_role("link", name="All cravings").click()
        expect(page.get_by_text("Nothing here yet.")).to_be_visible()
        expect(waiting).to_be_hidden()
        log(page, 2)
        recent = page.get_by_role("list", name="Recent cravings")
        expect(recent.get_by_text("Strength 2 of 10")).to_be_visible()
        assert [each["intensity"] for each in cravings_of(lan)] == [2]
        assert cravings_of(thu) == []
        sign_out(page)

        be_at_home(page, thu)
        page.get_by_role("link", name="All cravings").click()
        expect(recent.get_by_text("Strength 7 of 10")).to_be_visible()
        expect(waiting).to_be_hidden()
        assert [each["intensity"] for each in cravings_of(thu)] == [7]


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Your account").click()
    page.get_by_role("menuitem", name="Sign out").click()
    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()


def prepare(person: Person) -> None:
    """A reason and a plan, written down on a calm day."""
    client_id = "0199c0de-0000-4000-8000-00000000000"
    reason = {"client_id": f"{client_id}1", "words": "To run with the dog"}
    person.http.post("/quit-plan/reasons", json=reason).raise_for_status()
    pair = {"client_id": f"{client_id}2", "trigger": "after lunch", "response": "I walk"}
    person.http.post("/quit-plan/coping-pairs", json=pair).raise_for_status()


def test_an_urge_is_sat_out_with_ones_own_words_and_company(platform, open_window, make_coach):
    with Person(platform.web, name="Thu").join() as thu, make_coach() as coach:
        prepare(thu)
        chosen = thu.http.put("/coaching/coach", json={"coach_id": coach.user_id})
        chosen.raise_for_status()
        page = open_window("/sign-in")
        be_at_home(page, thu)

        page.get_by_role("link", name="SOS").click()
        expect(page.get_by_role("link", name=re.compile("^Call ")).first).to_be_visible()
        expect(page.get_by_text("To run with the dog")).to_be_visible()
        expect(page.get_by_text("I walk")).to_be_visible()
        expect(page.get_by_text("Drink water")).to_be_visible()
        page.get_by_role("button", name="8", exact=True).click()
        expect(page.get_by_role("timer")).to_have_text(re.compile(r"[45]:\d\d"))

        # Company, with one tap.
        page.get_by_role("button", name="Ask Coach for company").click()
        expect(page.get_by_role("status").filter(has_text="Sent.")).to_be_visible()

        # The wave goes on where the page is opened again.
        page.reload()
        expect(page.get_by_role("timer")).to_have_text(re.compile(r"[345]:\d\d"))
        page.get_by_role("button", name="Tell how it went").click()
        choose(page, "2")
        page.get_by_text("Deep breaths", exact=True).first.click()
        page.get_by_role("button", name="I did not smoke").click()
        expect(page.get_by_text("Whatever happened, you faced it.")).to_be_visible()

        page.goto("/cravings")
        recent = page.get_by_role("list", name="Recent cravings")
        expect(recent.get_by_text("Strength 8 of 10, then 2")).to_be_visible()
        (craving,) = cravings_of(thu)
        assert craving["smoked"] is False
        (wave,) = thu.http.get("/waves").json()["items"]
        assert wave["craving_id"] == craving["craving_id"]
        (conversation,) = coach.http.get("/conversations").json()["items"]
        assert "strong urge right now" in conversation["last_message"]["text"]


def test_an_urge_is_sat_out_without_a_network_and_told_when_it_is_back(platform, open_window):
    with Person(platform.web, name="Thu").join() as thu:
        prepare(thu)
        page = open_window("/sign-in")
        be_at_home(page, thu)
        page.get_by_role("link", name="SOS").click()
        expect(page.get_by_text("To run with the dog")).to_be_visible()
        page.context.set_offline(True)

        page.goto("/sos")
        expect(page.get_by_text("To run with the dog")).to_be_visible()
        expect(page.get_by_text("Drink water")).to_be_visible()
        page.get_by_role("button", name="10, unbearable").click()
        page.get_by_role("button", name="Tell how it went").click()
        choose(page, "0, gone")
        page.get_by_role("button", name="I did not smoke").click()
        expect(page.get_by_text("Whatever happened, you faced it.")).to_be_visible()
        assert cravings_of(thu) == []

        page.context.set_offline(False)
        page.goto("/cravings")
        recent = page.get_by_role("list", name="Recent cravings")
        expect(recent.get_by_text("Strength 10 of 10, then 0")).to_be_visible()
        (craving,) = cravings_of(thu)
        assert (craving["intensity"], craving["intensity_after"]) == (10, 0)


def test_a_craving_is_logged_by_keyboard_alone(platform, open_window):
    with Person(platform.web, name="Thu").join() as thu:
        page = open_window("/sign-in")
        be_at_home(page, thu)

        page.get_by_role("radio", name="1, weak").focus()
        for key in ("Space", "ArrowRight", "ArrowRight", "Tab", "Tab", "Enter"):
            page.keyboard.press(key)
        page.get_by_role("link", name="All cravings").click()

        recent = page.get_by_role("list", name="Recent cravings")
        expect(recent.get_by_text("Strength 3 of 10")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_page_of_a_member_fits_a_small_phone(platform, open_window, language):
    with Person(platform.web, name="Thu").join() as thu:
        prepare(thu)
        page = open_window("/sign-in")
        be_at_home(page, thu)
        page.set_viewport_size({"width": 320, "height": 640})
        page.evaluate("language => localStorage.setItem('unlit.language', language)", language)

        for path in ("progress", "cravings", "sos", "insights", "plan", "privacy"):
            page.goto(f"/{path}")
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            expect(page.get_by_role("status", name=re.compile("…$"))).to_have_count(0)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path

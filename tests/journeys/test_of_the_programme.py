"""A message of the programme, read and answered, in a real browser."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.clock import do_what_is_due, remind
from tests.journeys.person import PASSWORD, Person
from tests.journeys.window import sign_in

pytestmark = pytest.mark.timeout(240)


def test_a_message_is_read_and_one_word_answers_it(platform, open_window):
    with Person(platform.web, name="Thu").join() as thu:
        page = open_window("/sign-in")
        sign_in(page, thu.email, PASSWORD)
        expect(page).not_to_have_url(re.compile("/sign-in"))
        page.goto("/notifications")

        due = remind(thu, "programme", quits_in=timedelta(days=1))
        do_what_is_due(platform.urls["aws"], due)

        told = page.get_by_role("link", name="Today's message from your programme is here.")
        told.click()
        messages = page.get_by_role("list", name="Messages so far")
        written = thu.http.get("/programme").json()["items"]
        expect(messages.get_by_role("listitem")).to_have_count(len(written))
        expect(messages.get_by_role("listitem").first).to_contain_text(written[0]["words"]["en"])

        answer = page.get_by_label("Your answer")
        send = page.get_by_role("button", name="Send")
        answer.fill("what?")
        send.click()
        expect(page.get_by_role("status").get_by_text("We only understand")).to_be_visible()

        answer.fill("Crave!")
        send.click()
        expect(page).to_have_url(re.compile("/sos$"))

        page.go_back()
        answer.fill("stop")
        send.click()
        expect(page.get_by_role("status").get_by_text("We have stopped")).to_be_visible()
        chosen = thu.http.get("/notifications/settings").json()["categories"]
        (programme,) = [each for each in chosen if each["category"] == "programme"]
        assert {programme["email"], programme["web_push"]} == {"off"}, programme

"""A plan in one's own words, and one's own data in one's own hands, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.person import PASSWORD, Person
from tests.journeys.window import sign_in

pytestmark = pytest.mark.timeout(240)


def open_from_menu(page: Page, name: str) -> None:
    page.get_by_role("button", name="Your account").click()
    page.get_by_role("menuitem", name=name).click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def test_a_plan_is_written_on_a_calm_day_and_there_in_an_urge(platform, open_window):
    with Person(platform.web, name="Thu").join() as thu:
        page = open_window("/sign-in")
        sign_in(page, thu.email, PASSWORD)
        open_from_menu(page, "My plan")

        reasons = page.get_by_role("region", name="Why I quit")
        reasons.get_by_label("Another reason").fill("To run")
        reasons.get_by_role("button", name="Add").click()
        reasons.get_by_role("button", name="Change: To run").click()
        reasons.get_by_label("Reason", exact=True).fill("To run with the dog")
        reasons.get_by_role("button", name="Save").click()
        expect(reasons.get_by_role("listitem")).to_have_text(re.compile("To run with the dog"))

        pairs = page.get_by_role("region", name="If … then …")
        for trigger, response in (("after lunch", "I walk"), ("at a bar", "I drink water")):
            pairs.get_by_label("If", exact=True).fill(trigger)
            pairs.get_by_label("then", exact=True).fill(response)
            pairs.get_by_role("button", name="Add").click()
            expect(pairs.get_by_role("listitem").filter(has_text=response)).to_be_visible()
        pairs.get_by_role("button", name="Move up: at a bar").click()
        expect(pairs.get_by_role("listitem").first).to_contain_text("at a bar")

        thu.http.put("/quit-plan", json={"quit_at": "2026-01-01T00:00:00Z"}).raise_for_status()
        page.reload()
        ready = page.get_by_role("region", name="Getting ready")
        ready.get_by_text("Friends", exact=True).click()
        for room in ("At home", "In the car", "At work"):
            choice = ready.get_by_role("radiogroup", name=room)
            choice.get_by_text("I have none").click()
            expect(choice.get_by_role("radio", name="I have none")).to_be_checked()
        expect(ready.get_by_role("status")).to_contain_text("You are ready")

        page.get_by_role("link", name="SOS").click()
        expect(page.get_by_text("To run with the dog")).to_be_visible()
        expect(page.get_by_text("I drink water")).to_be_visible()


def test_one_sees_who_looked_and_decides_what_becomes_of_it(platform, open_window, make_coach):
    with Person(platform.web, name="Thu").join() as thu, make_coach() as coach:
        thu.http.put("/coaching/coach", json={"coach_id": coach.user_id}).raise_for_status()
        looked = coach.http.get(f"/coaching/members/{thu.user_id}/progress")
        looked.raise_for_status()
        page = open_window("/sign-in")
        sign_in(page, thu.email, PASSWORD)
        open_from_menu(page, "Privacy")

        looks = page.get_by_role("list", name="Who looked at your record")
        expect(looks.get_by_text("Your progress · to coach you").first).to_be_visible()
        expect(looks.get_by_text("Coach, coach").first).to_be_visible()

        consents = page.get_by_role("region", name="What you agree to")
        news = consents.get_by_role("switch", name=re.compile("news and offers"))
        news.click()
        expect(news).to_be_checked()
        expect(consents.get_by_text("Agreed on").nth(2)).to_be_visible()
        given = {
            each["purpose"]: each["granted"]
            for each in thu.http.get("/privacy/consents").json()["items"]
        }
        assert given["marketing"] is True

        copies = page.get_by_role("region", name="A copy of everything")
        copies.get_by_role("button", name="Make a copy").click()
        save = copies.get_by_role("button", name=re.compile("Save the copy"))
        expect(save).to_be_visible(timeout=60_000)
        with page.expect_download() as saved:
            save.click()
        assert saved.value.suggested_filename.endswith(".zip")

        page.get_by_role("button", name="Delete my account …").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_role("button", name="Delete my account")).to_be_disabled()
        dialog.get_by_label("I want everything about me to be erased.").check()
        dialog.get_by_role("button", name="Delete my account").click()
        expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()
        assert thu.sign_in().status_code in (401, 403)

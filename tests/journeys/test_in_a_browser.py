"""The three journeys once more, in two windows of a real browser."""

import re

import httpx
import pyotp
import pytest
from playwright.sync_api import Page, expect

from deploy.local.seed import cast
from tests.journeys.clock import do_what_is_due, remind, stop_reminding, tick
from tests.journeys.person import PASSWORD, Person
from tests.journeys.window import sign_in

pytestmark = pytest.mark.timeout(240)


def register(page: Page, person: Person) -> None:
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Name others see").fill(person.name)
    page.get_by_label("Date of birth").fill("1990-05-17")
    page.get_by_label("Country").select_option("VN")
    for purpose in ("terms", "health", "My coach may see"):
        page.get_by_role("checkbox", name=re.compile(purpose)).check()
    page.get_by_role("button", name="Create account").click()
    page.get_by_label("Code").fill(person.code_from_mail())
    page.get_by_role("button", name="Confirm").click()
    expect(page).to_have_url(re.compile("/sign-in"))


def keys_of(person: Person) -> list[str]:
    return [item["title_key"] for item in person.http.get("/notifications").json()["items"]]


def test_a_newcomer_quits_checks_in_and_writes_with_the_coach(platform, open_window):
    name = "Kim Ngân"
    with Person(platform.web, name=name) as newcomer:
        member = open_window("/register")
        register(member, newcomer)
        sign_in(member, newcomer.email, PASSWORD)
    coach = open_window("/sign-in")
    sign_in(coach, "coach.linh@unlit.example", cast.PASSWORD)
    expect(coach.get_by_role("heading", name="Your members")).to_be_visible()

    # A quit date, today.
    member.get_by_role("button", name="Today", exact=True).click()
    member.get_by_label("Time").fill("00:00")
    member.get_by_role("button", name="Set quit date").click()
    expect(member.get_by_text("Smoke-free for")).to_be_visible()

    # A coach, who sees the newcomer appear and then check in without touching anything.
    member.get_by_role("button", name="Choose a coach").click()
    member.get_by_role("button", name=re.compile("Choose Linh")).click()
    row = coach.get_by_role("listitem", name=name)
    expect(row).to_be_visible()
    expect(row).to_contain_text("No check-in yet")
    member.get_by_text("Smoke-free", exact=True).first.click()
    member.get_by_role("button", name="Save check-in").click()
    expect(member.get_by_text("Smoke-free today. Well done.")).to_be_visible()
    expect(row).to_contain_text("smoke-free")

    # A conversation, both ways.
    member.get_by_role("link", name=re.compile("Message Linh")).click()
    member.get_by_label("Message", exact=True).fill("Day one 🫠")
    member.get_by_role("button", name="Send").click()
    row.get_by_role("link", name=re.compile("Message")).click()
    expect(coach.get_by_role("log").get_by_text("Day one 🫠")).to_be_visible()
    coach.get_by_label("Message", exact=True).fill("You have already begun.")
    coach.get_by_label("Message", exact=True).press("Enter")
    expect(member.get_by_role("log").get_by_text("You have already begun.")).to_be_visible()


def test_a_reminder_appears_when_its_time_comes_and_only_for_who_wants_it(platform, open_window):
    with (
        Person(platform.web, name="Thu").join() as thu,
        Person(platform.web, name="Lan").join() as lan,
    ):
        page = open_window("/sign-in")
        sign_in(page, thu.email, PASSWORD)
        expect(page).not_to_have_url(re.compile("/sign-in"))
        page.goto("/notifications")
        expect(page.get_by_text("Nothing new. We will tell you here.")).to_be_visible()
        remind(lan)
        stop_reminding(lan)
        due = remind(thu)

        do_what_is_due(platform.urls["aws"], due)

        told = page.get_by_role("listitem").filter(has_text="How is today?")
        expect(told).to_be_visible()
        expect(told.get_by_text("New")).to_be_visible()
        expect(page.get_by_role("link", name=re.compile("Notifications.*1 unread"))).to_be_visible()
        tick(platform.urls["aws"], due)
        assert keys_of(thu) == ["reminder.check_in"]
        assert keys_of(lan) == []


def test_a_member_pays_with_a_card_that_works_after_one_that_does_not(platform, open_window):
    with Person(platform.web, name="Tú").join() as person:
        page = open_window("/sign-in")
        sign_in(page, person.email, PASSWORD)
        page.get_by_role("button", name="Your account").click()
        page.get_by_role("menuitem", name="Membership").click()
        expect(page.get_by_text("Unlit, free of charge")).to_be_visible()
        page.get_by_role("button", name="Choose Personal coaching, monthly").click()

        page.get_by_role("radio", name=re.compile("declined")).check()
        page.get_by_role("button", name="Pay USD 29.00").click()
        expect(page.get_by_role("alert")).to_contain_text("declined")
        page.get_by_role("radio", name=re.compile("that pays")).check()
        page.get_by_role("button", name="Pay USD 29.00").click()

        expect(page.get_by_text("Your membership has begun.")).to_be_visible()
        expect(page.get_by_text("Personal coaching, monthly")).to_be_visible()
        expect(page.get_by_text(re.compile("Renews on"))).to_be_visible()


def come_by_another_account(page: Page, email: str) -> None:
    page.get_by_role("button", name="Continue with another account").click()
    page.get_by_label("Another e-mail address").fill(email)
    page.get_by_role("button", name="Continue", exact=True).click()


def test_a_newcomer_comes_by_another_account_and_finishes_registering(platform, open_window):
    page = open_window("/sign-in")
    with Person(platform.web) as newcomer:
        come_by_another_account(page, newcomer.email)
    expect(page.get_by_role("heading", name="Almost there")).to_be_visible()

    # Not by another page, nor by coming back later.
    page.goto("/chat")
    expect(page.get_by_role("heading", name="Almost there")).to_be_visible()
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_text("Please fill this in.").first).to_be_visible()

    page.get_by_label("Name others see").fill("Thu Hà")
    page.get_by_label("Date of birth").fill("1990-05-17")
    page.get_by_label("Country").select_option("VN")
    for purpose in ("terms", "health"):
        page.get_by_role("checkbox", name=re.compile(purpose)).check()
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_role("heading", name="Almost there")).to_be_hidden()
    page.get_by_role("link", name="Unlit").first.click()
    expect(page.get_by_text("Choose your quit date")).to_be_visible()
    assert "code=" not in page.url
    assert page.evaluate("document.cookie") == ""


def test_whoever_comes_back_to_another_browser_is_told_how_to_go_on(platform, open_window):
    page = open_window(f"/federated?state={'s' * 43}&code=somebody-elses")

    expect(page.get_by_role("alert")).to_contain_text("Please start again")
    page.get_by_role("link", name="Back to sign-in").click()

    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()


def test_a_window_that_was_closed_is_still_signed_in(platform, open_window):
    page = open_window("/sign-in")
    sign_in(page, "mai@unlit.example", cast.PASSWORD)
    expect(page.get_by_text("Smoke-free for")).to_be_visible()

    page.reload()

    expect(page.get_by_text("Smoke-free for")).to_be_visible()
    assert page.evaluate("document.cookie") == ""
    assert page.evaluate("Object.values({...localStorage}).join().includes('eyJ')") is False


def test_the_page_may_load_nothing_from_elsewhere(platform):
    policy = httpx.get(platform.web).headers["content-security-policy"]

    directives = dict(
        part.strip().split(" ", 1) for part in policy.split(";") if " " in part.strip()
    )

    assert directives["script-src"] == "'self'"
    assert "http" not in policy
    assert "*" not in policy


def test_help_is_there_without_signing_in_and_tells_nobody_else(platform, open_window):
    page = open_window("/sign-in")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.get_by_role("link", name="Help lines").click()

    expect(page).to_have_url(re.compile("/help$"))
    calls = page.get_by_role("link", name=re.compile("^Call "))
    expect(calls.first).to_have_attribute("href", "tel:999")
    page.get_by_label("Country you are in").select_option("VN")
    expect(calls.first).to_have_attribute("href", "tel:115")
    expect(page.get_by_text("not a medical device")).to_be_visible()
    assert any("/help-lines" in url for url in asked)
    assert [url for url in asked if not url.startswith(platform.web)] == []


def test_our_outcomes_are_there_without_signing_in_and_say_how_they_are_counted(open_window):
    page = open_window("/sign-in")

    page.get_by_role("link", name="How many quit here").click()

    expect(page).to_have_url(re.compile("/outcomes$"))
    year = page.get_by_role("region", name="Twelve months after the quit day")
    expect(year).to_be_visible()
    how = page.get_by_role("region", name="How we count")
    expect(how.get_by_text("It cannot show six months")).to_be_visible()


def test_help_has_its_advice_when_the_server_is_away(platform, open_window):
    page = open_window("/sign-in")
    page.route("**/api/**", lambda route: route.abort())

    page.goto("/help")

    expect(page.get_by_text("call the emergency number").first).to_be_visible()
    directory = page.get_by_role("link", name="findahelpline.com")
    expect(directory).to_have_attribute("href", "https://findahelpline.com")


def test_an_authenticator_app_is_set_up_and_asked_for(platform, open_window):
    with Person(platform.web, name="Bảo").join() as person:
        page = open_window("/profile")
        sign_in(page, person.email, PASSWORD)
        card = page.get_by_role("region", name="Authenticator app")
        card.get_by_label("Current password", exact=True).fill(PASSWORD)
        card.get_by_role("button", name="Set up an app").click()
        app = pyotp.TOTP(card.locator("pre, code").inner_text().replace(" ", ""))
        card.get_by_label("Code").fill(app.now())
        card.get_by_role("button", name="Confirm with a code").click()
        expect(card.get_by_role("status")).to_contain_text("From now on")
        devices = page.get_by_role("region", name="Where you are signed in")
        expect(devices.get_by_text("This device")).to_be_visible()

        elsewhere = open_window("/sign-in")
        sign_in(elsewhere, person.email, PASSWORD)
        expect(elsewhere.get_by_role("heading", name="One more step")).to_be_visible()
        elsewhere.get_by_label("Code").fill("000000")
        elsewhere.get_by_role("button", name="Sign in").click()
        expect(elsewhere.get_by_role("alert")).to_contain_text("not right")
        elsewhere.get_by_label("Code").fill(app.now())
        elsewhere.get_by_role("button", name="Sign in").click()

        expect(elsewhere).not_to_have_url(re.compile("/sign-in"))

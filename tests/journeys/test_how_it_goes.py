"""How a day felt, how it goes weeks later, fewer a day, and an account kept: in a real browser."""

import re
import time
from datetime import UTC, date, datetime, timedelta, timezone

import httpx
import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.person import BETWEEN_LOOKS, PASSWORD, Person
from tests.journeys.window import PATIENCE, sign_in

pytestmark = pytest.mark.timeout(240)

DAY = timedelta(days=1)
BEFORE_NINE = 4
"""An hour of the morning; follow-ups fall due at nine."""

ERASURE_CODE = r"enter this code: ([\w-]{20,})"


@pytest.fixture
def at_home(platform, open_window):
    """Somebody new, and their window, signed in."""
    with Person(platform.web, name="Thu").join() as thu:
        page = open_window("/sign-in")
        sign_in(page, thu.email, PASSWORD)
        expect(page.get_by_role("heading", name="Hello, Thu")).to_be_visible()
        yield thu, page


def answers_of(person: Person, instrument: str) -> list[dict]:
    reply = person.http.get(f"/assessments?instrument={instrument}").raise_for_status()
    return [each["answers"] for each in reply.json()["items"]]


def choose(page: Page, question: str, answer: str) -> None:
    asked = page.get_by_role("radiogroup", name=re.compile(question))
    asked.get_by_text(answer, exact=True).click()
    expect(asked.get_by_role("radio", name=answer)).to_be_checked()


def test_a_day_is_told_by_all_its_questions_or_not_at_all(at_home):
    thu, page = at_home
    page.get_by_role("link", name="Insights").first.click()
    page.get_by_role("tab", name="Over time").click()
    page.get_by_role("link", name="Answer for today").click()

    choose(page, "Easily angered", "Severe")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("8 questions still want an answer")
    expect(page.get_by_role("radiogroup", name="Anxious or nervous")).to_contain_text(
        "Please choose one."
    )
    assert answers_of(thu, "MTWS") == []

    asked = page.get_by_role("radiogroup")
    for number in range(1, asked.count()):
        asked.nth(number).get_by_text("Mild", exact=True).click()
    page.get_by_role("button", name="Save").click()

    result = page.get_by_role("status").filter(has_text="Discomfort")
    expect(result).to_contain_text("Discomfort: 2.3, from 0, none, to 4, severe.")
    expect(result).to_contain_text("not a diagnosis")
    [stored] = answers_of(thu, "MTWS")
    assert stored.pop("anger") == 4
    assert set(stored.values()) == {2}
    assert len(stored) == 14


def test_who_says_they_smoked_is_asked_about_it_however_late_the_days_are_read_again(at_home):
    thu, page = at_home
    thu.http.put("/quit-plan", json={"quit_at": datetime.now(UTC).isoformat()}).raise_for_status()
    page.reload()
    page.get_by_role("radiogroup", name="How is today?").get_by_text("I smoked").click()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/check-ins?*", hold)

    page.get_by_role("button", name="Save check-in").click()

    expect(page.get_by_text("Your check-in is saved.")).to_be_visible()
    expect(page.get_by_role("dialog", name="A slip is not a relapse")).to_be_visible()
    assert held, "The days were not read again."
    for route in held:
        route.continue_()


def test_an_account_that_was_to_be_erased_is_kept_by_its_code(platform, at_home):
    thu, page = at_home
    page.get_by_role("button", name="Your account").click()
    page.get_by_role("menuitem", name="Privacy").click()
    page.get_by_role("button", name="Delete my account …").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("I want everything about me to be erased.").check()
    dialog.get_by_role("button", name="Delete my account").click()
    told = page.get_by_role("alert").filter(has_text="Your account is shut, and erased on")
    expect(told).to_be_visible()
    told.get_by_role("button", name="Close").click()

    page.get_by_role("link", name="Keep my account").click()
    code = page.get_by_label("Code from the mail")
    code.fill("too short")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("The code has more than 20 letters and digits.")).to_be_visible()
    code.fill("a-code-that-nobody-was-ever-sent")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("alert")).to_contain_text("This code is not right")
    assert thu.sign_in().status_code in (401, 403)

    code.fill(erasure_code(platform.web, thu.email))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("status")).to_contain_text("Until then you can keep it.")
    page.get_by_role("button", name="Keep my account").click()

    expect(page.get_by_role("status")).to_contain_text("Your account is kept.")
    sign_in(page, thu.email, PASSWORD)
    expect(page.get_by_role("heading", name="Hello, Thu")).to_be_visible()


def erasure_code(web: str, email: str) -> str:
    """What the mail says by which an erasure is undone."""
    mail = re.compile(
        rf"<article>(?:(?!</article>).)*?to {re.escape(email)},(?:(?!</article>).)*?{ERASURE_CODE}",
        re.S,
    )
    deadline = time.monotonic() + PATIENCE / 1000
    while not (found := mail.search(httpx.get(f"{web}/mailbox").text)):
        assert time.monotonic() < deadline, "no code was mailed"
        time.sleep(BETWEEN_LOOKS)
    return found[1]


def test_four_weeks_later_somebody_says_how_it_goes(at_home):
    thu, page = at_home
    quit_four_weeks_ago(thu)
    page.reload()
    page.get_by_role("region", name="Four weeks since your quit date").get_by_role(
        "link", name="Answer"
    ).click()

    page.get_by_label("Carbon monoxide").fill("900")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("Two questions want an answer")
    expect(page.get_by_text("A whole number from 0 to 500")).to_be_visible()
    assert thu.http.get("/check-ins").json()["items"] == []

    page.get_by_label("Smoke-free", exact=True).check()
    page.get_by_role("radio", name="8", exact=True).locator("xpath=..").click()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("A whole number from 0 to 500")).to_be_visible()
    assert thu.http.get("/check-ins").json()["items"] == []

    page.get_by_label("Carbon monoxide").fill("4")
    page.get_by_role("button", name="Send").click()

    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    [check_in] = thu.http.get("/check-ins").json()["items"]
    [reading] = thu.http.get("/co-readings").json()["items"]
    assert check_in["smoke_free"] is True
    assert reading["ppm"] == 4
    assert answers_of(thu, "CONFIDENCE") == [{"confidence": 8}]
    page.get_by_role("link", name="Progress").first.click()
    expect(page.get_by_text("Smoke-free today. Well done.")).to_be_visible()
    expect(page.get_by_role("region", name="Four weeks since your quit date")).to_have_count(0)


def quit_four_weeks_ago(person: Person) -> None:
    """Where it is early in the morning now, so that today's follow-up is still to come."""
    now = datetime.now(UTC)
    ahead = (BEFORE_NINE - now.hour + 12) % 24 - 12
    profile = {"time_zone": f"Etc/GMT{-ahead:+d}", "country": "VN"}
    person.http.put("/profile", json=profile).raise_for_status()
    today = now.astimezone(timezone(timedelta(hours=ahead))).replace(minute=0)
    quit_at = (today - 28 * DAY).isoformat()
    person.http.put("/quit-plan", json={"quit_at": quit_at}).raise_for_status()


def test_fewer_a_day_until_a_day_that_may_be_one(at_home):
    thu, page = at_home
    today = date.fromisoformat(thu.http.get("/progress").json()["today"])
    page.get_by_role("button", name="Your account").click()
    page.get_by_role("menuitem", name="My plan").click()
    page.get_by_role("link", name="Cut down step by step").click()

    end, now = page.get_by_label("First day without any"), page.get_by_label("How many a day now")
    now.fill("500")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Choose a day after today")).to_be_visible()
    expect(page.get_by_text("A whole number from 1 to 200.")).to_be_visible()

    end.fill(str(today + 14 * DAY))
    now.fill("")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Say how many you smoke a day now.")).to_be_visible()
    assert thu.http.get("/quit-plan/cut-down").status_code == 404

    now.fill("20")
    page.get_by_text("A step every week").click()
    page.get_by_role("button", name="Save").click()
    course = page.get_by_role("region", name="How it goes on")
    expect(course.get_by_role("status")).to_have_text("Today at most 14")
    expect(course).to_contain_text("Stopping all at once works better")
    plan = thu.http.get("/quit-plan/cut-down").json()
    assert (plan["mode"], plan["start_cap"]) == ("stepped", 20)
    assert plan["ends_on"] == str(today + 14 * DAY)

    course.get_by_role("button", name="Stop cutting down").click()
    expect(course).to_have_count(0)
    assert thu.http.get("/quit-plan/cut-down").status_code == 404

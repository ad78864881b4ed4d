"""Subscribing with a card that works, and with one that does not."""

import uuid

import httpx

from tests.journeys.person import Person

GOOD_CARD, DECLINED_CARD = "4242424242424242", "4000000000000002"


def begin(person):
    """The address of the page where this person pays for coaching."""
    reply = person.http.post(
        "/billing/checkout",
        json={"plan_id": "coaching_monthly", "currency": "USD"},
        headers={"Idempotency-Key": str(uuid.uuid4())},
    )
    assert reply.status_code == 201, reply.text
    return reply.json()["url"]


def membership(person):
    return person.http.get("/billing/subscription").json()["membership"]


def test_paying_brings_the_membership_and_cancelling_keeps_what_is_paid(platform, eventually):
    with Person(platform.web).join() as mai:
        assert membership(mai)["plan_id"] == "core"

        httpx.post(begin(mai), data={"card": GOOD_CARD})

        eventually(lambda: membership(mai)["plan_id"] == "coaching_monthly")
        assert mai.http.post("/billing/subscription/cancel").is_success
        assert membership(mai)["plan_id"] == "coaching_monthly"


def test_a_declined_card_brings_nothing(platform):
    with Person(platform.web).join() as mai:
        page = httpx.post(begin(mai), data={"card": DECLINED_CARD})

        assert "declined" in page.text.lower()
        assert membership(mai)["plan_id"] == "core"


def test_coming_back_without_paying_brings_nothing(platform):
    with Person(platform.web).join() as mai:
        begin(mai)

        httpx.get(f"{platform.web}/membership?checkout=done")

        assert membership(mai)["plan_id"] == "core"

"""Agreeing and withdrawing: equally easy, provable, and with an effect at once."""

import hashlib
import uuid
from datetime import UTC, datetime, timedelta

import pytest

from shared.models.consents import VERSION, sentence

CHECK_IN = {"smoke_free": True}


@pytest.fixture
def say(api):
    def answer(member, purpose, granted, **changes):
        body = {"purpose": purpose, "granted": granted, "text_version": VERSION, "locale": "en"}
        return api(member, "POST", "/privacy/consents", body | changes)

    return answer


@pytest.fixture
def overview(api):
    return lambda member: {
        item["purpose"]: item for item in api(member, "GET", "/privacy/consents").json["items"]
    }


def test_every_purpose_is_shown_with_its_sentence_in_the_members_language(make_member, overview):
    member = make_member(shares=True, locale="vi")

    shown = overview(member)

    assert list(shown) == [
        *("terms", "health_data", "coach_sharing", "community", "research", "marketing", "place")
    ]
    assert {item["text"] for item in shown.values()} == {
        sentence(purpose, "vi") for purpose in shown
    }
    assert [purpose for purpose, item in shown.items() if item["granted"]] == ["coach_sharing"]
    assert shown["research"]["answered_at"] is None


def test_an_answer_proves_what_was_read_when_and_where(make_member, say, rows):
    member = make_member(shares=None)

    reply = say(member, "marketing", True, locale="vi")

    assert reply.status_code == 200
    [stored] = rows("account.consents", user_id=member)
    assert stored["text_sha256"] == hashlib.sha256(sentence("marketing", "vi").encode()).digest()
    assert (stored["text_version"], stored["locale"], stored["source"]) == (
        *(VERSION, "vi", "settings"),
    )
    assert reply.json["text_sha256"] == stored["text_sha256"].hex()


def test_the_history_keeps_every_answer_newest_first(make_member, say, api):
    member = make_member(shares=None)
    for granted in (True, False, True):
        say(member, "research", granted)

    first = api(member, "GET", "/privacy/consents/history?limit=2").json
    rest = api(member, "GET", f"/privacy/consents/history?limit=2&after={first['next']}").json

    assert [item["granted"] for item in first["items"] + rest["items"]] == [True, False, True]
    assert rest["next"] is None


def test_the_same_answer_again_adds_nothing(make_member, say, rows):
    member = make_member(shares=None)

    first, again = say(member, "research", True), say(member, "research", True)

    assert again.json == first.json
    assert len(rows("account.consents", user_id=member)) == 1


def test_answers_at_the_same_moment_are_one(make_member, say, rows, at_once):
    member = make_member(shares=None)

    at_once([lambda: say(member, "research", True)] * 4)

    assert len(rows("account.consents", user_id=member)) == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"text_version": "2020-01"}, "text_changed", id="to an old sentence"),
        pytest.param(
            {"purpose": "terms", "granted": False}, "terms_end_with_account", id="to the terms"
        ),
    ],
)
def test_some_answers_cannot_be_taken(make_member, say, rows, changes, code):
    member = make_member(shares=None)

    reply = say(member, **{"purpose": "research", "granted": True} | changes)

    assert (reply.status_code, reply.json["code"]) == (409, code)
    assert rows("account.consents", user_id=member) == []


@pytest.mark.parametrize(
    "changes", [{"granted": "yes"}, {"purpose": "everything"}, {"locale": "fr"}, {"user_id": "me"}]
)
def test_anything_else_is_refused(make_member, say, changes):
    body = {"purpose": "research", "granted": True} | changes

    assert say(make_member(), **body).status_code == 422


def test_a_coach_sees_nothing_from_the_moment_sharing_is_withdrawn(
    make_member, make_coach, say, api
):
    coach = make_coach()
    member = make_member(coach=coach, shares=True, quit_at=datetime.now(UTC))
    before = api(coach, "GET", f"/coaching/members/{member}/progress").status_code

    say(member, "coach_sharing", False)

    assert before == 200
    assert api(coach, "GET", f"/coaching/members/{member}/progress").status_code == 404


def test_without_consent_nothing_about_health_is_kept_or_shown(
    make_member, make_coach, say, api, rows, overview
):
    coach = make_coach()
    member = make_member(coach=coach, quit_at=datetime.now(UTC), units_per_day="5")
    say(member, "health_data", True)
    api(member, "POST", "/check-ins", CHECK_IN | {"client_id": str(uuid.uuid4())})

    say(member, "health_data", False)

    now = datetime.now(UTC).isoformat()
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    attempts = [
        ("POST", "/check-ins", CHECK_IN | {"local_date": f"{yesterday}"}),
        ("POST", "/slips", {"smoked_at": now, "cigarettes": 1}),
        ("POST", "/cravings", {"intensity": 5, "smoked": False}),
        ("POST", "/co-readings", {"ppm": 3}),
        ("PUT", "/profile/tobacco", {"product": "vape", "units_per_day": 5, "pack_size": 1}),
        ("PUT", "/quit-plan", {"quit_at": now}),
    ]
    replies = []
    for method, path, body in attempts:
        client_id = {"client_id": str(uuid.uuid4())} if method == "POST" else {}
        replies.append(api(member, method, path, body | client_id))

    assert {(reply.status_code, reply.json["code"]) for reply in replies} == {
        (403, "consent_withdrawn")
    }
    assert not overview(member)["coach_sharing"]["granted"]
    assert api(coach, "GET", f"/coaching/members/{member}/progress").status_code == 404
    assert len(rows("account.health_data_withdrawn", user_id=member)) == 1
    # What is there stays theirs to read.
    assert len(api(member, "GET", "/check-ins").json["items"]) == 1


def test_consent_given_again_brings_back_the_log_but_not_the_coach(make_member, say, api, overview):
    member = make_member()
    say(member, "health_data", False)

    say(member, "health_data", True)

    reply = api(member, "POST", "/check-ins", CHECK_IN | {"client_id": str(uuid.uuid4())})
    assert reply.status_code == 201
    assert not overview(member)["coach_sharing"]["granted"]


def test_what_was_answered_is_on_the_record(make_member, say, rows):
    member = make_member(shares=None)

    say(member, "research", True)
    say(member, "research", False)

    log = sorted(rows("account.audit_log", subject_id=member), key=lambda row: row["place"])
    assert [(row["action"], row["detail"]) for row in log] == [
        ("consent.given", {"purpose": "research"}),
        ("consent.withdrawn", {"purpose": "research"}),
    ]

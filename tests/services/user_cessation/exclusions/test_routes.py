"""Whom support leaves out of outcomes: for two reasons, on the record, and never for silence."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from services.user_cessation.exclusions import rules
from shared.models.problem import Invalid

DIED = {"reason": "died", "since": "2026-03-01"}


@pytest.fixture
def support(make_member):
    return make_member(role="support")


def path(member):
    return f"/support/members/{member}/exclusion"


def test_it_is_recorded_with_its_reason_and_who_did_it(api, support, make_member, rows):
    member = make_member()

    reply = api(support, "PUT", path(member), DIED)

    [stored] = rows("statistics.exclusions", user_id=member)
    [entry] = rows("account.audit_log", actor_id=support, subject_id=member)
    assert reply.status_code == 200
    assert (reply.json["reason"], reply.json["since"]) == ("died", "2026-03-01")
    assert (stored["reason"], stored["since"].isoformat()) == ("died", "2026-03-01")
    assert (entry["action"], entry["detail"]) == ("exclusion.recorded", DIED)


def test_the_last_word_holds(api, support, make_member, rows):
    member = make_member()
    api(support, "PUT", path(member), DIED)

    api(support, "PUT", path(member), {"reason": "untraceable", "since": "2026-02-01"})

    [stored] = rows("statistics.exclusions", user_id=member)
    assert stored["reason"] == "untraceable"


def test_it_can_be_taken_back_once(api, support, make_member, rows):
    member = make_member()
    api(support, "PUT", path(member), DIED)

    replies = [api(support, "DELETE", path(member)).status_code for _ in range(2)]

    assert replies == [204, 404]
    assert rows("statistics.exclusions", user_id=member) == []
    actions = [row["action"] for row in rows("account.audit_log", subject_id=member)]
    assert sorted(actions) == ["exclusion.recorded", "exclusion.withdrawn"]


@pytest.mark.parametrize(
    "body",
    [
        {"reason": "silent", "since": "2026-03-01"},
        {"reason": "died"},
        {"since": "2026-03-01"},
        {"reason": "died", "since": "2999-01-01"},
        {"reason": "died", "since": "yesterday"},
        {**DIED, "note": "at home"},
    ],
    ids=str,
)
def test_no_other_reason_is_taken(api, support, make_member, rows, body):
    member = make_member()

    reply = api(support, "PUT", path(member), body)

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")
    assert rows("statistics.exclusions", user_id=member) == []
    assert rows("account.audit_log", subject_id=member) == []


def test_it_is_about_members_alone(api, support, make_coach, rows):
    coach = make_coach()

    replies = [api(support, "PUT", path(who), DIED).status_code for who in (coach, uuid.uuid4())]

    assert replies == [404, 404]
    assert rows("statistics.exclusions", user_id=coach) == []


@pytest.mark.parametrize(
    ("hours", "is_taken"), [(0, True), (14, True), (-24, True), (39, False)], ids=str
)
def test_a_day_has_to_have_begun_somewhere(hours, is_taken):
    now = datetime(2026, 3, 1, 10, tzinfo=UTC)
    since = (now + timedelta(hours=hours)).date()

    if is_taken:
        rules.require_happened(since, now)
    else:
        with pytest.raises(Invalid):
            rules.require_happened(since, now)

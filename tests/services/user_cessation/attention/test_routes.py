"""Whom a coach looks at first, and what they learn of those who do not share."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest


@pytest.fixture
def slip(api):
    """Have a member admit a slip, with how sure they are of staying with it."""

    def admit(member, confidence):
        body = {
            "client_id": str(uuid.uuid4()),
            "smoked_at": datetime.now(UTC).isoformat(),
            "cigarettes": 1,
            "confidence": confidence,
        }
        assert api(member, "POST", "/slips", body).status_code == 201

    return admit


def look(api, coach):
    items = api(coach, "GET", "/coaching/attention").json["items"]
    return {item["user_id"]: [reason["code"] for reason in item["reasons"]] for item in items}


def test_members_with_a_reason_are_listed_and_it_is_on_their_record(
    api, make_member, make_coach, slip, rows
):
    coach = make_coach()
    quit_at = datetime.now(UTC) - timedelta(days=5)
    slipped, fine = (make_member(coach=coach, quit_at=quit_at) for _ in range(2))
    slip(slipped, 8)
    slip(slipped, 3)

    seen = look(api, coach)

    assert seen == {str(slipped): ["slip", "confidence_fell", "confidence_low"]}
    [entry] = rows("account.audit_log", actor_id=coach)
    assert (entry["action"], entry["subject_id"]) == ("attention.read", slipped)
    assert rows("account.audit_log", subject_id=fine, actor_id=coach) == []


def test_only_what_is_shared_is_a_reason(api, make_member, make_coach, slip, set_consent):
    coach = make_coach()
    member = make_member(coach=coach, quit_at=datetime.now(UTC) - timedelta(days=5))
    slip(member, 1)

    def seen_with(fields):
        api(member, "PUT", "/coaching/sharing", {"fields": fields})
        return look(api, coach).get(str(member), [])

    assert seen_with(["progress"]) == ["slip"]
    assert seen_with(["assessments"]) == ["confidence_low"]
    assert seen_with(["journal", "cravings"]) == []
    set_consent(member, False)
    assert seen_with(["progress", "assessments"]) == []


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_is_three_statements_however_many(
    api, make_member, make_coach, slip, statements, count
):
    coach = make_coach()
    for _ in range(count):
        slip(make_member(coach=coach, quit_at=datetime.now(UTC) - timedelta(days=5)), 2)
    api(coach, "GET", "/users/me")
    statements.clear()

    assert len(look(api, coach)) == count

    assert len(statements) == 3


def test_nobody_of_another_coach_is_listed(api, make_member, make_coach, slip):
    slip(make_member(coach=make_coach(), quit_at=datetime.now(UTC) - timedelta(days=5)), 1)

    assert look(api, make_coach()) == {}

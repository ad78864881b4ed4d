"""What the community's staff saw or did comes to the record of whom it concerns, and only there."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from services.user_cessation import audit
from shared.models.events import StaffActed


@pytest.fixture
def moderator(make_member):
    return make_member(role="moderator")


def seen(moderator, *people, act="case.read", is_list=False):
    return StaffActed(
        occurred_at=datetime.now(UTC),
        request_id="req-1",
        staff_id=moderator,
        act=act,
        people=list(people),
        is_list=is_list,
    )


def test_the_member_sees_what_it_was_for_but_not_by_whom(
    api, react, moderator, make_member, database
):
    member = make_member()

    react(seen(moderator, member))

    [access] = api(member, "GET", "/privacy/access-log").json["items"]
    assert (access["action"], access["purpose"]) == ("case.read", "moderation")
    assert (access["role"], access["name"]) == ("moderator", None)
    assert audit.verify(database) == []


def test_who_moderated_is_not_named_even_when_they_coach_by_now(
    api, react, make_coach, make_member
):
    coach, member = make_coach(), make_member()

    react(seen(coach, member))

    [access] = api(member, "GET", "/privacy/access-log").json["items"]
    assert (access["role"], access["name"]) == ("coach", None)


def test_an_event_that_comes_twice_is_one_trace(react, moderator, make_member, rows):
    member = make_member()
    event = seen(moderator, member)

    react(event)
    react(event)
    react(seen(moderator, member))

    assert len(rows("account.audit_log", subject_id=member, actor_id=moderator)) == 2


def test_a_list_is_on_the_record_once_an_hour_of_each(react, moderator, make_member, rows):
    one, other = make_member(), make_member()

    react(seen(moderator, one, act="cases.read", is_list=True))
    react(seen(moderator, one, other, act="cases.read", is_list=True))

    for member in (one, other):
        [trace] = rows("account.audit_log", subject_id=member, actor_id=moderator)
        assert trace["action"] == "cases.read"


def test_who_is_gone_is_not_named_again(react, moderator, make_member, rows):
    gone, member = uuid.uuid4(), make_member()

    react(seen(moderator, gone, member))
    react(seen(gone, member))

    assert rows("account.audit_log", subject_id=gone) == []
    assert len(rows("account.audit_log", subject_id=member)) == 1


def test_it_is_on_record_from_where_and_when_it_was_done(
    react, moderator, make_member, rows, database
):
    member, before = make_member(), datetime.now(UTC) - timedelta(minutes=5)
    act = seen(moderator, member).model_copy(update={"origin": "ab" * 32, "occurred_at": before})

    react(act)

    [trace] = rows("account.audit_log", subject_id=member)
    assert (bytes(trace["ip_sha256"]), trace["happened_at"]) == (b"\xab" * 32, before)
    assert audit.verify(database) == []

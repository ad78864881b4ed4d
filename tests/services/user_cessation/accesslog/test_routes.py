"""A member sees who looked at their record, and nothing about anybody else's."""

from datetime import UTC, datetime

from services.user_cessation import audit
from services.user_cessation.audit import Entry


def test_a_coach_who_looks_is_named(make_member, make_coach, api):
    coach = make_coach(display_name="Coach Hoa")
    member = make_member(coach=coach, quit_at=datetime.now(UTC))
    api(coach, "GET", f"/coaching/members/{member}/progress")

    [access] = api(member, "GET", "/privacy/access-log").json["items"]

    assert (access["action"], access["role"], access["name"], access["reason"]) == (
        *("progress.read", "coach", "Coach Hoa", None),
    )
    assert access["purpose"] == "coaching"


def test_of_other_staff_the_role_is_shown_with_their_reason(make_member, make_admin, api, database):
    admin, member = make_admin(display_name="Secret"), make_member()
    detail = {"reason": "The member asked us to."}
    audit.append(database, Entry("account.read", admin, member, "a request", detail))

    reply = api(member, "GET", "/privacy/access-log")

    [access] = reply.json["items"]
    assert (access["role"], access["name"], access["reason"]) == (
        *("admin", None, "The member asked us to."),
    )
    assert "Secret" not in reply.text


def test_ones_own_doings_and_other_peoples_records_are_not_in_it(
    make_member, make_admin, api, database
):
    admin, member, other = make_admin(), make_member(), make_member()
    audit.append(database, Entry("consent.given", member, member, "a request"))
    api(admin, "GET", f"/admin/users/{other}")

    assert api(member, "GET", "/privacy/access-log").json["items"] == []
    assert len(api(other, "GET", "/privacy/access-log").json["items"]) == 1


def test_it_comes_in_pages_newest_first(make_member, make_admin, api, database):
    admin, member = make_admin(), make_member()
    for action in ("first", "second", "third"):
        audit.append(database, Entry(action, admin, member, "a request"))

    first = api(member, "GET", "/privacy/access-log?limit=2").json
    rest = api(member, "GET", f"/privacy/access-log?limit=2&after={first['next']}").json

    actions = [item["action"] for item in first["items"] + rest["items"]]
    assert actions == ["third", "second", "first"]

"""One's own account, and everyone's for administrators."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import psycopg
import pytest

from services.user_cessation.accounts import actions, rules
from services.user_cessation.accounts.models import Account, UserPatch
from shared.models.problem import Conflict, Forbidden


def test_i_see_who_i_am(api, make_member):
    member = make_member(display_name="Mai Nguyễn", locale="vi")

    reply = api(member, "GET", "/users/me")

    assert reply.json == {
        "user_id": str(member),
        "email": f"{member}@example.org",
        "display_name": "Mai Nguyễn",
        "role": "member",
        "locale": "vi",
        "created_at": reply.json["created_at"],
    }


def test_a_new_name_is_stored_and_announced(api, make_member, events_about):
    member = make_member()

    reply = api(member, "PATCH", "/users/me", {"display_name": "Ana 🌱"}, X_Request_Id="req-2")

    assert (reply.status_code, reply.json["display_name"]) == (200, "Ana 🌱")
    [event] = events_about(member)
    assert (event["type"], event["display_name"]) == ("account.renamed.v1", "Ana 🌱")
    assert event["request_id"] == "req-2"


def test_a_new_language_is_stored_and_announced(api, make_member, events_about):
    member = make_member()

    reply = api(member, "PATCH", "/users/me", {"locale": "vi"}, X_Request_Id="req-3")

    assert (reply.status_code, reply.json["locale"]) == (200, "vi")
    [event] = events_about(member)
    assert (event["type"], event["locale"]) == ("account.locale_changed.v1", "vi")
    assert event["request_id"] == "req-3"


def test_a_new_name_and_a_new_language_are_two_facts(api, make_member, events_about):
    member = make_member()

    api(member, "PATCH", "/users/me", {"locale": "vi", "display_name": "Mai Anh"})

    assert {event["type"] for event in events_about(member)} == {
        "account.renamed.v1",
        "account.locale_changed.v1",
    }


@pytest.mark.parametrize(
    "change",
    [{"locale": "en"}, {"display_name": "Mai"}],
    ids=["the same language", "the same name"],
)
def test_what_changes_nothing_is_not_announced(api, make_member, events_about, change):
    member = make_member(display_name="Mai")

    reply = api(member, "PATCH", "/users/me", change)

    assert reply.json | change == reply.json
    assert events_about(member) == []


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"display_name": None},
        {"display_name": ""},
        {"display_name": "  "},
        {"display_name": "a" * 81},
        {"display_name": "a\x00"},
        {"display_name": 5},
        {"locale": "de"},
        {"locale": None},
        {"role": "admin"},
        {"display_name": "Eve", "status": "active"},
        {"email": "eve@example.org"},
        {"user_id": "0198a7c2-5be0-7e63-9bb1-2c1a7c3f5a10"},
    ],
    ids=str,
)
def test_what_i_may_not_change_of_myself_is_refused(api, make_member, rows, events_about, change):
    member = make_member()
    before = rows("account.accounts", user_id=member)

    reply = api(member, "PATCH", "/users/me", change)

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")
    assert rows("account.accounts", user_id=member) == before
    assert events_about(member) == []


def test_an_administrator_reads_accounts_newest_first_and_on_the_record(
    api, make_member, make_admin, rows
):
    admin = make_admin()
    members = [make_member() for _ in range(5)]

    seen, cursor = [], ""
    while len(seen) < 5:
        page = api(admin, "GET", f"/admin/users?limit=2{cursor and '&after=' + cursor}").json
        seen += [item["user_id"] for item in page["items"]]
        cursor = page["next"]

    assert seen[:5] == [str(member) for member in reversed(members)]
    assert {row["action"] for row in rows("account.audit_log", actor_id=admin)} == {
        "accounts.listed"
    }


@pytest.mark.parametrize("spell", [str.lower, str.upper])
def test_an_account_is_found_by_its_whole_address(api, make_member, make_admin, spell):
    admin, member = make_admin(), make_member()

    found = api(admin, "GET", f"/admin/users?email={spell(f'{member}@example.org')}").json
    part = api(admin, "GET", "/admin/users?email=%25@example.org").json

    assert [item["user_id"] for item in found["items"]] == [str(member)]
    assert part["items"] == []


def test_reading_one_account_is_on_the_record(api, make_member, make_admin, rows):
    admin, member = make_admin(), make_member()

    reply = api(admin, "GET", f"/admin/users/{member}")

    assert reply.json["status"] == "active"
    assert "birth_date" not in reply.json
    [entry] = rows("account.audit_log", actor_id=admin)
    assert (entry["action"], entry["subject_id"]) == ("account.read", member)


@pytest.mark.parametrize("method", ["GET", "PATCH"])
def test_there_is_no_account_of_nobody(api, make_admin, method):
    body = {"role": "coach"} if method == "PATCH" else None

    for address in (uuid.uuid4(), "me", "1", "%00", "../users/me"):
        assert api(make_admin(), method, f"/admin/users/{address}", body).status_code == 404


def test_a_new_coach_can_be_chosen_at_once(api, make_member, make_admin, events_about, rows):
    admin, person, member = make_admin(), make_member(), make_member()

    reply = api(admin, "PATCH", f"/admin/users/{person}", {"role": "coach"}, X_Request_Id="req-3")

    assert reply.json["role"] == "coach"
    assert [(e["type"], e["role"], e["request_id"]) for e in events_about(person)] == [
        ("account.role_changed.v1", "coach", "req-3")
    ]
    [entry] = rows("account.audit_log", actor_id=admin)
    assert (entry["action"], entry["detail"]) == ("account.changed", {"role": "coach"})
    assert api(member, "PUT", "/coaching/coach", {"coach_id": str(person)}).status_code == 200


def test_who_stops_coaching_has_no_members_left(
    api, make_coach, make_member, make_admin, events_about
):
    admin, coach = make_admin(), make_coach()
    members = [make_member(coach=coach) for _ in range(2)]

    api(admin, "PATCH", f"/admin/users/{coach}", {"role": "member"})

    for member in members:
        assert api(member, "GET", "/coaching/coach").status_code == 404
        assert [event["type"] for event in events_about(member)] == ["coach.unassigned.v1"]
        again = api(member, "PUT", "/coaching/coach", {"coach_id": str(coach)})
        assert again.status_code == 404


def test_someone_is_kept_out_and_let_in_again(api, make_member, make_admin, events_about):
    admin, member = make_admin(), make_member()

    api(admin, "PATCH", f"/admin/users/{member}", {"status": "disabled"})
    refused = api(member, "GET", "/users/me")
    api(admin, "PATCH", f"/admin/users/{member}", {"status": "active"})

    assert (refused.status_code, refused.json["code"]) == (401, "account_disabled")
    assert [event["type"] for event in events_about(member)] == [
        "account.disabled.v1",
        "account.enabled.v1",
    ]


def test_what_is_already_so_is_not_announced(api, make_member, make_admin, events_about):
    admin, member = make_admin(), make_member()

    reply = api(admin, "PATCH", f"/admin/users/{member}", {"role": "member", "status": "active"})

    assert reply.status_code == 200
    assert events_about(member) == []


def test_an_address_nobody_confirmed_cannot_be_let_in(api, make_member, make_admin):
    member = make_member(status="unconfirmed")

    reply = api(make_admin(), "PATCH", f"/admin/users/{member}", {"status": "active"})

    assert (reply.status_code, reply.json["code"]) == (409, "unconfirmed")


@pytest.mark.parametrize(
    "change", [{"status": "active"}, {"status": "disabled"}, {"role": "coach"}]
)
def test_who_has_not_finished_registering_cannot_be_changed(
    api, make_member, make_admin, database, change
):
    member = make_member(status="incomplete")
    database.execute("UPDATE account.accounts SET birth_date = NULL WHERE user_id = %s", [member])

    reply = api(make_admin(), "PATCH", f"/admin/users/{member}", change)

    assert (reply.status_code, reply.json["code"]) == (409, "registration_incomplete")


def test_the_services_are_shut_until_somebody_has_finished_registering(api, make_member):
    member = make_member(status="incomplete")

    reply = api(member, "GET", "/users/me")

    assert (reply.status_code, reply.json["code"]) == (403, "registration_incomplete")


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"role": None},
        {"role": "owner"},
        {"role": "ADMIN"},
        {"status": "unconfirmed"},
        {"email": "a@b.c"},
        {"role": ["admin"]},
    ],
    ids=str,
)
def test_a_change_that_makes_no_sense_is_refused(api, make_member, make_admin, change):
    reply = api(make_admin(), "PATCH", f"/admin/users/{make_member()}", change)

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")


def test_nobody_changes_their_own_account_as_an_administrator(api, make_admin, rows):
    admin = make_admin()
    make_admin()

    reply = api(admin, "PATCH", f"/admin/users/{admin}", {"role": "member"})

    assert (reply.status_code, reply.json["code"]) == (409, "own_account")
    assert rows("account.accounts", user_id=admin)[0]["role"] == "admin"


@pytest.mark.parametrize("change", [{"role": "member"}, {"status": "disabled"}], ids=str)
def test_of_two_administrators_who_oust_each_other_one_stays(
    api, make_admin, rows, postgres_dsn, until_waiting, change
):
    one, other = make_admin(), make_admin()
    for admin in (one, other):  # their standing is known, and a moment old when it counts
        assert api(admin, "GET", f"/admin/users/{admin}").status_code == 200

    with psycopg.connect(postgres_dsn) as holder, ThreadPoolExecutor() as threads:
        holder.execute(
            "SELECT FROM account.accounts WHERE user_id = ANY(%s) FOR UPDATE", ([one, other],)
        )
        asked = [
            threads.submit(api, one, "PATCH", f"/admin/users/{other}", change),
            threads.submit(api, other, "PATCH", f"/admin/users/{one}", change),
        ]
        until_waiting(2)
        holder.commit()
        statuses = [request.result(20).status_code for request in asked]

    assert sorted(statuses) in ([200, 403], [200, 409])
    left = [
        row["user_id"]
        for admin in (one, other)
        for row in rows("account.accounts", user_id=admin, role="admin", status="active")
    ]
    assert len(left) == 1


ADMIN, OTHER = uuid.uuid4(), uuid.uuid4()


@pytest.mark.parametrize(
    ("change", "active_admins", "refusal"),
    [
        pytest.param({"role": "member"}, {ADMIN, OTHER}, None, id="two are left"),
        pytest.param({"role": "member"}, {OTHER}, (Conflict, "last_admin"), id="demote the last"),
        pytest.param({"status": "disabled"}, {OTHER}, (Conflict, "last_admin"), id="disable them"),
        pytest.param({"role": "admin"}, {OTHER}, (Forbidden, "forbidden"), id="no longer one"),
    ],
)
def test_the_last_administrator_stays(change, active_admins, refusal):
    account = Account(OTHER, "a@example.org", "A", "admin", "active", "en", None)

    try:
        rules.check_change(account, UserPatch(**change), by=ADMIN, active_admins=active_admins)
        outcome = None
    except (Conflict, Forbidden) as problem:
        outcome = (type(problem), problem.code)

    assert outcome == refusal


def test_nobody_works_here_without_a_second_factor_where_one_is_asked_for(
    database, make_admin, make_member
):
    admin, member = make_admin(), make_member()
    change = {"asks_second_factor": True, "now": datetime.now(UTC), "request_id": "req-1"}

    with pytest.raises(Conflict) as refused, database.transaction():
        actions.change_account(database, admin, member, UserPatch(role="coach"), **change)
    database.execute("INSERT INTO account.second_factors VALUES (%s, now())", (member,))
    changed = actions.change_account(database, admin, member, UserPatch(role="coach"), **change)

    assert refused.value.code == "no_second_factor"
    assert changed.role == "coach"

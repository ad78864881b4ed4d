"""An administrator reviews what was done, to whom and from where; and that is on record."""

import uuid

import pytest
from psycopg.types.json import Jsonb

from services.user_cessation import audit

HOME, CAFE = "203.0.113.7", "2001:db8::1"


@pytest.fixture
def admin(make_member):
    return make_member(role="admin")


@pytest.fixture
def read(api, admin):
    """Look at somebody's account, from some address."""

    def look(person, address):
        seen = api(admin, "GET", f"/admin/users/{person}", X_Viewer_Ip=address)
        assert seen.status_code == 200

    return look


@pytest.fixture
def review(api, admin):
    def ask(**query):
        asked = "&".join(f"{name}={value}" for name, value in query.items())
        reply = api(admin, "GET", f"/admin/audit-log?{asked}", X_Viewer_Ip=HOME)
        assert reply.status_code == 200, reply.json
        return reply.json

    return ask


def test_one_address_has_one_trace_however_it_is_written(read, review, make_member):
    member = make_member()
    for address in (HOME, f"::ffff:{HOME}", CAFE, "2001:DB8:0:0::1"):
        read(member, address)

    cafe, again, home, first = (
        item["origin"] for item in review(subject_id=member, action="account.read")["items"]
    )

    assert (home, cafe) == (first, again)
    assert home != cafe
    assert HOME not in home


def test_what_no_request_brought_about_is_shown_like_the_rest(database, review, make_member):
    member = make_member()
    database.execute(
        "INSERT INTO account.audit_log (subject_id, action, outcome) VALUES (%s, %s, 'done')",
        (member, "account.mended"),
    )

    [item] = review(subject_id=member, action="account.mended")["items"]

    assert (item["subject_id"], item["request_id"]) == (str(member), None)


@pytest.mark.parametrize("said", ["", "nowhere", f"{HOME}, 130.176.0.1"])
def test_what_is_no_address_leaves_no_trace(read, review, make_member, said):
    member = make_member()

    read(member, said)

    [item] = review(subject_id=member, action="account.read")["items"]
    assert item["origin"] is None


def test_each_question_narrows_what_is_shown(read, review, admin, make_member):
    one, other = make_member(), make_member()
    read(one, HOME)
    read(other, CAFE)
    [by_home] = review(subject_id=one, action="account.read")["items"]
    [by_cafe] = review(subject_id=other, action="account.read")["items"]

    def found(**query):
        return [item["audit_id"] for item in review(action="account.read", **query)["items"]]

    assert by_home["audit_id"] in found(actor_id=admin, origin=by_home["origin"])
    assert by_cafe["audit_id"] not in found(actor_id=admin, origin=by_home["origin"])
    assert found(actor_id=uuid.uuid4()) == []
    moment = by_cafe["at"].replace("+", "%2B")
    assert found(actor_id=admin, since=moment) == [by_cafe["audit_id"]]
    assert by_cafe["audit_id"] not in found(actor_id=admin, until=moment)


def test_pages_follow_each_other_without_gap_or_repeat(read, review, make_member):
    member = make_member()
    for _ in range(5):
        read(member, HOME)
    whole = review(subject_id=member, action="account.read")["items"]

    pages, cursor = [], {}
    while True:
        page = review(subject_id=member, action="account.read", limit=2, **cursor)
        pages += page["items"]
        if page["next"] is None:
            break
        cursor = {"after": page["next"]}

    assert pages == whole
    assert len(pages) == 5


def test_looking_is_on_the_record_of_whom_one_asked_about(api, review, make_member, database):
    member = make_member()

    review(subject_id=member)

    [access] = api(member, "GET", "/privacy/access-log").json["items"]
    assert (access["action"], access["purpose"]) == ("audit_log.reviewed", "administration")
    assert audit.verify(database) == []


@pytest.fixture
def checked(database):
    """Keep what a check found, as the scheduled Lambda does."""

    def find(fault=None, *, is_complete=True):
        database.execute(
            """
            INSERT INTO account.audit_checks
                   (started_at, is_complete, chains, entries, faults, first_fault)
            VALUES (now() - interval '1 second', %s, 3, 7, %s, %s)
            """,
            (is_complete, 1 if fault else 0, Jsonb(fault) if fault else None),
        )

    return find


def test_beside_the_record_stands_whether_its_chains_hold(api, admin, checked):
    broken = {"chain_id": 4, "place": 2, "what": "changed"}
    checked()
    checked(broken)
    checked(is_complete=False)

    reply = api(admin, "GET", "/admin/audit-log/checks?limit=2")
    partial, fault = reply.json["items"]
    rest = api(admin, "GET", f"/admin/audit-log/checks?limit=1&after={reply.json['next']}").json

    assert (fault["faults"], fault["first_fault"]) == (1, broken)
    assert (partial["is_complete"], partial["first_fault"]) == (False, None)
    [whole] = rest["items"]
    assert (whole["entries"], whole["chains"], whole["faults"]) == (7, 3, 0)
    assert whole["started_at"] < whole["finished_at"]


def test_to_see_whether_they_hold_nothing_is_checked_again(api, admin, checked, statements):
    checked()
    statements.clear()

    api(admin, "GET", "/admin/audit-log/checks")

    assert [each for each in statements if "audit_log" in each or "audit_faults" in each] == []
    assert any("audit_checks" in each for each in statements)


def test_a_denied_review_leaves_nothing_behind(api, make_member, rows):
    moderator = make_member(role="moderator")

    assert api(moderator, "GET", "/admin/audit-log").status_code == 403

    assert rows("account.audit_log", actor_id=moderator) == []


@pytest.mark.parametrize(
    "query", ["origin=6.6.6.6", "actor_id=me", "since=yesterday", "limit=0", "after=here"]
)
def test_a_question_that_makes_no_sense_is_refused(api, admin, query):
    assert api(admin, "GET", f"/admin/audit-log?{query}").status_code == 422

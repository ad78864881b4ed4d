"""Whatever shows staff something about somebody is announced, and ends on that person's record.

Every operation of this service that staff alone may call has its place below: one that is added and
is in none of the groups fails. What becomes of it: tests/services/user_cessation/accesslog.
"""

import uuid
from base64 import urlsafe_b64encode
from collections import defaultdict

import pytest

from deploy import routes
from services.user_cessation.accesslog.rules import purpose_of
from shared.auth.roles import Role
from shared.models.events import parse_event

TABLE = routes.load()
CASE = "/moderation/cases/{case_id}"

WARNING = {"reason": "spam", "hide": True, "rung": 0, "note": "Advertising."}
UPHELD = {"overturn": False, "note": "It is advertising."}

# About one person.
EACH = [
    ("moderator", "GET", CASE, None),
    ("moderator", "POST", f"{CASE}/claim", None),
    ("moderator", "DELETE", f"{CASE}/claim", None),
    ("moderator", "POST", f"{CASE}/decision", WARNING),
    ("judge", "POST", "/moderation/appeals/{case_id}/judgement", UPHELD),
    ("moderator", "GET", "/moderation/people/{user_id}/sanctions", None),
    ("moderator", "DELETE", "/moderation/sanctions/{sanction_id}", None),
    ("support", "POST", "/support/deliveries/{delivery_id}/retry", None),
]

# A little about many.
LISTS = [
    ("moderator", "GET", "/moderation/cases", None),
    ("moderator", "GET", "/moderation/appeals", None),
    ("support", "GET", "/support/deliveries", None),
]

BEFORE = {
    ("DELETE", f"{CASE}/claim"): ["claim"],
    ("POST", f"{CASE}/decision"): ["claim"],
    ("DELETE", "/moderation/sanctions/{sanction_id}"): ["claim", "decision"],
    ("GET", "/moderation/appeals"): ["claim", "decision", "appeal"],
    ("POST", "/moderation/appeals/{case_id}/judgement"): ["claim", "decision", "appeal"],
}
"""What has to have happened."""

# Nothing about anybody: how many are in a room, and how old it is.
NOTHING = [("coach", "GET", "/coaching/cohorts", None)]


def test_every_operation_staff_may_call_has_its_place_here():
    for_staff = {
        (method, route.path)
        for route in TABLE.routes
        if route.target == "social-media" and route.auth == "user"
        for method in route.methods
        if Role.MEMBER not in route.roles
    }

    placed = [(method, path) for _, method, path, _ in (*EACH, *LISTS, *NOTHING)]

    assert sorted(placed) == sorted(for_staff), "say above what it shows of people"


@pytest.fixture
def author(make_person, make_handle):
    return make_person("Author", handle=make_handle("a"))


@pytest.fixture
def staff(make_person):
    return {
        "moderator": make_person("Moderator", Role.MODERATOR),
        "judge": make_person("Judge", Role.MODERATOR),
        "support": make_person("Support", Role.SUPPORT),
        "coach": make_person("Coach", Role.COACH),
    }


@pytest.fixture
def case_id(api, db, author, make_person):
    """Of a post of the author's that somebody reported, and the only case there is."""
    db.cases.delete_many({})
    body = {"client_id": str(uuid.uuid4()), "text": "A walk instead."}
    post = api(author, "POST", "/posts", body).json["post"]
    report = {"subject_kind": "post", "subject_id": post["post_id"], "reason": "spam"}
    assert api(make_person("Reader"), "POST", "/reports", report).status_code < 300
    [case] = db.cases.find({"author_id": author.user_id})
    return str(case["_id"])


@pytest.fixture
def undelivered(author, make_parcel):
    """What did not reach the author, as addresses have it."""
    return urlsafe_b64encode(make_parcel(author.user_id).encode()).decode().rstrip("=")


@pytest.fixture
def ask(api, db, staff, author, case_id, undelivered):
    """Have somebody of staff call an operation about the author."""
    known = {"case_id": case_id, "user_id": author.user_id, "delivery_id": undelivered}

    def call(role, method, path, body=None):
        for sanction in db.sanctions.find({"user_id": author.user_id}):
            known["sanction_id"] = sanction["_id"]
        return api(staff[role], method, path.format_map(defaultdict(uuid.uuid4, known)), body)

    return call


@pytest.fixture
def bring_about(api, ask, author, case_id):
    """Have happen what an operation needs."""
    steps = {
        "claim": lambda: ask("moderator", "POST", f"{CASE}/claim"),
        "decision": lambda: ask("moderator", "POST", f"{CASE}/decision", WARNING),
        "appeal": lambda: api(
            author, "POST", f"/decisions/{case_id}/appeal", {"text": "It helps me."}
        ),
    }

    def bring(*names):
        for name in names:
            assert steps[name]().status_code < 300

    return bring


@pytest.fixture
def told(db, staff, author):
    """What is announced that somebody of staff did about the author, the oldest first."""

    def look(role):
        announced = [
            parse_event(event["payload"])
            for act in db.staff_acts.find({"staff_id": staff[role].user_id}).sort("_id")
            for event in act["unsent"]
        ]
        return [(event.act, event.is_list) for event in announced if author.user_id in event.people]

    return look


@pytest.mark.parametrize(("role", "method", "path", "body"), EACH)
def test_whatever_is_about_one_person_is_announced_every_time(
    ask, bring_about, told, role, method, path, body
):
    bring_about(*BEFORE.get((method, path), ()))
    before = told(role)

    reply = ask(role, method, path, body)

    assert reply.status_code < 300
    [(act, is_list)] = told(role)[len(before) :]
    assert purpose_of(act)
    assert not is_list


@pytest.mark.parametrize(("role", "method", "path", "body"), LISTS)
def test_a_list_is_announced_with_whomever_it_shows(
    ask, bring_about, told, role, method, path, body
):
    bring_about(*BEFORE.get((method, path), ()))
    before = told(role)

    reply = ask(role, method, path, body)

    assert reply.json["items"]
    [(act, is_list)] = told(role)[len(before) :]
    assert purpose_of(act)
    assert is_list


@pytest.mark.parametrize(("role", "method", "path", "body"), NOTHING)
def test_the_rest_names_nobody(ask, author, role, method, path, body):
    reply = ask(role, method, path, body)

    assert reply.status_code == 200
    assert str(author.user_id) not in reply.text


@pytest.mark.parametrize(("role", "method", "path", "body"), EACH)
def test_who_was_refused_saw_nothing_and_has_no_trace(ask, db, staff, role, method, path, body):
    reply = ask("coach", method, path, body)

    assert reply.status_code == 403
    assert db.staff_acts.count_documents({"staff_id": staff["coach"].user_id}) == 0

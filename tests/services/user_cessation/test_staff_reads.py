"""Whatever shows staff something about a member leaves a trace the member can see. All of it.

Every operation of this service that staff may call has its place below: one that is added and is in
none of the three groups fails, and so does one whose answer names a member without a trace.
"""

import json
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from deploy import routes
from services.user_cessation.accesslog.rules import purpose_of
from shared.auth.roles import Role

TABLE = routes.load()
DOCUMENT = json.loads(Path(routes.TABLE).with_name("openapi.json").read_text())
NOW = datetime.now(UTC)
IN_AN_HOUR = (NOW + timedelta(hours=1)).isoformat()
PAGE = "?limit=100"
SPAN = "?since=2026-01-01&until=2026-01-31"
MEMBER = "/coaching/members/{member_id}"
MEETING = "/coaching/appointments/{appointment_id}"
READING = f"{MEMBER}/co-readings/{{reading_id}}/verification"
EXCLUSION = "/support/members/{member_id}/exclusion"
CASE = "/crisis/cases/{case_id}"
ARTICLE = "/editorial/articles/{article_id}"


def new(**fields):
    return {"client_id": str(uuid.uuid4()), **fields}


# Everything about one member: on their record every time.
EACH = [
    ("coach", "GET", f"{MEMBER}/progress", None),
    ("coach", "GET", f"{MEMBER}/check-ins", None),
    ("coach", "GET", f"{MEMBER}/cravings", None),
    ("coach", "GET", f"{MEMBER}/assessments", None),
    ("coach", "GET", f"{MEMBER}/withdrawal", None),
    ("coach", "GET", f"{MEMBER}/plan-revisions", None),
    ("coach", "GET", f"{MEMBER}/journal", None),
    ("coach", "GET", f"{MEMBER}/co-readings", None),
    ("coach", "PUT", READING, None),
    ("coach", "DELETE", READING, None),
    ("coach", "GET", MEETING, None),
    ("coach", "PATCH", MEETING, {"move": "cancel"}),
    ("coach", "POST", f"{MEETING}/reschedule", new(starts_at="{in three days}")),
    ("coach", "GET", f"{MEETING}/notes", None),
    ("coach", "PUT", f"{MEETING}/notes/{{note_kind}}", {"text": "We set the date."}),
    ("coach", "POST", f"{MEETING}/notes/{{note_kind}}/addenda", new(text="It was Monday.")),
    ("admin", "GET", "/admin/users/{user_id}", None),
    ("admin", "PATCH", "/admin/users/{user_id}", {"status": "disabled"}),
    ("support", "POST", "/crisis/cases", new(user_id="{member}", level="urgent")),
    ("support", "GET", CASE, None),
    ("support", "POST", f"{CASE}/claim", None),
    ("support", "POST", f"{CASE}/notes", new(text="He rang.")),
    ("support", "POST", f"{CASE}/replies", new(template="we_read_it")),
    ("admin", "POST", f"{CASE}/close", {"outcome": "safe"}),
    ("support", "POST", "/support/overdue-replies/{overdue_id}/close", None),
    ("support", "POST", "/support/mails/{mail_id}/retry", None),
    ("support", "PUT", EXCLUSION, {"reason": "died", "since": "2026-01-01"}),
    ("support", "DELETE", EXCLUSION, None),
]

# A little about many: on the record of each, once an hour.
LISTS = [
    ("coach", "GET", "/coaching/members", None),
    ("coach", "GET", "/coaching/attention", None),
    ("coach", "GET", "/coaching/appointments", None),
    ("admin", "GET", "/admin/users", None),
    ("admin", "GET", "/admin/audit-log", None),
    ("support", "GET", "/crisis/cases", None),
    ("support", "GET", "/support/overdue-replies", None),
    ("support", "GET", "/support/mails", None),
]

PAGED = {path for _, _, path, _ in LISTS} - {"/coaching/attention"}

BEFORE = {"replies": ["claim"], "close": ["claim", "replies"]}
"""What support has to have done about a case before."""

# Nothing about any member.
NOTHING = [
    ("support", "GET", "/crisis/on-call", None),
    ("support", "PUT", "/crisis/on-call", {"until": IN_AN_HOUR}),
    ("support", "DELETE", "/crisis/on-call", None),
    ("coach", "GET", "/coaching/profile", None),
    ("coach", "PUT", "/coaching/profile", None),
    ("coach", "GET", "/coaching/availability", None),
    ("coach", "PUT", "/coaching/availability", None),
    ("coach", "GET", "/coaching/leaves", None),
    ("coach", "POST", "/coaching/leaves", new(starts_at=IN_AN_HOUR, ends_at="{in three days}")),
    ("coach", "DELETE", "/coaching/leaves/{leave_id}", None),
    ("coach", "POST", "/coaching/hosted-sessions", None),
    ("coach", "DELETE", "/coaching/hosted-sessions/{session_id}", None),
    ("coach", "GET", "/coaches/{coach_id}/statistics", None),
    ("admin", "GET", "/admin/statistics/registrations", None),
    ("admin", "GET", "/admin/statistics/retention", None),
    ("admin", "GET", "/admin/statistics/engagement", None),
    ("admin", "GET", "/admin/statistics/outcomes", None),
    ("admin", "GET", "/admin/statistics/outcome-export", None),
    ("admin", "GET", "/admin/audit-log/checks", None),
    ("admin", "GET", "/admin/organisations", None),
    ("admin", "GET", "/editorial/articles", None),
    ("admin", "POST", "/editorial/articles", None),
    ("admin", "GET", ARTICLE, None),
    ("admin", "PUT", ARTICLE, None),
    ("admin", "PUT", f"{ARTICLE}/state", None),
    # A member's own to do, and nobody's of staff.
    ("coach", "POST", "/coaching/appointments", None),
    ("coach", "PUT", f"{MEETING}/rating", None),
]


def names_in(schema, within=()):
    """Every property of a schema, however deep."""
    if isinstance(schema, list):
        for each in schema:
            yield from names_in(each, within)
    elif isinstance(schema, dict):
        name = schema.get("$ref", "").rpartition("/")[2]
        if name and name not in within:
            yield from names_in(DOCUMENT["components"]["schemas"][name], (*within, name))
        yield from schema.get("properties", {})
        for each in schema.values():
            yield from names_in(each, within)


def is_for_staff(method, route):
    """Only staff may call it; or anybody, and it is about a member who need not be the caller."""
    if Role.MEMBER not in route.roles:
        return True
    operation = DOCUMENT["paths"][TABLE.prefix + route.path][method.lower()]
    answers = [body for code, body in operation["responses"].items() if code.startswith("2")]
    named = {*names_in(answers), *route.path.replace("{", " ").replace("}", " ").split()}
    return bool(named & {"member_id", "member_name", "members", "appointment_id"})


@pytest.fixture(autouse=True)
def nobody_else_in_danger_nor_waiting(database):
    """What other tests left open would fill the first page of what staff see to."""
    database.execute("DELETE FROM safety.cases")
    database.execute("DELETE FROM coaching.overdue_replies")


@pytest.fixture
def member(api, make_coach, make_member, make_available, database):
    """Somebody of whom there is a little of everything that staff can see."""
    coach = make_coach()
    make_available(coach)
    member = make_member(coach=coach, quit_at=NOW - timedelta(days=5), display_name="Rosalind")
    fields = ["progress", "journal", "check_in_notes", "cravings", "assessments", "withdrawal"]
    assert api(member, "PUT", "/coaching/sharing", {"fields": fields}).status_code == 200
    api(member, "POST", "/slips", new(smoked_at=NOW.isoformat(), cigarettes=1))
    return member


@pytest.fixture
def their(api, member, make_admin, make_member, make_appointment, rows, database):
    """What the names in an address and in a body stand for, and who of staff asks."""
    [assignment] = rows("coaching.assignments", member_id=member)
    coach, admin, support = assignment["coach_id"], make_admin(), make_member(role="support")
    meeting = make_appointment(member, coach)
    api(coach, "PUT", f"/coaching/appointments/{meeting}/notes/private", {"text": "Before."})
    reading = api(member, "POST", "/co-readings", new(ppm=3)).json
    overdue, mail = uuid.uuid4(), uuid.uuid4()
    database.execute(
        "INSERT INTO coaching.overdue_replies"
        " (overdue_id, conversation_id, member_id, coach_id, waiting_since, recorded_at)"
        " VALUES (%s, %s, %s, %s, now() - interval '30 hours', now())",
        (overdue, uuid.uuid4(), member, coach),
    )
    database.execute(
        "INSERT INTO messaging.mails"
        " (mail_id, user_id, category, key, data, status, attempts, queued_at)"
        " VALUES (%s, %s, 'coaching', 'reply.overdue', '{}', 'failed', 9, now())",
        (mail, member),
    )
    database.execute(
        "INSERT INTO statistics.exclusions (user_id, reason, since, recorded_at)"
        " VALUES (%s, 'untraceable', '2026-01-01', now())",
        (member,),
    )
    return {
        "coach": coach,
        "admin": admin,
        "support": support,
        "{member}": member,
        "{member_id}": member,
        "{user_id}": member,
        "{coach_id}": coach,
        "{appointment_id}": meeting,
        "{note_kind}": "private",
        "{reading_id}": reading["reading_id"],
        "{overdue_id}": overdue,
        "{mail_id}": mail,
        "{in three days}": (NOW + timedelta(days=3)).replace(minute=0, second=0, microsecond=0),
    }


@pytest.fixture
def ask(api, their):
    """Have somebody of staff call an operation about the member."""

    def filled(value):
        return their[value] if value in their and value.startswith("{") else value

    def call(role, method, path, body):
        parts = [str(filled(part)) for part in path.split("/")]
        address = "/".join(str(uuid.uuid4()) if part[:1] == "{" else part for part in parts)
        query = SPAN if path.startswith("/admin/statistics/") else PAGE if path in PAGED else ""
        sent = {name: str(filled(value)) for name, value in body.items()} if body else None
        return api(their[role], method, address + query, sent)

    return call


@pytest.fixture
def in_danger(ask, their, api, member):
    """Have the member be in danger, and support have done so much about it."""

    def open_case(*done):
        made = api(
            their["admin"], "POST", "/crisis/cases", new(user_id=str(member), level="urgent")
        )
        their["{case_id}"] = made.json["case_id"]
        for what in done:
            [operation] = [each for each in EACH if each[2] == f"{CASE}/{what}"]
            ask(*operation)

    return open_case


@pytest.fixture
def traces(their, member, rows):
    def look(role):
        return rows("account.audit_log", actor_id=their[role], subject_id=member)

    return look


def test_every_operation_staff_may_call_has_its_place_here():
    for_staff = {
        (method, route.path)
        for route in TABLE.routes
        if route.target == "user-cessation" and route.auth == "user"
        for method in route.methods
        if is_for_staff(method, route)
    }
    placed = [(method, path) for _, method, path, _ in (*EACH, *LISTS, *NOTHING)]

    assert sorted(placed) == sorted(for_staff), "say above what it shows of members"


@pytest.mark.parametrize(("role", "method", "path", "body"), EACH)
def test_whatever_is_about_one_member_is_on_their_record_every_time(
    ask, in_danger, traces, their, role, method, path, body
):
    if path.startswith(CASE):
        in_danger(*BEFORE.get(path.rpartition("/")[2], []))
    before = len(traces(role))

    reply = ask(role, method, path, body)
    after_one = len(traces(role))
    if method == "GET":
        ask(role, method, path, body)

    assert reply.status_code < 300, reply.json
    assert None not in {purpose_of(row["action"]) for row in traces(role)}
    assert after_one - before == 1
    assert len(traces(role)) - before == (2 if method == "GET" else 1)


@pytest.mark.parametrize(("role", "method", "path", "body"), LISTS)
def test_a_list_is_on_the_record_of_whoever_it_names_once_an_hour(
    ask, in_danger, traces, member, statements, role, method, path, body
):
    in_danger()
    before = {row["audit_id"] for row in traces(role)}

    reply = ask(role, method, path, body)
    statements.clear()
    again = ask(role, method, path, body)

    assert str(member) in reply.text
    assert str(member) in again.text
    [trace] = [row for row in traces(role) if row["audit_id"] not in before]
    assert purpose_of(trace["action"])
    assert not [statement for statement in statements if "INSERT" in statement]


@pytest.mark.parametrize(("role", "method", "path", "body"), NOTHING)
def test_the_rest_names_no_member(ask, member, role, method, path, body):
    reply = ask(role, method, path, body)

    assert reply.status_code < 500
    assert str(member) not in reply.text
    assert "Rosalind" not in reply.text

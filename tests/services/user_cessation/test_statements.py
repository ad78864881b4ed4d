"""How many statements a request costs: no endpoint asks PostgreSQL once per row."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

QUIT = datetime.now(UTC) - timedelta(days=20)


@pytest.fixture
def known(api):
    """Have someone's standing known, so that only the request itself is counted."""
    return lambda person: api(person, "GET", "/users/me")


@pytest.mark.parametrize("slips", [0, 12])
def test_progress_is_one_statement_however_long_the_history(
    api, make_member, known, statements, slips
):
    member = make_member(quit_at=QUIT, units_per_day="10", price=900)
    for _ in range(slips):
        body = {
            "client_id": str(uuid.uuid4()),
            "smoked_at": datetime.now(UTC).isoformat(),
            "cigarettes": 1,
        }
        api(member, "POST", "/slips", body)
    known(member)
    statements.clear()

    assert api(member, "GET", "/progress").json["slips_total"] == slips

    assert len(statements) == 1


@pytest.mark.parametrize("count", [1, 15])
@pytest.mark.parametrize("path", ["/coaching/members", "/coaching/appointments"])
def test_a_coachs_lists_are_three_statements_however_many_and_two_when_asked_again(
    api, make_member, make_coach, make_appointment, known, statements, path, count
):
    coach = make_coach()
    for day in range(count):
        member = make_member(coach=coach, quit_at=QUIT)
        make_appointment(member, coach, starts_at=datetime.now(UTC) + timedelta(days=1 + day))
    known(coach)
    spent = []
    for _ in range(2):
        statements.clear()
        assert len(api(coach, "GET", path).json["items"]) == count
        spent.append(len(statements))

    assert spent == [3, 2]


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/quit-plan/coping-pairs", 2),
        ("/quit-plan/reasons", 1),
        ("/quit-plan/checklist", 1),
        ("/quit-plan/revisions", 1),
        ("/quit-plan/follow-ups", 1),
        ("/quit-plan/calendar", 1),
        ("/quit-plan/attempts", 1),
        ("/readiness", 1),
        ("/quit-plan/cut-down", 2),
        ("/medication/cautions", 1),
        ("/medication/nicotine-replacement", 1),
        ("/medication/courses", 2),
        ("/medication/uses", 1),
        ("/medication/days", 1),
        ("/medication/spendings", 1),
        ("/assessments/due", 1),
    ],
)
def test_a_plan_is_read_in_as_many_statements_however_much_is_in_it(
    api, make_member, known, statements, path, most
):
    member = make_member(quit_at=QUIT)
    known(member)
    for number in range(9):
        new = {"client_id": str(uuid.uuid4())}
        pair = {"trigger": f"If {number}", "response": "Then"}
        api(member, "POST", "/quit-plan/coping-pairs", pair | new)
        api(member, "POST", "/quit-plan/reasons", {"words": f"Reason {number}"} | new)
        api(member, "POST", "/readiness", {"ready": True} | new)
        api(member, "POST", "/medication/uses", {"product": "gum", "amount": 1} | new)
    ends_on = (datetime.now(UTC) + timedelta(days=20)).date().isoformat()
    cut_down = {"mode": "linear", "ends_on": ends_on, "start_cap": 9}
    api(member, "PUT", "/quit-plan/cut-down", cut_down)
    statements.clear()

    assert api(member, "GET", path).status_code == 200

    assert len(statements) == most


@pytest.mark.parametrize(
    ("method", "path", "body", "most"),
    [
        ("GET", "/users/me", None, 1),
        ("PATCH", "/users/me", {"display_name": "New"}, 1),
        ("GET", "/profile", None, 1),
        ("POST", "/check-ins", {"client_id": str(uuid.uuid4()), "smoke_free": True}, 1),
        (
            "POST",
            "/slips",
            {
                "client_id": str(uuid.uuid4()),
                "smoked_at": datetime.now(UTC).isoformat(),
                "cigarettes": 1,
            },
            2,
        ),
        (
            "POST",
            "/cravings",
            {"client_id": str(uuid.uuid4()), "intensity": 5, "smoked": False},
            3,
        ),
        (
            "POST",
            "/assessments",
            {
                "client_id": str(uuid.uuid4()),
                "instrument": "CONFIDENCE",
                "answers": {"confidence": 7},
            },
            3,
        ),
        ("GET", "/assessments", None, 1),
        ("POST", "/waves", {"client_id": str(uuid.uuid4()), "intensity": 5}, 2),
        ("POST", "/journal", {"client_id": str(uuid.uuid4()), "text": "A good day"}, 3),
        ("GET", "/sos", None, 1),
        ("GET", "/lessons", None, 1),
        ("GET", "/missions", None, 1),
        ("GET", "/journal", None, 1),
        ("GET", "/savings-goals", None, 2),
        ("GET", "/relapse", None, 1),
        ("GET", "/insights/charts", None, 2),
        ("GET", "/insights/cravings", None, 1),
        ("GET", "/milestones", None, 1),
        ("GET", "/check-ins", None, 1),
        ("GET", "/coaches", None, 1),
        ("GET", "/coaches/matches?languages=en", None, 1),
        ("GET", "/coaching/appointments", None, 1),
        ("GET", "/coaching/group-sessions", None, 1),
        ("GET", "/coaching/session-templates", None, 0),
        ("GET", "/coaching/sharing", None, 1),
    ],
)
def test_everyday_requests_are_a_few_statements(
    api, make_member, known, statements, method, path, body, most
):
    member = make_member(quit_at=QUIT)
    known(member)
    statements.clear()

    assert api(member, method, path, body).status_code < 300

    assert len(statements) == most

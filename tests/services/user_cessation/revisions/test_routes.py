"""Every change to a plan is a revision: for the member, and for a coach who may see it."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from shared.models.consents import VERSION

OF_A_PLAN = {
    "readiness_answers",
    "follow_ups",
    "preparations",
    "coping_pairs",
    "reasons",
    "reason_photos",
    "plan_revisions",
    "cautions",
    "nrt_courses",
    "nrt_uses",
    "nrt_spendings",
    "cut_downs",
}


def in_days(days):
    return (datetime.now(UTC) + timedelta(days=days)).isoformat()


@pytest.fixture
def planner(api, make_member, make_coach):
    """A member with a coach, who set a date, moved it, made a pair and gave a reason."""

    def make(**changes):
        coach = make_coach()
        member = make_member(coach=coach, **changes)
        api(member, "PUT", "/quit-plan", {"quit_at": in_days(3)})
        api(member, "PUT", "/quit-plan", {"quit_at": in_days(5)})
        pair = {"client_id": str(uuid.uuid4()), "trigger": "Beer", "response": "Water"}
        api(member, "POST", "/quit-plan/coping-pairs", pair)
        reason = {"client_id": str(uuid.uuid4()), "words": "Canary Reason"}
        api(member, "POST", "/quit-plan/reasons", reason)
        return member, coach

    return make


def test_each_change_says_what_was_and_what_became_of_it(api, planner):
    member, _ = planner()

    items = api(member, "GET", "/quit-plan/revisions").json["items"]

    assert [(each["number"], each["area"], each["turn"]) for each in items] == [
        (4, "reasons", "added"),
        (3, "coping", "added"),
        (2, "quit_date", "changed"),
        (1, "quit_date", "added"),
    ]
    [moved] = items[2]["fields"]
    assert moved["field"] == "quit_at"
    assert moved["before"] < moved["after"]
    assert items[1]["fields"][0] == {"field": "trigger", "before": None, "after": "Beer"}
    assert items[0]["fields"] == [{"field": "words", "before": None, "after": "Canary Reason"}]


def test_what_changes_nothing_is_no_revision(api, make_member):
    member = make_member()
    quit_at = in_days(3)
    api(member, "PUT", "/quit-plan", {"quit_at": quit_at})
    api(member, "PUT", "/quit-plan/checklist", {"told": ["family"]})

    api(member, "PUT", "/quit-plan", {"quit_at": quit_at})
    api(member, "PUT", "/quit-plan/checklist", {"told": ["family"]})
    api(member, "DELETE", "/quit-plan/reasons/photo")

    assert len(api(member, "GET", "/quit-plan/revisions").json["items"]) == 2


def test_a_coach_sees_what_changed_on_the_record_but_not_why_somebody_quits(api, planner, rows):
    member, coach = planner()

    reply = api(coach, "GET", f"/coaching/members/{member}/plan-revisions", X_Request_Id="req-7")

    own = api(member, "GET", "/quit-plan/revisions").json["items"]
    assert reply.json["items"][1:] == own[1:]
    assert reply.json["items"][0]["withheld"] is True
    assert "Canary" not in reply.text
    [read] = rows("account.audit_log", subject_id=member, action="plan.read")
    assert (read["actor_id"], read["request_id"]) == (coach, "req-7")


def test_a_coach_without_consent_or_assignment_finds_nobody_there(
    api, planner, make_coach, set_consent, rows
):
    member, coach = planner()
    set_consent(member, False)
    path = f"/coaching/members/{member}/plan-revisions"

    replies = [api(person, "GET", path).status_code for person in (coach, make_coach())]

    assert replies == [404, 404]
    assert rows("account.audit_log", subject_id=member, action="plan.read") == []


def test_the_history_is_read_page_by_page(api, planner):
    member, _ = planner()
    whole = api(member, "GET", "/quit-plan/revisions").json["items"]

    first = api(member, "GET", "/quit-plan/revisions?limit=3").json
    rest = api(member, "GET", f"/quit-plan/revisions?limit=3&after={first['next']}").json

    assert first["items"] + rest["items"] == whole
    assert rest["next"] is None


def test_changes_at_once_are_numbered_without_a_gap(api, make_member, at_once):
    member = make_member()

    at_once(
        [
            lambda words=words: api(
                member,
                "POST",
                "/quit-plan/reasons",
                {"client_id": str(uuid.uuid4()), "words": words},
            )
            for words in "abcdef"
        ]
    )

    items = api(member, "GET", "/quit-plan/revisions").json["items"]
    assert [each["number"] for each in items] == [6, 5, 4, 3, 2, 1]


def test_a_revision_never_changes(planner, database):
    member, _ = planner()

    with pytest.raises(Exception, match="only ever grows"):
        database.execute(
            "UPDATE cessation.plan_revisions SET fields = '[]' WHERE user_id = %s", (member,)
        )


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/quit-plan/coping-pairs", {"trigger": "Beer", "response": "Water"}),
        ("POST", "/quit-plan/reasons", {"words": "Air"}),
        ("POST", "/quit-plan/keep-going", {}),
        ("POST", "/readiness", {"ready": False}),
    ],
)
def test_nothing_more_is_written_down_once_consent_is_withdrawn(
    api, make_member, rows, method, path, body
):
    member = make_member(quit_at=datetime.now(UTC) - timedelta(days=3))
    consent = {"purpose": "health_data", "granted": False, "text_version": VERSION, "locale": "en"}
    api(member, "POST", "/privacy/consents", consent)

    reply = api(member, method, path, body | {"client_id": str(uuid.uuid4())})

    assert (reply.status_code, reply.json["code"]) == (403, "consent_withdrawn")
    for table in ("coping_pairs", "reasons", "readiness_answers", "plan_revisions"):
        assert rows(f"cessation.{table}", user_id=member) == []


def test_an_account_that_is_erased_leaves_nothing_of_its_plan(
    api, planner, make_photo, database, rows
):
    member, _ = planner(units_per_day="15")
    today = datetime.now(UTC).date()
    client_id = {"client_id": str(uuid.uuid4())}
    photo = {"upload_id": str(make_photo(member))}
    cut_down = {"mode": "linear", "ends_on": (today + timedelta(days=9)).isoformat()}
    course = {"label_code": "us-gum-4", "started_on": today.isoformat()}
    paid = {"amount_minor": 4550, "currency": "EUR"}
    for method, path, body in (
        ("PUT", "/profile", {"time_zone": "UTC", "country": "US"}),
        ("PUT", "/quit-plan/checklist", {"told": ["family"]}),
        ("PUT", "/quit-plan/reasons/photo", photo),
        ("PUT", "/quit-plan/cut-down", cut_down),
        ("PUT", "/medication/cautions", {"codes": []}),
        ("PUT", "/medication/courses/gum", course),
        ("POST", "/medication/uses", {"product": "gum", "amount": 1} | client_id),
        ("POST", "/medication/spendings", {"product": "gum", "paid": paid} | client_id),
        ("POST", "/readiness", {"ready": True} | client_id),
    ):
        assert api(member, method, path, body).status_code < 300, path

    def kept():
        return {table for table in OF_A_PLAN if rows(f"cessation.{table}", user_id=member)}

    before = kept()
    database.execute("DELETE FROM account.accounts WHERE user_id = %s", (member,))

    assert before == OF_A_PLAN
    assert kept() == set()


@pytest.mark.parametrize("after", ["0", "-1", "1.5", "x", "2000000001", "%00", "1;DROP"])
def test_a_place_nobody_gave_out_is_refused(api, make_member, after):
    reply = api(make_member(), "GET", f"/quit-plan/revisions?after={after}")

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")

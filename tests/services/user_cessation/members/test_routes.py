"""What a coach sees of the members they look after, and of nobody else."""

import uuid
from datetime import UTC, datetime, timedelta


def test_a_coach_sees_how_their_members_are(api, make_member, make_coach, make_person, rows):
    coach = make_coach()
    now = datetime.now(UTC)
    quitter = make_member(coach=coach, quit_at=now - timedelta(days=10), display_name="An")
    planner = make_member(coach=coach, quit_at=now + timedelta(days=2), display_name="Binh")
    starter = make_member(coach=coach, display_name="Chi")
    make_member(coach=make_coach())
    api(
        quitter,
        "POST",
        "/slips",
        {
            "client_id": str(uuid.uuid4()),
            "smoked_at": (now - timedelta(days=3)).isoformat(),
            "cigarettes": 1,
        },
    )
    api(
        quitter,
        "POST",
        "/check-ins",
        {"client_id": str(uuid.uuid4()), "smoke_free": True, "mood": 6, "note": "private"},
    )

    page = api(coach, "GET", "/coaching/members").json

    assert [item["user_id"] for item in page["items"]] == [
        str(quitter),
        str(planner),
        str(starter),
    ]
    first, second, third = page["items"]
    own = api(quitter, "GET", "/progress").json
    assert (first["status"], first["quit_at"]) == ("quit", own["quit_at"])
    assert first["streak_days"] == own["streak"]["current_days"] == 3
    assert first["slips_total"] == own["slips_total"] == 1
    assert 3 * 86_400 <= first["smoke_free_seconds"] <= own["smoke_free_seconds"]
    assert first["last_check_in"] == {
        "local_date": own["today"],
        "smoke_free": True,
        "mood": 6,
        "craving": None,
    }
    assert (second["status"], second["streak_days"], second["slips_total"]) == ("planned", 0, 0)
    assert (third["status"], third["quit_at"], third["last_check_in"]) == ("no_plan", None, None)
    assert "private" not in str(page)
    assert "@" not in str(page)


def test_members_are_read_page_by_page(api, make_member, make_coach):
    coach = make_coach()
    members = [make_member(coach=coach) for _ in range(5)]

    seen, cursor = [], ""
    while cursor is not None:
        page = api(coach, "GET", f"/coaching/members?limit=2{cursor and '&after=' + cursor}").json
        seen.append([item["user_id"] for item in page["items"]])
        cursor = page["next"]

    everyone = [str(member) for member in members]
    assert seen == [everyone[:2], everyone[2:4], everyone[4:]]


def test_without_consent_a_coach_sees_a_name_and_nothing_else(
    api, make_member, make_coach, set_consent, rows
):
    coach = make_coach()
    member = make_member(coach=coach, quit_at=datetime.now(UTC) - timedelta(days=10))
    path = f"/coaching/members/{member}/progress"

    allowed = api(coach, "GET", path)
    set_consent(member, False)
    refused, [shown] = api(coach, "GET", path), api(coach, "GET", "/coaching/members").json["items"]
    set_consent(member, True)
    again = api(coach, "GET", path)

    assert [allowed.status_code, refused.status_code, again.status_code] == [200, 404, 200]
    assert {name for name, value in shown.items() if value is not None} == {
        "user_id",
        "display_name",
        "since",
    }
    assert len(rows("account.audit_log", actor_id=coach, action="progress.read")) == 2


def test_consent_that_was_never_given_is_no_consent(api, make_member, make_coach):
    coach = make_coach()
    member = make_member(coach=coach, shares=None, quit_at=datetime.now(UTC))

    assert api(coach, "GET", f"/coaching/members/{member}/progress").status_code == 404
    assert api(coach, "GET", "/coaching/members").json["items"][0]["quit_at"] is None


def test_a_coach_sees_the_same_progress_as_the_member_and_it_is_on_the_record(
    api, make_member, make_coach, rows
):
    coach = make_coach()
    member = make_member(
        coach=coach, quit_at=datetime.now(UTC) - timedelta(days=5), units_per_day="10", price=900
    )

    seen = api(coach, "GET", f"/coaching/members/{member}/progress", X_Request_Id="req-5").json
    own = api(member, "GET", "/progress").json

    moving = {"as_of", "smoke_free_seconds", "units_avoided", "money", "life_regained_minutes"}
    assert {k: v for k, v in seen.items() if k not in moving} == {
        k: v for k, v in own.items() if k not in moving
    }
    [entry] = rows("account.audit_log", actor_id=coach)
    assert (entry["action"], entry["subject_id"]) == ("progress.read", member)
    assert (entry["outcome"], entry["request_id"]) == ("done", "req-5")


def test_access_ends_with_the_assignment(api, make_member, make_coach, rows):
    coach = make_coach()
    member = make_member(coach=coach)

    api(member, "DELETE", "/coaching/coach")

    assert api(coach, "GET", f"/coaching/members/{member}/progress").status_code == 404
    assert api(coach, "GET", "/coaching/members").json["items"] == []
    assert rows("account.audit_log", actor_id=coach) == []

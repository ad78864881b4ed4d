"""A member chooses, field by field, what their coach sees."""

import uuid
from datetime import UTC, datetime

import pytest

PATHS = {
    "progress": "progress",
    "check_in_notes": "check-ins",
    "cravings": "cravings",
    "assessments": "assessments",
    "withdrawal": "withdrawal",
}
FIELDS = [*PATHS, "journal"]
NOTE = "I cried in the car"


def choose(api, member, fields, **headers):
    return api(member, "PUT", "/coaching/sharing", {"fields": fields}, **headers)


def answers(api, person, member):
    return {
        field: api(person, "GET", f"/coaching/members/{member}/{path}").status_code
        for field, path in PATHS.items()
    }


def test_until_somebody_chooses_all_but_the_journal_is_shared(api, make_member):
    member = make_member()

    mine = api(member, "GET", "/coaching/sharing")

    assert mine.json["fields"] == list(PATHS)
    assert (mine.json["shares_at_all"], mine.headers["ETag"]) == (True, '"1"')


@pytest.mark.parametrize("consents", [True, False], ids=["agrees", "withdrew"])
@pytest.mark.parametrize("field", PATHS)
@pytest.mark.parametrize("is_chosen", [True, False], ids=["chosen", "not chosen"])
def test_every_field_is_seen_by_the_coach_alone_and_only_if_chosen(
    api, make_member, make_coach, make_admin, set_consent, rows, field, is_chosen, consents
):
    """Consent, field and role: only one of these people, and only with both words, sees it."""
    coach = make_coach()
    member = make_member(coach=coach, quit_at=datetime.now(UTC))
    others = [
        make_coach(),
        make_member(coach=coach),
        make_member(role="moderator"),
        make_member(role="support"),
        make_admin(),
    ]
    choose(api, member, [field] if is_chosen else [each for each in FIELDS if each != field])
    set_consent(member, consents)
    path = f"/coaching/members/{member}/{PATHS[field]}"

    seen = api(coach, "GET", path).status_code

    assert seen == (200 if is_chosen and consents else 404)
    assert {api(other, "GET", path).status_code for other in others} <= {403, 404}
    reads = [row["action"] for row in rows("account.audit_log", subject_id=member, actor_id=coach)]
    assert reads == ([f"{field}.read"] if seen == 200 else [])


def test_access_to_every_field_ends_with_the_assignment(api, make_member, make_coach):
    coach = make_coach()
    member = make_member(coach=coach)

    before = answers(api, coach, member)
    api(member, "DELETE", "/coaching/coach")
    after = answers(api, coach, member)

    assert set(before.values()) == {200}
    assert set(after.values()) == {404}


def test_a_new_coach_sees_what_was_chosen(api, make_member, make_coach):
    old, new = make_coach(), make_coach()
    member = make_member(coach=old)
    choose(api, member, ["cravings"])

    api(member, "PUT", "/coaching/coach", {"coach_id": str(new)})

    assert answers(api, new, member) == dict.fromkeys(PATHS, 404) | {"cravings": 200}


def test_a_coach_reads_what_the_member_wrote(api, make_member, make_coach):
    coach = make_coach()
    member = make_member(coach=coach)
    new = {"client_id": str(uuid.uuid4())}
    api(member, "POST", "/check-ins", {**new, "smoke_free": True, "note": NOTE})
    api(member, "POST", "/cravings", {**new, "intensity": 7, "smoked": False})

    for own, path in (("/check-ins", "check-ins"), ("/cravings", "cravings")):
        theirs = api(coach, "GET", f"/coaching/members/{member}/{path}").json
        assert theirs == api(member, "GET", own).json
        assert len(theirs["items"]) == 1


@pytest.mark.parametrize(
    ("fields", "seen"),
    [
        ([], None),
        (["cravings"], None),
        (["progress"], {"shared"}),
        (["journal"], {"shared", "own"}),
    ],
)
def test_a_journal_is_shared_entry_by_entry_or_as_a_whole(
    api, make_member, make_coach, rows, fields, seen
):
    coach = make_coach()
    member = make_member(coach=coach)
    for text in ("shared", "own"):
        entry = {"client_id": str(uuid.uuid4()), "text": text, "shared": text == "shared"}
        assert api(member, "POST", "/journal", entry).status_code == 201
    choose(api, member, fields)

    read = api(coach, "GET", f"/coaching/members/{member}/journal")

    assert read.status_code == (404 if seen is None else 200)
    assert {item["text"] for item in read.json.get("items", [])} == (seen or set())
    looks = rows("account.audit_log", actor_id=coach, action="journal.read")
    assert len(looks) == (0 if seen is None else 1)


def test_how_low_somebody_feels_is_theirs_to_bring_up(api, make_member, make_coach, database):
    coach = make_coach()
    member = make_member(coach=coach)
    for instrument in ("HSI", "PHQ-2", "MTWS", "CONFIDENCE"):
        database.execute(
            """
            INSERT INTO cessation.assessments
                   (assessment_id, user_id, client_id, instrument, version, locale, answers,
                    scores, taken_at)
            VALUES (uuidv7(), %s, uuidv7(), %s, 1, 'en', '{}', '{"total": 3}', now())
            """,
            (member, instrument),
        )

    items = api(coach, "GET", f"/coaching/members/{member}/assessments").json["items"]

    assert {item["instrument"] for item in items} == {"HSI", "CONFIDENCE"}


def test_what_is_not_shared_is_not_in_the_list_of_members_nor_told_by_events(
    api, make_member, make_coach, events_about
):
    coach = make_coach()
    member = make_member(coach=coach, quit_at=datetime.now(UTC))
    choose(api, member, [])

    api(member, "POST", "/check-ins", {"client_id": str(uuid.uuid4()), "smoke_free": True})

    [shown] = api(coach, "GET", "/coaching/members").json["items"]
    assert shown["status"] is None
    assert events_about(member)[-1]["coach_id"] is None


def test_choosing_is_on_the_record_and_safe_on_two_devices(api, make_member, rows):
    member = make_member()

    statuses = [
        choose(api, member, ["progress"], If_Match=tag).status_code for tag in ('"1"', '"1"', '"2"')
    ]

    assert statuses == [200, 412, 200]
    assert api(member, "GET", "/coaching/sharing").json["fields"] == ["progress"]
    entries = rows("account.audit_log", subject_id=member, action="sharing.changed")
    assert [entry["detail"] for entry in entries] == [{"fields": ["progress"]}] * 2


def test_what_cannot_be_chosen(api, make_member):
    member = make_member()

    assert choose(api, member, ["everything"]).status_code == 422
    assert choose(api, member, ["progress"] * 7).status_code == 422
    assert api(member, "GET", "/coaching/sharing").json["version"] == 1


def test_a_stand_in_is_for_members_to_agree_to_and_stays_as_it_is_unsaid(api, make_member, rows):
    member = make_member()
    before = api(member, "GET", "/coaching/sharing").json["stand_in"]

    agreed = [
        api(member, "PUT", "/coaching/sharing", {"fields": [], **said}).json["stand_in"]
        for said in ({}, {"stand_in": True}, {}, {"stand_in": False})
    ]

    assert (before, agreed) == (False, [False, True, True, False])
    entries = rows("account.audit_log", subject_id=member, action="sharing.changed")
    assert len(entries) == 4
    assert {entry["detail"]["stand_in"] for entry in entries if "stand_in" in entry["detail"]} == {
        True,
        False,
    }

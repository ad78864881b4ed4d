"""Answering forms: scored here, stored once with everything, and never judged again."""

import uuid
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from services.user_cessation.app import create_app
from services.user_cessation.assessment.forms.withdrawal import CORE
from services.user_cessation.assessment.models import FTCD_ENABLED

DIAGNOSES = ("depress", "disorder", "diagnos", "illness", "trầm cảm", "rối loạn", "chẩn đoán")
HSI = {"minutes_to_first": 5, "cigarettes_per_day": 31}


def form(instrument="HSI", answers=HSI, **changes):
    return {
        "client_id": str(uuid.uuid4()),
        "instrument": instrument,
        "answers": answers,
        **changes,
    }


def core(points):
    return dict.fromkeys(CORE, points)


@pytest.fixture
def with_ftcd(app, monkeypatch):
    monkeypatch.setitem(app.config, FTCD_ENABLED, True)


@pytest.fixture
def taken_ago(database):
    """Move an assessment into the past, as if it had been taken then."""

    def move(assessment_id, **span):
        with database.transaction():
            database.execute("SET LOCAL session_replication_role = replica")
            database.execute(
                "UPDATE cessation.assessments SET taken_at = %s WHERE assessment_id = %s",
                (datetime.now(UTC) - timedelta(**span), assessment_id),
            )

    return move


def test_raw_answers_are_scored_and_stored_with_everything(api, make_member, rows):
    member = make_member(locale="vi")
    body = form()

    reply = api(member, "POST", "/assessments", body)

    assert reply.status_code == 201
    assert (reply.json["scores"], reply.json["band"]) == ({"total": 6}, "high")
    assert reply.json["meaning"].keys() == {"en", "vi"}
    [row] = rows("cessation.assessments", user_id=member)
    assert (row["instrument"], row["version"], row["locale"]) == ("HSI", 1, "vi")
    assert (row["answers"], row["scores"], row["band"]) == (HSI, {"total": 6}, "high")
    assert '"total":6}' in reply.text


def test_a_repeated_form_is_the_first_one(api, make_member, rows):
    member = make_member()
    body = form()
    first = api(member, "POST", "/assessments", body)

    again = api(member, "POST", "/assessments", {**body, "answers": {}, "instrument": "MTWS"})

    assert (again.status_code, again.json) == (200, first.json)
    assert len(rows("cessation.assessments", user_id=member)) == 1


def test_eight_at_once_with_one_client_id_are_one_assessment(api, make_member, rows, at_once):
    member = make_member()
    body = form()

    replies = at_once([lambda: api(member, "POST", "/assessments", body)] * 8)

    assert sorted(reply.status_code for reply in replies) == [200] * 7 + [201]
    assert len(rows("cessation.assessments", user_id=member)) == 1


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(form(score=0), id="a score of their own"),
        pytest.param(form(scores={"total": 0}), id="totals of their own"),
        pytest.param(form(band="low"), id="a band of their own"),
        pytest.param(form(version=1), id="a version of their own"),
        pytest.param(form(answers={}), id="no answers"),
        pytest.param(form(answers={"minutes_to_first": 5}), id="a gap"),
        pytest.param(form(answers=HSI | {"total": 0}), id="a total among the answers"),
        pytest.param(form(answers=HSI | {"minutes_to_first": True}), id="true for a number"),
        pytest.param(form(answers=HSI | {"minutes_to_first": 5.0}), id="a fraction"),
        pytest.param(form(answers=HSI | {"minutes_to_first": None}), id="null"),
        pytest.param(form(answers=HSI | {"minutes_to_first": 2**53 + 1}), id="a huge number"),
        pytest.param(form(answers=[5, 31]), id="a list"),
        pytest.param(form("MTWS", {k: 1 for k in CORE if k != "sleep"}), id="MTWS item 7 missing"),
        pytest.param(form("MTWS", core(5)), id="beyond the scale"),
        pytest.param(form("PHQ-2", {"interest": 1}), id="half a mood"),
    ],
)
def test_what_cannot_be_scored_is_refused_and_not_stored(api, make_member, rows, body):
    member = make_member()

    reply = api(member, "POST", "/assessments", body)

    assert (reply.status_code, reply.json["code"]) == (422, "invalid")
    assert rows("cessation.assessments", user_id=member) == []


@pytest.mark.parametrize("code", ["FTCD", "GAD-7", "hsi", ""])
def test_a_form_we_do_not_offer_is_not_there(api, make_member, code):
    reply = api(make_member(), "POST", "/assessments", form(code))

    assert (reply.status_code, reply.json["code"]) == (404, "not_found")


def test_the_six_question_test_is_offered_once_permitted(api, make_member, with_ftcd):
    answers = HSI | {
        "hard_to_refrain": "yes",
        "hardest_to_give_up": "first",
        "more_in_morning": "yes",
        "when_ill": "yes",
    }
    member = make_member()

    reply = api(member, "POST", "/assessments", form("FTCD", answers))
    offered = api(member, "GET", "/assessments/instruments").json["items"]

    assert (reply.json["scores"], reply.json["band"]) == ({"total": 10}, "very_high")
    assert "FTCD" in [each["code"] for each in offered]


def test_permission_is_a_setting(settings):
    app = create_app(settings.model_copy(update={"ftcd_enabled": True}))
    for close in app.extensions["close"]:
        close()

    assert app.config[FTCD_ENABLED] is True


def test_the_forms_are_there_to_be_shown_and_give_no_points_away(api, make_member):
    items = api(make_member(), "GET", "/assessments/instruments").json["items"]

    assert [each["code"] for each in items] == ["HSI", "MTWS", "CONFIDENCE", "IMPORTANCE", "PHQ-2"]
    asked = [item for each in items for item in each["items"]]
    assert all(item["words"]["en"] and item["words"]["vi"] for item in asked)
    assert {name for item in asked for choice in item["choices"] or [] for name in choice} == {
        "value",
        "words",
    }


@pytest.mark.parametrize(
    "answers", [{"interest": 0, "low_mood": 0}, {"interest": 3, "low_mood": 3}]
)
def test_a_mood_check_shows_help_lines_first_and_names_no_illness(
    api, make_member, database, answers
):
    member = make_member()
    database.execute("UPDATE cessation.profiles SET country = 'VN' WHERE user_id = %s", (member,))

    before = api(member, "GET", "/assessments/instruments")
    reply = api(member, "POST", "/assessments", form("PHQ-2", answers))

    [asked] = [each for each in before.json["items"] if each["code"] == "PHQ-2"]
    assert asked["help_lines"][0]["code"] == "vn-ngay-mai"
    assert reply.text.startswith('{"help_lines":[{"code":"vn-ngay-mai"')
    assert reply.json["offer"] == ("coach" if answers["interest"] else None)
    assert not [word for word in DIAGNOSES if word in (before.text + reply.text).lower()]


def test_a_mood_check_is_told_to_nobody(api, make_member, make_coach, events_about):
    member = make_member(coach=make_coach())

    api(member, "POST", "/assessments", form("PHQ-2", {"interest": 3, "low_mood": 3}))

    assert events_about(member) == []


def test_a_stored_score_can_never_be_changed(api, make_member, database):
    assessment_id = api(make_member(), "POST", "/assessments", form()).json["assessment_id"]

    with pytest.raises(psycopg.errors.RestrictViolation):
        database.execute(
            "UPDATE cessation.assessments SET band = 'low' WHERE assessment_id = %s",
            (assessment_id,),
        )


def test_the_list_is_read_page_by_page_latest_first_and_by_form(api, make_member):
    member = make_member()
    for _ in range(3):
        api(member, "POST", "/assessments", form())
    api(member, "POST", "/assessments", form("CONFIDENCE", {"confidence": 7}))
    everything = api(member, "GET", "/assessments").json["items"]

    seen, cursor = [], ""
    while cursor is not None:
        page = api(member, "GET", f"/assessments?limit=2{cursor and '&after=' + cursor}").json
        seen += page["items"]
        cursor = page["next"]
    only = api(member, "GET", "/assessments?instrument=CONFIDENCE").json["items"]

    assert [each["instrument"] for each in seen] == ["CONFIDENCE", "HSI", "HSI", "HSI"]
    assert seen == everything
    assert only == everything[:1]


def test_withdrawal_is_seen_against_the_days_before_quitting(api, make_member, taken_ago):
    member = make_member(quit_at=datetime.now(UTC) - timedelta(days=3))
    taken = [
        api(member, "POST", "/assessments", form("MTWS", core(points))).json["assessment_id"]
        for points in (0, 1, 3, 2)
    ]
    for assessment_id, days in zip(taken, (9, 5, 2, 0), strict=True):
        taken_ago(assessment_id, days=days)

    course = api(member, "GET", "/insights/withdrawal").json
    listed = api(member, "GET", "/assessments").json["items"]

    assert course["baseline"]["days_since_quit"] == -2
    assert course["baseline"]["scores"]["total8"] == 8
    assert [(each["days_since_quit"], each["scores"]["mean8"]) for each in course["course"]] == [
        (1, 3.0),
        (3, 2.0),
    ]
    assert [each["phase"] for each in listed] == ["after", "after", "before", "before"]


def test_another_attempt_has_its_own_baseline(api, make_member, taken_ago, database):
    member = make_member(quit_at=datetime.now(UTC) - timedelta(days=40))
    former = api(member, "POST", "/assessments", form("MTWS", core(4))).json["assessment_id"]
    taken_ago(former, days=30)
    database.execute(
        """
        UPDATE cessation.quit_attempts
           SET created_at = now() - interval '50 days',
               ended_at = now() - interval '20 days',
               end_reason = 'new_date'
         WHERE user_id = %s
        """,
        (member,),
    )
    api(member, "POST", "/assessments", form("MTWS", core(1)))
    api(
        member,
        "PUT",
        "/quit-plan",
        {"quit_at": (datetime.now(UTC) + timedelta(days=1)).isoformat()},
    )

    course = api(member, "GET", "/insights/withdrawal").json
    listed = api(member, "GET", "/assessments").json["items"]

    assert course["baseline"]["scores"]["total8"] == 8
    assert course["course"] == []
    assert [each["days_since_quit"] for each in listed] == [-1, 10]


def test_without_a_quit_date_there_is_no_course_yet(api, make_member):
    member = make_member()
    listed = api(member, "POST", "/assessments", form("MTWS", core(1))).json

    course = api(member, "GET", "/insights/withdrawal").json

    assert course == {"quit_at": None, "baseline": None, "course": []}
    assert (listed["phase"], listed["days_since_quit"]) == (None, None)

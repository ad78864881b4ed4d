"""Achievements: earned once, announced once, never taken back."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from services.user_cessation.achievements.criteria import ACHIEVEMENTS
from services.user_cessation.achievements.models import Measure
from services.user_cessation.lessons.rules import LESSONS
from services.user_cessation.missions.tasks import MISSIONS


def now():
    return datetime.now(UTC)


@pytest.fixture
def earned(api):
    """The codes of what a member has earned."""

    def look(member):
        items = api(member, "GET", "/achievements").json["items"]
        return {each["code"] for each in items if each["earned_at"]}

    return look


@pytest.fixture
def slip(api):
    return lambda member, **ago: api(
        member,
        "POST",
        "/slips",
        {
            "client_id": str(uuid.uuid4()),
            "smoked_at": (now() - timedelta(**ago)).isoformat(),
            "cigarettes": 1,
        },
    )


@pytest.fixture
def check_in(api):
    return lambda member, smoke_free: api(
        member, "POST", "/check-ins", {"client_id": str(uuid.uuid4()), "smoke_free": smoke_free}
    )


@pytest.fixture
def let_pass(api):
    return lambda member: api(
        member,
        "POST",
        "/cravings",
        {"client_id": str(uuid.uuid4()), "intensity": 5, "smoked": False},
    )


def test_days_urges_and_honesty_earn_something(make_member, earned, slip, let_pass):
    member = make_member(quit_at=now() - timedelta(days=8))
    let_pass(member)
    slip(member, minutes=1)

    assert earned(member) == {"first_day", "first_week", "first_wave", "honest"}


def test_somebody_who_has_just_come_has_it_all_before_them(api, make_member):
    items = api(make_member(), "GET", "/achievements").json["items"]

    assert [each["code"] for each in items] == [each.code for each in ACHIEVEMENTS]
    assert {each["earned_at"] for each in items} == {None}
    assert {each["reached"] for each in items} == {0}


@pytest.mark.parametrize(
    ("days_ago", "smoke_free", "back"),
    [
        pytest.param(1, True, True, id="smoke-free the day after"),
        pytest.param(0, True, False, id="the same day"),
        pytest.param(1, False, False, id="not smoke-free"),
    ],
)
def test_coming_back_after_a_slip_is_honoured(
    make_member, earned, slip, check_in, days_ago, smoke_free, back
):
    member = make_member(quit_at=now() - timedelta(days=5))
    slip(member, days=days_ago)
    check_in(member, smoke_free)

    assert ("back_again" in earned(member)) is back


def test_what_was_earned_is_announced_once_and_keeps_its_date(
    api, make_member, events_about, at_once
):
    member = make_member(quit_at=now() - timedelta(days=2))

    replies = at_once([lambda: api(member, "GET", "/achievements")] * 6)

    assert {reply.status_code for reply in replies} == {200}
    assert len({reply.json["items"][0]["earned_at"] for reply in replies}) == 1
    [event] = events_about(member)
    assert (event["type"], event["code"]) == ("achievement.earned.v1", "first_day")
    assert "reached" not in event


def test_nothing_is_ever_taken_back(api, make_member, earned):
    member = make_member(quit_at=now() - timedelta(days=10))
    before = earned(member)

    api(member, "PUT", "/quit-plan", {"quit_at": (now() + timedelta(days=3)).isoformat()})

    assert before == {"first_day", "first_week"}
    assert earned(member) == before


def test_a_day_that_is_not_over_earns_nothing_yet(make_member, earned):
    assert earned(make_member(quit_at=now())) == set()


def test_every_measure_can_earn_something_and_codes_are_unique():
    assert {each.measure for each in ACHIEVEMENTS} == set(Measure)
    assert len({each.code for each in ACHIEVEMENTS}) == len(ACHIEVEMENTS)


def test_small_steps_and_lessons_earn_something(api, make_member, earned):
    member = make_member(quit_at=now() - timedelta(days=40))
    for mission in MISSIONS[:7]:
        body = {"client_id": str(uuid.uuid4())}
        assert api(member, "PUT", f"/missions/{mission.code}/done", body).status_code == 201
    first = earned(member)
    for lesson in LESSONS:
        assert api(member, "PUT", f"/lessons/{lesson.code}/done").status_code == 201

    assert earned(member) - first == {"first_lesson", "all_lessons"}
    assert {"seven_missions"} == {code for code in first if "missions" in code}


def test_what_can_be_earned_for_lessons_and_missions_is_all_there_is():
    most = {
        measure: max(each.at_least for each in ACHIEVEMENTS if each.measure is measure)
        for measure in (Measure.LESSONS, Measure.MISSIONS)
    }

    assert most == {Measure.LESSONS: len(LESSONS), Measure.MISSIONS: len(MISSIONS)}


def test_a_slip_taken_back_takes_no_honesty_back(api, make_member, earned, slip):
    member = make_member(quit_at=now() - timedelta(hours=2))
    told = slip(member, minutes=1).json
    before = earned(member)

    assert api(member, "DELETE", f"/slips/{told['slip_id']}").status_code == 204

    assert "honest" in before
    assert earned(member) == before
